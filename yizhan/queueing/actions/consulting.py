"""Questions, answers, and who stays responsible for them (首问负责, clause 7.2a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from yizhan.accounts.models import User
from yizhan.catalog.states import BusinessLine
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.lib.text import clean_line
from yizhan.orgs.models import Unit
from yizhan.queueing.guards import in_own_hall
from yizhan.queueing.models import Consultation, FirstContact, Ticket
from yizhan.queueing.refusals import AlreadyHandedOver, AnswerNeeded, UnknownTopic
from yizhan.queueing.states import ConsultationTopic
from yizhan.rows.prepared import insert

ANSWER_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in two keys, and what was answered; without an answer it stays open."""

    business_line: str
    topic: str
    answer: str = ""


@act("consultation.recorded")
def record_consultation(
    hall: Unit, question: Question, user: User, *, by: Actor, at: datetime, request_key: str = ""
) -> Consultation:
    """Write down a question asked without a ticket; who was asked first is responsible from now on."""
    in_own_hall(by, hall.pk)
    answer_repeated(hall.pk)
    consultation = write_down(question, unit_id=hall.pk, user=user, at=at)
    record(consultation, by=by, at=at, unit_id=hall.pk, topic=consultation.topic)
    return consultation


@act("consultation.answered")
def answer(
    consultation: Consultation, text: str, *, by: Actor, at: datetime, request_key: str = ""
) -> Consultation:
    """The one responsible gives the answer; an answered question is not answered again."""
    in_own_hall(by, consultation.unit_id)
    answer_repeated(consultation.unit_id)
    _refuse_unless_responsible(consultation, by)
    if not (words := clean_line(text, longest=ANSWER_LENGTH)):
        raise AnswerNeeded
    unanswered = Consultation.objects.filter(pk=consultation.pk, answered_at=None)
    if unanswered.update(answer=words, answered_at=at) != 1:
        raise StaleState(thing="这条咨询", state="已答复")
    consultation.refresh_from_db()
    record(consultation, by=by, at=at, unit_id=consultation.unit_id)
    return consultation


@act("consultation.handed_over")
def hand_over(
    consultation: Consultation, to: User, because: str, *, by: Actor, at: datetime, request_key: str = ""
) -> Consultation:
    """Hand the responsibility to a named colleague, with the reason; until then it stays where it is."""
    in_own_hall(by, consultation.unit_id)
    answer_repeated(consultation.unit_id)
    reason = clean_line(because, longest=100)
    mine = FirstContact.objects.filter(consultation=consultation, user_id=by.id, until=None)
    if mine.update(until=at, handed_over_because=reason) != 1:
        raise AlreadyHandedOver
    FirstContact.objects.create(consultation=consultation, user=to, since=at)
    record(consultation, by=by, at=at, unit_id=consultation.unit_id, to=str(to.pk))
    return consultation


def write_down(
    question: Question, *, unit_id: UUID, user: User, at: datetime, ticket: Ticket | None = None
) -> Consultation:
    """The rows of a question, inside the running act: the question and its first responsible person."""
    if question.business_line not in BusinessLine.values or question.topic not in ConsultationTopic.values:
        raise UnknownTopic
    words = clean_line(question.answer, longest=ANSWER_LENGTH)
    consultation = Consultation(
        unit_id=unit_id,
        visit_id=ticket.visit_id if ticket else None,
        ticket=ticket,
        business_line=question.business_line,
        topic=question.topic,
        answer=words,
        business_date=localtime(at).date(),
        asked_at=at,
        answered_at=at if words else None,
    )
    insert(consultation)
    insert(FirstContact(consultation=consultation, user=user, since=at))
    return consultation


def _refuse_unless_responsible(consultation: Consultation, by: Actor) -> None:
    if not FirstContact.objects.filter(consultation=consultation, user_id=by.id, until=None).exists():
        raise AlreadyHandedOver
