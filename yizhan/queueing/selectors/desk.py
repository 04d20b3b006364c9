"""What a window sees: its ticket, and every open ticket of the hall in exactly one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime

from yizhan.lib.actor import Actor
from yizhan.queueing.models import Pause, Ticket, WindowSession
from yizhan.queueing.rules.order import Why
from yizhan.queueing.selectors.gate import tickets_visible_to
from yizhan.queueing.selectors.queue import in_call_order
from yizhan.queueing.states import AT_A_WINDOW, ENDED, TicketState

WHY_TEXT = {
    Why.DIRECTED: "指定到本窗口",
    Why.RETURNED: "过号后回来",
    Why.PRIORITY: "优先：{reason}",
    Why.TURN_OF_OTHERS: "连叫优先号后轮到普通号",
    Why.ARRIVAL: "先到先办",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A waiting ticket with why it stands here and how many minutes it has waited."""

    ticket: Ticket
    why: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Lists:
    """The four lists of open tickets; together they hold every open ticket exactly once."""

    mine: Sequence[Place]
    others_waiting: Sequence[Ticket]
    at_windows: Sequence[Ticket]
    passed: Sequence[Ticket]
    suspended: Sequence[Ticket]


def current(session: WindowSession) -> Ticket | None:
    """The ticket at the window now."""
    return (
        Ticket.objects.filter(session=session, state__in=AT_A_WINDOW)
        .select_related("category", "implementation__item", "visit", "window")
        .first()
    )


def pause_of(session: WindowSession) -> Pause | None:
    """The pause that the window is in, if any."""
    return Pause.objects.filter(session=session, ended_at=None).first()


def lists_for(session: WindowSession, actor: Actor, at: datetime) -> Lists:
    """Every open ticket of today: the ones this window calls in their order, and the others by state."""
    tickets = {ticket.pk: ticket for ticket in open_today(actor, at)}
    order = in_call_order(session, at)
    mine = [
        Place(ticket, why_text(ticket, place.why), minutes_waited(ticket, at))
        for place in order
        if (ticket := tickets.get(place.ticket_id)) is not None
    ]
    taken = {place.ticket.pk for place in mine}
    rest = [ticket for ticket in tickets.values() if ticket.pk not in taken]

    def of(*states: str) -> list[Ticket]:
        return [ticket for ticket in rest if ticket.state in states]

    return Lists(
        mine=mine,
        others_waiting=of(TicketState.WAITING),
        at_windows=of(*AT_A_WINDOW),
        passed=of(TicketState.PASSED),
        suspended=of(TicketState.SUSPENDED),
    )


def open_today(actor: Actor, at: datetime) -> QuerySet[Ticket]:
    """Every open ticket of the actor's hall today, by arrival."""
    return (
        tickets_visible_to(actor)
        .filter(day__date=localtime(at).date())
        .exclude(state__in=ENDED)
        .order_by("queued_at")
    )


def ended_at_window(session: WindowSession, limit: int = 8) -> QuerySet[Ticket]:
    """What this session ended last, newest first: the list from which a finish is undone."""
    return Ticket.objects.filter(session=session, state__in=ENDED).order_by("-ended_at")[:limit]


def cancelled_today(actor: Actor, at: datetime) -> QuerySet[Ticket]:
    """Today's cancelled and missed tickets, newest first: the list from which one is restored."""
    return (
        tickets_visible_to(actor)
        .filter(day__date=localtime(at).date(), state__in=[TicketState.CANCELLED, TicketState.MISSED])
        .order_by("-ended_at")
    )


def why_text(ticket: Ticket, why: Why) -> str:
    """The reason in the clerk's words."""
    return WHY_TEXT[why].format(reason=ticket.get_priority_reason_display())


def minutes_waited(ticket: Ticket, at: datetime) -> int:
    """Full minutes since the ticket came into the queue."""
    return max(int((at - ticket.queued_at).total_seconds() // 60), 0)
