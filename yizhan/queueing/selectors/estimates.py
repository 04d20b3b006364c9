"""What is told to who waits: how many are called before, and a range of minutes, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from yizhan.queueing.models import BusinessDay, Pause, Ticket, WindowSession
from yizhan.queueing.rules.forecast import CallingWindow, expected_wait, outlook, served_by
from yizhan.queueing.rules.order import Order, Place, Waiting, call_order
from yizhan.queueing.selectors.queue import line_of_day, order_of
from yizhan.queueing.states import AT_A_WINDOW, TicketState
from yizhan.rows.prepared import Reading, given

SAMPLES = 24
"""The newest services that an estimate looks at: enough for quarters, recent enough for this hour."""

NEWCOMER = UUID(int=2**128 - 1)
"""Stands for a number that is not issued yet, behind all that came in the same instant."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What can be told to somebody who waits: how many are called before, and a range of minutes."""

    ahead: int
    minutes: tuple[int, int] | None = None


@dataclass(slots=True)
class HallNow:
    """A hall's line in the order of calls and its windows in service, read once for one moment.

    Who comes later with priority, or comes back after being passed, may still go before: the slip says so.
    """

    day: BusinessDay
    waiting: Sequence[Waiting]
    order: Order
    windows: Sequence[CallingWindow]
    _services: dict[frozenset[UUID], list[timedelta]] = field(default_factory=dict)

    def for_a_new_ticket(self, category_id: UUID, at: datetime, *, is_priority: bool = False) -> Prospect:
        """For whoever takes a number of the category now."""
        return self._prospect(Waiting(NEWCOMER, at, Place(category_id), is_priority), self.waiting)

    def for_ticket(self, ticket_id: UUID) -> Prospect:
        """For a number of this day that waits; nobody is before one that does not wait any more."""
        mine = next((one for one in self.waiting if one.ticket_id == ticket_id), None)
        if mine is None:
            return Prospect(0)
        return self._prospect(mine, [one for one in self.waiting if one is not mine])

    def _prospect(self, mine: Waiting, others: Sequence[Waiting]) -> Prospect:
        places = {one.ticket_id: one.place for one in others}
        line = [place.ticket_id for place in call_order([*others, mine], self.order)]
        before = [places[ticket_id] for ticket_id in line[: line.index(mine.ticket_id)]]
        view = outlook(before, mine.place, self.windows)
        if view.rounds is None:
            return Prospect(view.ahead)
        return Prospect(view.ahead, expected_wait(view.rounds, self._recent_services(mine.place)))

    def _recent_services(self, place: Place) -> list[timedelta]:
        categories = served_by(self.windows, place)
        if categories not in self._services:
            self._services[categories] = recent_services(self.day, categories)
        return self._services[categories]


def hall_now(day: BusinessDay) -> HallNow:
    """The line and the windows of a day's hall."""
    return HallNow(day, line_of_day(day), order_of(day.unit_id), windows_calling(day.unit_id))


def ahead_of(ticket: Ticket) -> int:
    """How many are called before a waiting ticket, as the hall stands now."""
    return hall_now(ticket.day).for_ticket(ticket.pk).ahead


def windows_calling(unit_id: UUID) -> list[CallingWindow]:
    """The windows that call now: signed in and not paused, each with its categories and whether it serves."""
    serves: dict[UUID, set[UUID]] = {}
    busy: set[UUID] = set()
    for window_id, category_id, is_busy in _calling(unit_id=unit_id):
        serves.setdefault(window_id, set()).update({category_id} - {None})
        busy.update({window_id} if is_busy else ())
    return [
        CallingWindow(window_id, frozenset(mine), window_id in busy) for window_id, mine in serves.items()
    ]


def recent_services(day: BusinessDay, categories: frozenset[UUID]) -> list[timedelta]:
    """How long the newest services of the day took, from call to finish; without categories, of all."""
    named = {f"category_{number}": category for number, category in enumerate(categories)}
    spans = _newest_services(len(categories))(day=day, **named)
    return [ended - called for called, ended in spans if ended >= called]


@cache
def _newest_services(categories: int) -> Reading:
    """Prepared for so many categories; none means all."""
    places = [given(Ticket, "category", f"category_{number}") for number in range(categories)]
    of_these = reduce(or_, (Q(category=place) for place in places), Q())
    return Reading(
        lambda: (
            Ticket.objects.filter(
                of_these,
                day=given(Ticket, "day"),
                state=TicketState.SERVED,
                end_reason="",
                called_at__isnull=False,
            )
            .order_by("-ended_at")
            .values_list("called_at", "ended_at")[:SAMPLES]
        )
    )


_calling = Reading(
    lambda: (
        WindowSession.objects.filter(unit_id=given(WindowSession, "unit", "unit_id"), ended_at=None)
        .exclude(pk__in=Pause.objects.filter(ended_at=None).values("session_id"))
        .values_list(
            "window_id",
            "window__restrictions__category_id",
            Exists(Ticket.objects.filter(session=OuterRef("pk"), state__in=AT_A_WINDOW)),
        )
        .order_by("window_id")
    )
)
