"""The queue itself: who waits, in which order a window calls, how many are ahead."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from yizhan.orgs.selectors import policy_of
from yizhan.queueing.guards import categories_of
from yizhan.queueing.models import Call, Ticket, TicketSeries, WindowSession
from yizhan.queueing.rules import Next, Order, Waiting, call_order, calls_still_to_wait
from yizhan.queueing.states import CallKind, TicketState


def waiting_for(session: WindowSession, at: datetime) -> QuerySet[Ticket]:
    """Today's waiting tickets that this window may call: its categories, and what is reserved for it."""
    waiting = Ticket.objects.filter(
        unit_id=session.unit_id, day__date=localtime(at).date(), state=TicketState.WAITING
    )
    mine = Q(reserved_for=session.window_id)
    allowed = categories_of(session.window_id)
    free = Q(reserved_for=None) & (Q(category__in=allowed) if allowed else Q())
    return waiting.filter(mine | free)


def in_call_order(session: WindowSession, at: datetime) -> list[Next]:
    """The order in which this window calls now, each place with its reason."""
    fields = waiting_for(session, at).values_list(
        "pk", "queued_at", "priority_reason", "reserved_for_id", "return_after_calls", "category_id", "day_id"
    )
    rows = list(fields)
    calls = _calls_so_far({row[6] for row in rows if row[4] is not None})
    waiting = [
        Waiting(
            ticket_id=pk,
            queued_at=queued_at,
            is_priority=bool(reason),
            is_directed=reserved_for is not None,
            calls_to_wait=calls_still_to_wait(after, calls.get((day, category), 0)),
        )
        for pk, queued_at, reason, reserved_for, after, category, day in rows
    ]
    order = order_of(session.unit_id)
    run = priority_run(session.unit_id, at, order.ratio) if order.name == "ratio" else 0
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


def ahead_of(ticket: Ticket) -> int:
    """How many waiting tickets of the same category arrived before this one: what the slip can promise.

    Priority and returned numbers may still go before it; the slip says so.
    """
    return Ticket.objects.filter(
        Q(queued_at__lt=ticket.queued_at) | Q(queued_at=ticket.queued_at, pk__lt=ticket.pk),
        day_id=ticket.day_id,
        category_id=ticket.category_id,
        state=TicketState.WAITING,
    ).count()


def _calls_so_far(days: set[UUID]) -> dict[tuple[UUID, UUID], int]:
    rows = TicketSeries.objects.filter(day__in=days).values_list("day_id", "category_id", "calls")
    return {(day, category): calls for day, category, calls in rows} if days else {}
