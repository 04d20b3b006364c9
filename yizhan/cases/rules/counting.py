"""Counting the days of a limit around the stops of its clock: the arithmetic under every deadline.

A limit is counted in whole days. The day of an event does not count (民法典 201): not the day of acceptance,
and of a stop neither the day on which it begins nor the day on which its cause ends. See
docs/algorithms/deadline.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from yizhan.catalog.states import LimitUnit

ONE_DAY = timedelta(days=1)


class WorkingDays(Protocol):
    """What a deadline asks of a calendar; yizhan.calendars.selectors.Calendar is one."""

    def is_workday(self, day: date) -> bool:
        """Whether offices work on the day."""

    def unpublished_years(self, start: date, end: date) -> list[int]:
        """The years touched for which no notice is published."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands for a legal reason, from a day to a day, both included; open without an end."""

    kind: str
    from_on: date
    to_on: date | None = None

    def is_running(self, on: date) -> bool:
        """Whether the clock stands on the day because of it."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True, slots=True)
class Stretches:
    """The days on which a clock stands: stretches in order, with at least one counting day between two."""

    days: tuple[tuple[date, date], ...] = ()

    def running_from(self, day: date) -> date:
        """The day itself, or the first one behind the stretch in which it lies."""
        for first, last in self.days:
            if first <= day <= last:
                return last + ONE_DAY
        return day


NEVER_STOPPED = Stretches()


def united(stops: Iterable[Stop], on: date) -> Stretches:
    """The days on which the clock stands, as seen on a day: none counts twice, however many stops cover it.

    An open stop lasts until that day at least; one that begins later is not there yet.
    """
    found: list[tuple[date, date]] = []
    for first, last in sorted((one.from_on, one.to_on or on) for one in stops):
        if last < first:
            continue
        if found and first <= found[-1][1] + ONE_DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return Stretches(tuple(found))


def counts(day: date, unit: str, calendar: WorkingDays) -> bool:
    """Whether the day counts in a limit of this unit, stops apart: working days, or every day."""
    return unit == LimitUnit.DAYS or calendar.is_workday(day)


def nth_counted_day(
    start: date, count: int, unit: str, calendar: WorkingDays, stands: Stretches = NEVER_STOPPED
) -> date:
    """The `count`-th day after the start that counts; with 0 the start itself (clause 7.2c)."""
    day = start
    while count > 0:
        day = stands.running_from(day + ONE_DAY)
        count -= counts(day, unit, calendar)
    return day


def count_between(
    start: date, end: date, unit: str, calendar: WorkingDays, stands: Stretches = NEVER_STOPPED
) -> int:
    """How many days count after the start, up to and including the end."""
    return sum(
        stands.running_from(day) == day and counts(day, unit, calendar) for day in days_after(start, end)
    )


def first_office_day(day: date, calendar: WorkingDays, stands: Stretches = NEVER_STOPPED) -> date:
    """The day, or the first one after it on which offices work and the clock runs (民法典 203)."""
    day = stands.running_from(day)
    while not calendar.is_workday(day):
        day = stands.running_from(day + ONE_DAY)
    return day


def days_after(start: date, end: date) -> Iterator[date]:
    """Every day after the start, up to and including the end."""
    for ahead in range(1, (end - start).days + 1):
        yield start + timedelta(days=ahead)
