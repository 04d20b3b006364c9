"""A visit as the slip's holder sees it: his number, where it stands, how many are before him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from yizhan.queueing.models import Ticket, Visit
from yizhan.queueing.selectors import estimates
from yizhan.queueing.states import ENDED, TicketState


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket now: people ahead and an honest range while it waits; `is_today` while it can be called."""

    ticket: Ticket
    ahead: int
    low: int | None
    high: int | None
    is_today: bool


def ticket_of_visit(visit: Visit) -> Ticket | None:
    """The visit's ticket: the open one, else the one issued last."""
    tickets = (
        Ticket.objects.filter(visit=visit)
        .select_related("category__zone", "window", "reserved_for", "day", "unit")
        .order_by("-issued_at")
    )
    return tickets.exclude(state__in=ENDED).first() or tickets.first()


def standing_of(ticket: Ticket, at: datetime) -> Standing:
    """Where the ticket stands now. Only a waiting one has people ahead and a time to wait."""
    is_today = ticket.day.date == localtime(at).date()
    if ticket.state != TicketState.WAITING or not is_today:
        return Standing(ticket, 0, None, None, is_today)
    prospect = estimates.hall_now(ticket.day).for_ticket(ticket.pk)
    low, high = prospect.minutes or (None, None)
    return Standing(ticket, prospect.ahead, low, high, is_today)
