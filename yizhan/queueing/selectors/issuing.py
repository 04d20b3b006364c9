"""Whether a machine issues tickets now, and if not, why and when again; and what each category offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from uuid import UUID

from django.utils.timezone import localtime

from yizhan.lib.actor import Actor
from yizhan.orgs.selectors import next_opening, opening_stretches, policy_of
from yizhan.queueing.models import BusinessDay, Category, TicketSeries
from yizhan.queueing.rules.issuing import is_within, issuing_until, resumes_at
from yizhan.queueing.selectors import estimates
from yizhan.queueing.selectors.boards import loads
from yizhan.queueing.selectors.gate import day_of
from yizhan.queueing.states import DayState

MOST_NUMBERS = 999
"""Three digits: a series has no more."""


class Issuing(StrEnum):
    """Where the day stands for somebody who wants a ticket."""

    OPEN = "open"
    NOT_A_DAY = "not_a_day"
    TOO_EARLY = "too_early"
    NOT_OPENED = "not_opened"
    BREAK = "break"
    LAST_TICKET_GONE = "last_ticket_gone"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class IssuingNow:
    """The answer, with the hours that it follows from.

    `resumes` is when it goes on today, `until` the last moment of today's issuing.
    """

    state: Issuing
    resumes: time | None = None
    until: time | None = None
    next_opening: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether a machine gives a number now."""
        return self.state == Issuing.OPEN


@dataclass(frozen=True, slots=True)
class Offer:
    """A category on the kiosk: how many wait, how long a new ticket would, whether today's are used up."""

    category: Category
    waiting: int
    low: int | None
    high: int | None
    is_used_up: bool


def issuing_now(unit_id: UUID, at: datetime) -> IssuingNow:
    """Whether the hall's machines issue at the instant (clauses 5.1, 6.1)."""
    moment = localtime(at)
    stretches = opening_stretches(unit_id, moment.date())
    issuing = issuing_until(stretches, last_ticket_minutes=policy_of(unit_id).last_ticket_minutes)
    state = _state(day_of(unit_id, moment.date()), stretches, issuing, moment.time())
    return IssuingNow(
        state,
        resumes=resumes_at(moment.time(), issuing) if state in {Issuing.TOO_EARLY, Issuing.BREAK} else None,
        until=issuing[-1][1] if issuing else None,
        next_opening=None if state == Issuing.OPEN else next_opening(unit_id, at),
    )


def offers(actor: Actor, at: datetime) -> list[Offer]:
    """The categories that the actor's hall offers, each with what awaits a newcomer; in their order."""
    if actor.unit_id is None:
        return []
    on = localtime(at).date()
    day = day_of(actor.unit_id, on)
    used_up = _used_up(day)
    now = estimates.hall_now(day) if day else None
    found = []
    for load in loads(actor.unit_id, on):
        low, high = (now and now.for_a_new_ticket(load.category.pk, at).minutes) or (None, None)
        found.append(Offer(load.category, load.waiting, low, high, load.category.pk in used_up))
    return found


def _state(
    day: BusinessDay | None,
    stretches: Sequence[tuple[time, time]],
    issuing: Sequence[tuple[time, time]],
    moment: time,
) -> Issuing:
    if day is not None and day.state == DayState.CLOSED:
        return Issuing.CLOSED
    if day is None:
        return _without_a_day(stretches, moment)
    if not stretches or is_within(moment, issuing):
        return Issuing.OPEN  # a hall without hours on record issues while its day is open
    if moment < stretches[0][0]:
        return Issuing.TOO_EARLY
    return Issuing.BREAK if resumes_at(moment, issuing) else Issuing.LAST_TICKET_GONE


def _without_a_day(stretches: Sequence[tuple[time, time]], moment: time) -> Issuing:
    if not stretches:
        return Issuing.NOT_A_DAY
    if moment < stretches[0][0]:
        return Issuing.TOO_EARLY
    return Issuing.NOT_OPENED if moment < stretches[-1][1] else Issuing.CLOSED


def _used_up(day: BusinessDay | None) -> set[UUID]:
    if day is None:
        return set()
    rows = TicketSeries.objects.filter(day=day).values_list(
        "category_id", "last_number", "category__daily_quota"
    )
    return {
        category
        for category, last, quota in rows
        if last >= (MOST_NUMBERS if quota is None else min(quota, MOST_NUMBERS))
    }
