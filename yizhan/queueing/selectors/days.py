"""The hall's business day: today's, and one that was left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yizhan.lib.actor import Actor
from yizhan.orgs.selectors.units import of_own_unit
from yizhan.queueing.models import BusinessDay, Ticket
from yizhan.queueing.states import DayState, TicketState


@dataclass(frozen=True, slots=True)
class Ending:
    """What closing the day would end: how many numbers wait, were passed, are set aside; who still serves."""

    waiting: int
    passed: int
    suspended: int
    called: int
    serving: Sequence[str]


def days_visible_to(actor: Actor) -> QuerySet[BusinessDay]:
    """The business days of the actor's own hall, newest first."""
    return of_own_unit(BusinessDay.objects.all(), actor).order_by("-date")


def left_open(actor: Actor, today: date) -> BusinessDay | None:
    """An earlier day that nobody closed: it must be closed before today can open."""
    return days_visible_to(actor).filter(state=DayState.OPEN, date__lt=today).first()


def ending_of(day: BusinessDay) -> Ending:
    """Told before the closing, so that nobody is surprised by what it ends."""
    states = list(Ticket.objects.filter(day=day).values_list("state", flat=True))
    serving = Ticket.objects.filter(day=day, state=TicketState.SERVING).select_related("window")
    return Ending(
        waiting=states.count(TicketState.WAITING),
        passed=states.count(TicketState.PASSED),
        suspended=states.count(TicketState.SUSPENDED),
        called=states.count(TicketState.CALLED),
        serving=[str(ticket.window) for ticket in serving.order_by("window__number")],
    )
