"""What the invented residents want, ask and think."""

from __future__ import annotations

import random
from dataclasses import dataclass

from yizhan.catalog.models import Implementation
from yizhan.catalog.states import BusinessLine
from yizhan.feedback.states import BAD, Grade, Reason
from yizhan.orgs.models import Unit
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.actions.finishing import Done
from yizhan.queueing.models import Category, Ticket
from yizhan.queueing.states import ConsultationTopic, PriorityReason

ANSWERS: dict[str, str] = {
    ConsultationTopic.CONDITIONS: "符合条件，可以办。",
    ConsultationTopic.MATERIALS: "带身份证、户口本原件和复印件。",
    ConsultationTopic.PROCEDURE: "先到社区初审，再到街道窗口。",
    ConsultationTopic.PROGRESS: "已转区上审核，出结果会通知。",
    ConsultationTopic.PLACE_AND_TIME: "就在本厅综合窗口，周一到周五办。",
    ConsultationTopic.FEES: "不收费。",
    ConsultationTopic.POLICY: "政策原文已给他看，并讲了要点。",
    ConsultationTopic.ELSEWHERE: "归区政务大厅办，已写好地址电话。",
}
GRADES = {
    Grade.VERY_SATISFIED: 78,
    Grade.SATISFIED: 15,
    Grade.FAIR: 4,
    Grade.DISSATISFIED: 2,
    Grade.VERY_DISSATISFIED: 1,
}
WORDS = {True: ["等了快一个小时", "来了两趟才办好"], False: ["工作人员很耐心", "讲得明白", ""]}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody comes for."""

    category: Category
    implementation: Implementation | None
    priority: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thinks of the service."""

    grade: int
    reasons: tuple[str, ...]
    words: str


class Visitors:
    """Residents of one hall, drawn from a seeded stream of chance."""

    def __init__(self, hall: Unit, shares: dict[str, int], rng: random.Random) -> None:
        self._rng = rng
        self._categories = list(
            Category.objects.filter(unit=hall).select_related("zone", "unit").order_by("order")
        )
        self._shares = [shares.get(category.prefix, 1) for category in self._categories]
        self._lines = {
            category.pk: [line.business_line for line in category.lines.all()]
            for category in self._categories
        }
        opened = Implementation.objects.filter(unit=hall, is_open=True).select_related("item").order_by("pk")
        self._items = {
            key: [one for one in opened if one.item.business_line in lines]
            for key, lines in self._lines.items()
        }

    def arrive(self) -> Wish:
        """The next resident: a category by its share, often a known item, sometimes a reason for priority."""
        category = self._rng.choices(self._categories, self._shares)[0]
        items = self._items[category.pk]
        known = self._rng.choice(items) if items and self._rng.random() < 0.7 else None
        priority = ""
        if self._rng.random() < 0.15:
            reasons = [PriorityReason.ELDER] * 7 + [PriorityReason.DISABLED] * 2 + [PriorityReason.INFANT]
            priority = self._rng.choice(reasons)
        return Wish(category, known, priority)

    def question(self, line: str = "") -> Question:
        """A question with its answer; some stay open until somebody finds out."""
        topic = self._rng.choice(list(ANSWERS))
        answer = ANSWERS[topic] if self._rng.random() < 0.9 else ""
        return Question(line or self._rng.choice(list(BusinessLine)), topic, answer)

    def outcome(self, ticket: Ticket) -> tuple[list[Done], list[Question]]:
        """What was really done: mostly the item of the ticket, sometimes another, sometimes advice only."""
        items = self._items.get(ticket.category_id, [])
        if not items or self._rng.random() < 0.2:
            line = self._rng.choice(self._lines[ticket.category_id])
            question = self.question(line)
            return [], [
                question if question.answer else Question(line, question.topic, ANSWERS[question.topic])
            ]
        item = ticket.implementation if ticket.implementation in items else self._rng.choice(items)
        return [Done(item, 2 if self._rng.random() < 0.05 else 1)], []

    def another(self, category: Category) -> Category:
        """A category other than this one, if the hall has one."""
        others = [one for one in self._categories if one.pk != category.pk]
        return self._rng.choice(others) if others else category

    def opinion(self) -> Opinion:
        """A rating as halls really get them: mostly good, now and then bad, with reasons."""
        grade = self._rng.choices(list(GRADES), list(GRADES.values()))[0]
        bad = grade in BAD
        praise = (Reason.FRIENDLY, Reason.CLEAR, Reason.QUICK, Reason.ONE_TRIP)
        blame = (Reason.LONG_WAIT, Reason.SENT_AWAY, Reason.UNCLEAR)
        reasons = self._rng.sample(blame if bad else praise, k=self._rng.randint(0, 2))
        words = self._rng.choice(WORDS[bad]) if self._rng.random() < 0.2 else ""
        return Opinion(grade, tuple(reasons), words)
