"""Finishing: a visit to the window ends with what was really done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yizhan.accounts.models import User
from yizhan.catalog.models import Implementation
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.queueing.actions.consulting import Question, write_down
from yizhan.queueing.guards import at_own_window, here, nobody_at
from yizhan.queueing.models import Consultation, ServiceRecord, Ticket, WindowSession
from yizhan.queueing.refusals import NothingDone, TooLateToReopen, UnknownItem
from yizhan.queueing.states import FINISH, REOPEN
from yizhan.rows.lifecycle import advance
from yizhan.rows.prepared import Reading, given

REOPEN_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Done:
    """An item of the hall's catalogue and how many of it were done (1–99)."""

    implementation: Implementation
    quantity: int = 1


@act("ticket.finished")
def finish(
    ticket: Ticket,
    session: WindowSession,
    *,
    by: Actor,
    at: datetime,
    user: User,
    done: Sequence[Done] = (),
    questions: Sequence[Question] = (),
    request_key: str = "",
) -> Ticket:
    """End the service with what was really done: items with quantities, or consultations with their answers.

    Raises NothingDone when neither is told, UnknownItem for items of another hall or no real quantity.
    """
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    here(ticket, session)
    if not done and not questions and not Consultation.objects.filter(ticket=ticket).exists():
        raise NothingDone  # a reopened ticket still has the consultations of its first finish
    if any(one.implementation.unit_id != ticket.unit_id or not 1 <= one.quantity <= 99 for one in done):
        raise UnknownItem
    advance(ticket, FINISH, ended_at=at, reserved_for=None, started_at=ticket.started_at or at)
    if _told_before(ticket=ticket):  # a reopened ticket is told anew
        ServiceRecord.objects.filter(ticket=ticket).delete()
    ServiceRecord.objects.bulk_create(
        ServiceRecord(
            visit_id=ticket.visit_id,
            ticket=ticket,
            session=session,
            implementation=one.implementation,
            quantity=one.quantity,
            done_at=at,
        )
        for one in _merged(done)
    )
    for question in questions:
        write_down(question, unit_id=ticket.unit_id, user=user, at=at, ticket=ticket)
    record(ticket, by=by, at=at, unit_id=ticket.unit_id, items=len(done), consultations=len(questions))
    return ticket


@act("ticket.reopened")
def reopen(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Undo a finish made too early, at the same window, within ten minutes."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    if ticket.session_id != session.pk or ticket.ended_at is None or at - ticket.ended_at > REOPEN_WITHIN:
        raise TooLateToReopen(ticket=ticket, minutes=int(REOPEN_WITHIN.total_seconds() // 60))
    nobody_at(session)
    advance(ticket, REOPEN, window_id=session.window_id, ended_at=None, end_reason="")
    record(ticket, by=by, at=at, unit_id=ticket.unit_id)
    return ticket


def _merged(done: Sequence[Done]) -> list[Done]:
    """The same item told twice is one row with the sum."""
    total: dict[Implementation, int] = {}
    for one in done:
        total[one.implementation] = min(total.get(one.implementation, 0) + one.quantity, 99)
    return [Done(implementation, quantity) for implementation, quantity in total.items()]


_told_before = Reading(
    lambda: ServiceRecord.objects.filter(ticket=given(ServiceRecord, "ticket")).values_list("pk")
)
