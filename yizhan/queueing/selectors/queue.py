"""The queue itself: who waits, and in which order a window calls."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet
from django.utils.timezone import localtime

from yizhan.orgs.selectors import policy_of
from yizhan.queueing.models import BusinessDay, Call, Ticket, TicketSeries, WindowCategory, WindowSession
from yizhan.queueing.rules.order import Next, Order, Place, Waiting, call_order, calls_still_to_wait
from yizhan.queueing.states import CallKind, TicketState
from yizhan.rows.prepared import Reading, given


def waiting_for(session: WindowSession, at: datetime) -> list[Waiting]:
    """Today's waiting tickets that this window may call: its categories, and what is reserved for it."""
    return _as_line(_callable_by(unit=session.unit_id, date=localtime(at).date(), window=session.window_id))


def line_of_day(day: BusinessDay) -> list[Waiting]:
    """All waiting tickets of a day, whichever window may call them."""
    return _as_line(_waiting_of_day(day=day))


def in_call_order(session: WindowSession, at: datetime) -> list[Next]:
    """The order in which this window calls now, each place with its reason."""
    waiting = waiting_for(session, at)
    order = order_of(session.unit_id)
    # How many priority numbers were called in a row only matters while one of them waits.
    counts_runs = order.name == "ratio" and any(one.is_priority for one in waiting)
    run = priority_run(session.unit_id, at, order.ratio) if counts_runs else 0
    return call_order(waiting, order, priority_run=run)


def order_of(unit_id: UUID) -> Order:
    """The hall's policy of calling as a plain value."""
    policy = policy_of(unit_id)
    return Order(policy.call_policy, policy.ratio, timedelta(minutes=policy.aging_minutes))


def priority_run(unit_id: UUID, at: datetime, upto: int) -> int:
    """How many priority numbers the hall called in a row just now, counted up to the ratio."""
    latest = Call.objects.filter(
        day__unit_id=unit_id, day__date=localtime(at).date(), kind=CallKind.CALL
    ).order_by("-at")
    run = 0
    for reason in latest.values_list("ticket__priority_reason", flat=True)[:upto]:
        if not reason:
            break
        run += 1
    return run


def _as_line(rows: list[tuple[Any, ...]]) -> list[Waiting]:
    calls = _calls_so_far({row[6] for row in rows if row[4] is not None})
    return [
        Waiting(
            ticket_id=pk,
            queued_at=queued_at,
            place=Place(category, reserved_for),
            is_priority=bool(reason),
            calls_to_wait=calls_still_to_wait(after, calls.get((day, category), 0)),
        )
        for pk, queued_at, reason, reserved_for, after, category, day in rows
    ]


def _calls_so_far(days: set[UUID]) -> dict[tuple[UUID, UUID], int]:
    if not days:  # the usual case: nobody came back after being passed
        return {}
    rows = TicketSeries.objects.filter(day__in=days).values_list("day_id", "category_id", "calls")
    return {(day, category): calls for day, category, calls in rows}


_WAITING = (
    "pk",
    "queued_at",
    "priority_reason",
    "reserved_for_id",
    "return_after_calls",
    "category_id",
    "day_id",
)
_waiting_of_day = Reading(
    lambda: Ticket.objects.filter(day=given(Ticket, "day"), state=TicketState.WAITING).values_list(*_WAITING)
)


def _callable() -> QuerySet[Ticket]:
    window = given(Ticket, "reserved_for", "window")
    restrictions = WindowCategory.objects.filter(window=window)
    allowed = Q(category__in=restrictions.values("category")) | ~Exists(restrictions)
    return Ticket.objects.filter(
        Q(reserved_for=window) | (Q(reserved_for=None) & allowed),
        day__unit=given(BusinessDay, "unit"),
        day__date=given(BusinessDay, "date"),
        state=TicketState.WAITING,
    )


_callable_by = Reading(lambda: _callable().values_list(*_WAITING))
