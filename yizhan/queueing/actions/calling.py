"""Calling: the next one, a chosen one, again; and what the caller does when nobody comes."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.timezone import localtime

from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.orgs.selectors import policy_of
from yizhan.queueing.guards import (
    at_own_window,
    callable_from,
    day_goes_on,
    here,
    in_own_hall,
    may_call,
    nobody_at,
)
from yizhan.queueing.models import Call, Ticket, TicketSeries, WindowSession
from yizhan.queueing.refusals import (
    CallMoreBeforePassing,
    FinishCurrentFirst,
    NobodyWaiting,
    NotForThisWindow,
    RecallTooSoon,
    ReturnNotAllowed,
)
from yizhan.queueing.rules.passing import calls_missing, may_return, seconds_until_recall
from yizhan.queueing.selectors import queue
from yizhan.queueing.states import (
    AT_A_WINDOW,
    CALL,
    CALL_CHOSEN,
    PASS_OVER,
    PUT_BACK,
    RETURN,
    START,
    CallKind,
    SuspendKind,
    TicketState,
)
from yizhan.rows.lifecycle import Move, advance
from yizhan.rows.prepared import Change, Fetch, given, insert

refuse_on("queueing.ticket", "queueing_one_ticket_per_window", FinishCurrentFirst)


@act("ticket.called")
def call_next(session: WindowSession, *, by: Actor, at: datetime, request_key: str = "") -> Ticket:
    """Call the number that the hall's order puts first for this window (clause 4.2).

    Two windows never get one number: who loses the race takes the next in line. A repeated click returns
    the number called first.
    """
    answer_repeated(session.unit_id)
    _ready(session, by)
    # Whoever loses every race looks again: meanwhile another number may have been issued.
    while places := queue.in_call_order(session, at):
        for place in places:
            ticket = _ticket.first(id=place.ticket_id)
            with suppress(StaleState):
                if ticket is not None:
                    return _call(ticket, CALL, session, by=by, at=at)
    raise NobodyWaiting


@act("ticket.called_by_choice")
def call_chosen(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Call a number out of turn: a waiting one, a passed one that came back, one that waited for a result."""
    answer_repeated(session.unit_id)
    in_own_hall(by, ticket.unit_id)
    _ready(session, by)
    if ticket.day.date != localtime(at).date():
        raise StaleState(thing=str(ticket), state="不是今天的号")
    callable_from(ticket, session)
    if ticket.suspend_kind == SuspendKind.WITHOUT_PAPERS:
        raise NotForThisWindow(ticket=ticket, where="它是不持件挂起：人回来时请用“续办”，不用叫号。")
    return _call(ticket, CALL_CHOSEN, session, by=by, at=at)


@act("ticket.recalled")
def recall(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Announce the called number once more (重呼), not sooner than the hall's pause between two calls."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    here(ticket, session)
    policy = policy_of(session.unit_id)
    if ticket.called_at and (
        left := seconds_until_recall(ticket.called_at, at, between=policy.seconds_between_calls)
    ):
        raise RecallTooSoon(seconds=left)
    again = Ticket.objects.filter(pk=ticket.pk, state__in=AT_A_WINDOW, session=session)
    again.update(calls=F("calls") + 1, called_at=at)
    ticket.refresh_from_db()
    _announce(ticket, session, CallKind.RECALL, by=by, at=at)
    return ticket


@act("ticket.put_back")
def put_back(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Undo a call made by mistake: the number is again where it was, waiting, passed or suspended."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    here(ticket, session)
    day_goes_on(ticket)
    origin = TicketState(ticket.called_from)
    # Only who waits in the hall for a result is called out of suspension.
    kind = SuspendKind.WAITING_FOR if origin == TicketState.SUSPENDED else ""
    advance(ticket, PUT_BACK[origin], window=None, session=None, calls=0, suspend_kind=kind)
    record(ticket, by=by, at=at, unit_id=ticket.unit_id)
    return ticket


@act("ticket.started")
def start(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """The resident has come to the window; from now on the time of service counts."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    here(ticket, session)
    advance(ticket, START, started_at=at, reserved_for=None)
    record(ticket, by=by, at=at, unit_id=ticket.unit_id)
    return ticket


@act("ticket.passed")
def pass_over(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Nobody came (过号): after the hall's number of calls the number goes to the list of passed ones."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    here(ticket, session)
    policy = policy_of(session.unit_id)
    if missing := calls_missing(ticket.calls, before_pass=policy.calls_before_pass):
        raise CallMoreBeforePassing(
            ticket=ticket, calls=ticket.calls, needed=policy.calls_before_pass, missing=missing
        )
    if ticket.called_at and (
        left := seconds_until_recall(ticket.called_at, at, between=policy.seconds_between_calls)
    ):
        raise RecallTooSoon(seconds=left)
    advance(ticket, PASS_OVER, window=None, passed_at=at)
    record(ticket, by=by, at=at, unit_id=ticket.unit_id, calls=ticket.calls)
    return ticket


@act("ticket.returned")
def return_to_queue(ticket: Ticket, *, by: Actor, at: datetime, request_key: str = "") -> Ticket:
    """A passed resident is back: in again behind the next few, as often and as late as the hall allows."""
    in_own_hall(by, ticket.unit_id)
    answer_repeated(ticket.unit_id)
    policy = policy_of(ticket.unit_id)
    within = timedelta(minutes=policy.return_within_minutes)
    if ticket.passed_at and not may_return(
        ticket.returns, ticket.passed_at, at, allowed=policy.returns_allowed, within=within
    ):
        raise ReturnNotAllowed(
            ticket=ticket, minutes=policy.return_within_minutes, times=policy.returns_allowed
        )
    calls = day_goes_on(ticket)
    advance(
        ticket,
        RETURN,
        return_after_calls=calls + policy.return_after,
        returns=F("returns") + 1,
        calls=0,
        session=None,
    )
    record(ticket, by=by, at=at, unit_id=ticket.unit_id)
    return ticket


def _ready(session: WindowSession, by: Actor) -> None:
    at_own_window(session, by)
    may_call(session)
    nobody_at(session)


def _call(ticket: Ticket, step: Move, session: WindowSession, *, by: Actor, at: datetime) -> Ticket:
    origin = ticket.state
    advance(
        ticket,
        step,
        only_if={"state": origin},
        called_from=origin,
        window_id=session.window_id,
        session=session,
        called_at=at,
        calls=1,
        suspend_kind="",
        suspend_note="",
        return_after_calls=None,
        first_called_at=ticket.first_called_at or at,
    )
    _count_call(day=ticket.day_id, category=ticket.category_id)
    _announce(ticket, session, CallKind.CALL, by=by, at=at)
    return ticket


def _announce(ticket: Ticket, session: WindowSession, kind: CallKind, *, by: Actor, at: datetime) -> None:
    """One announcement: the row for the boards' lists, and the entry that the streams carry.

    It is spoken where the resident was told to sit: in the zone of the category, not of the window.
    """
    call = insert(
        Call(
            ticket=ticket,
            day_id=ticket.day_id,
            session=session,
            window_id=session.window_id,
            kind=kind,
            at=at,
        )
    )
    window = session.window
    record(
        ticket,
        by=by,
        at=at,
        unit_id=ticket.unit_id,
        call_id=str(call.pk),
        label=ticket.label,
        window_number=window.number,
        zone_id=str(ticket.category.zone_id),
        kind=kind.value,
    )


_ticket = Fetch(Ticket, lambda: Ticket.objects.filter(pk=given(Ticket, "id")))
_count_call = Change(
    lambda: TicketSeries.objects.filter(
        day=given(TicketSeries, "day"), category=given(TicketSeries, "category")
    ),
    lambda: {"calls": F("calls") + 1},
)
