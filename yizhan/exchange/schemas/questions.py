"""Questions, who answers for them, and ratings."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from yizhan.catalog.states import BusinessLine
from yizhan.exchange.fields import In, Instant, OneLine, Out, Whole
from yizhan.feedback.states import RatingChannel, Reason
from yizhan.queueing.states import ConsultationTopic

TOKEN = r"^[23456789BCDFGHJKMNPQRSTVWXZ]{8,24}$"  # noqa: S105 - the shape of one, not one


class PersonRef(Out):
    """A colleague."""

    id: UUID
    name: str


class ContactOut(Out):
    """Who answered for a question, from when to when."""

    user: PersonRef
    since: Instant
    until: Instant | None
    handed_over_because: str


class AskedOut(Out):
    """A question with the people who answered for it, first to last (7.2a)."""

    id: UUID
    business_line: BusinessLine
    topic: ConsultationTopic
    answer: str
    asked_at: Instant
    answered_at: Instant | None
    ticket_id: UUID | None
    contacts: list[ContactOut]
    responsible: PersonRef

    @staticmethod
    def of(asked: Any) -> dict[str, Any]:
        """A question and its people as one value."""
        names = ("id", "business_line", "topic", "answer", "asked_at", "answered_at", "ticket_id")
        told = {name: getattr(asked.consultation, name) for name in names}
        return told | {"contacts": asked.contacts, "responsible": asked.responsible}


class QuestionsOut(Out):
    """The hall's questions of today, the open ones first."""

    mine: list[AskedOut]
    others: list[AskedOut]
    answered: list[AskedOut]


class AnswerIn(In):
    """The answer."""

    answer: Annotated[str, OneLine(300)]


class HandOverIn(In):
    """To whom, and why."""

    user_id: UUID
    because: Annotated[str, OneLine(100)]


class RatingIn(In):
    """Five grades, 1 is the best; preset reasons and words if he wants."""

    grade: Annotated[int, Whole(1, 5)] = Field(description="1 非常满意 … 5 非常不满意")
    reasons: list[Reason] = Field([], max_length=len(Reason.values))
    words: Annotated[str, OneLine(300, may_be_empty=True)] = ""


class PadRatingIn(RatingIn):
    """A rating left at the pad of a window."""

    token: Annotated[str, Field(pattern=TOKEN, description="要评价的办事，来自 /boards/pad")]


class RatingOut(Out):
    """A rating left. It never changes, and says nothing of who left it."""

    id: UUID
    grade: int
    reasons: list[Reason]
    words: str
    channel: RatingChannel
    rated_at: Instant


class WordOut(Out):
    """A reason as it is offered."""

    value: str
    chinese: str
    english: str


class FaceOut(Out):
    """One of the five faces with its reasons."""

    grade: int
    chinese: str
    english: str
    reasons: list[WordOut]
