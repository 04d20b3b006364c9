"""The deadline of a handling: a pure function of stored facts, computed anew whenever one of them changes.

The rules, their articles and worked examples that the tests run: docs/algorithms/deadline.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yizhan.cases.rules.counting import (
    Stop,
    Stretches,
    WorkingDays,
    count_between,
    counts,
    days_after,
    first_office_day,
    nth_counted_day,
    united,
)
from yizhan.catalog.states import LimitUnit

LONGEST_LIMIT = 999


@dataclass(frozen=True, slots=True)
class Limit:
    """So many working days or days; 0 is at once. Raises ValueError for what no limit can be."""

    count: int
    unit: str = LimitUnit.WORKDAYS

    def __post_init__(self) -> None:
        if not 0 <= self.count <= LONGEST_LIMIT:
            raise ValueError(f"a limit of {self.count}")


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer limit, granted by whoever may (行政许可法 42)."""

    count: int
    unit: str
    granted_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is stored of a handling's clock. A limit that is not known is None: none is invented.

    `accepted_on` is the day of receipt where acceptance is deemed.
    """

    received_on: date
    accepted_on: date | None = None
    statutory: Limit | None = None
    promised: Limit | None = None
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Extension, ...] = ()
    is_deemed_accepted: bool = False


class Binding(StrEnum):
    """Which of the two limits ends first."""

    PROMISED = "promised"
    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class StoppedFor:
    """How many days of the limit's unit one kind of stop took out, and on how many dates of the calendar."""

    kind: str
    count: int
    dates: int


@dataclass(frozen=True, slots=True)
class Due:
    """The dates computed from the facts, as seen on a day.

    While the clock stands with an open end, they are the dates that hold if it goes on tomorrow: the
    earliest that are possible. `left` counts in `unit`; below zero it is overdue by as many.
    """

    seen_on: date
    starts_on: date | None = None
    statutory_on: date | None = None
    promised_on: date | None = None
    due_on: date | None = None
    binding: Binding | None = None
    unit: str = LimitUnit.WORKDAYS
    left: int | None = None
    warn_on: date | None = None
    unextended_on: date | None = None
    """When it would be due without its extensions; None where there are none."""
    stop: Stop | None = None
    """The stop that holds the clock on the day."""
    stopped_for: tuple[StoppedFor, ...] = ()
    unpublished_years: tuple[int, ...] = ()

    @property
    def limit_known(self) -> bool:
        """Whether there is a date; otherwise 未定时限, or not accepted yet."""
        return self.due_on is not None

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands on the day. A stop that begins after the last day cures nothing."""
        return self.stop is not None and (self.due_on is None or self.stop.from_on <= self.due_on)

    @property
    def is_open_ended(self) -> bool:
        """Whether the clock stands and nobody knows until when: the date moves on day by day."""
        return self.is_stopped and self.stop is not None and self.stop.to_on is None

    @property
    def is_provisional(self) -> bool:
        """Whether the date touches a year whose holidays are not published, and may still change."""
        return bool(self.unpublished_years)

    @property
    def extended_on(self) -> date | None:
        """The date after the extensions; None where there are none."""
        return self.due_on if self.unextended_on else None

    @property
    def if_resumed_on(self) -> date | None:
        """The date if the stop that is running now ended today; None where none is open."""
        return self.due_on if self.is_open_ended else None

    @property
    def workdays_left(self) -> int | None:
        """Working days left; None where the binding limit counts days, or none is known."""
        return self.left if self.unit == LimitUnit.WORKDAYS else None


@dataclass(frozen=True, slots=True)
class _End:
    binding: Binding
    limit: Limit
    on: date


def due(facts: Facts, calendar: WorkingDays, *, on: date) -> Due:
    """The dates of a handling as seen on a day: statute, promise, and the earlier of the two (clause 7.2c).

    The day of acceptance does not count; a stopped day does not count, its first and last included; the
    last day is one on which offices work. An extension lengthens statute and promise alike.
    """
    running = _running(facts.stops, on)
    start, stands = facts.accepted_on, united(facts.stops, on)
    if start is None:
        return Due(seen_on=on)
    ends = [
        _End(binding, limit, _end_of(start, limit, facts.extensions, calendar, stands))
        for binding, limit in ((Binding.PROMISED, facts.promised), (Binding.STATUTORY, facts.statutory))
        if limit is not None
    ]
    if not ends:
        return Due(seen_on=on, starts_on=start, stop=running)
    first = min(ends, key=lambda one: one.on)  # the promise, where both end on one day
    days = {one.binding: one.on for one in ends}
    unextended = _end_of(start, first.limit, (), calendar, stands) if facts.extensions else None
    return Due(
        seen_on=on,
        starts_on=start,
        statutory_on=days.get(Binding.STATUTORY),
        promised_on=days.get(Binding.PROMISED),
        due_on=first.on,
        binding=first.binding,
        unit=first.limit.unit,
        left=_left(max(on, start), first, calendar, stands),
        warn_on=_warn_on(start, first, calendar, stands),
        unextended_on=unextended,
        stop=running,
        stopped_for=_stopped_for(start, first, facts.stops, calendar),
        unpublished_years=tuple(calendar.unpublished_years(start, max(days.values()))),
    )


def step_due(
    started_on: date, limit: Limit | None, stops: Iterable[Stop], calendar: WorkingDays, *, on: date
) -> date | None:
    """The last day of a step beside the case's own limit: the same counting from the step's start."""
    if limit is None:
        return None
    return _end_of(started_on, limit, (), calendar, united(stops, on))


def _running(stops: Iterable[Stop], on: date) -> Stop | None:
    """The stop that holds the clock: an open one before others, else the one that ends last."""
    running = [one for one in stops if one.is_running(on)]
    return max(
        running, key=lambda one: (one.to_on is None, one.to_on or on, one.from_on, one.kind), default=None
    )


def _end_of(
    start: date, limit: Limit, extensions: Iterable[Extension], calendar: WorkingDays, stands: Stretches
) -> date:
    """The limit and its extensions one after the other, then the move to an office day."""
    end = nth_counted_day(start, limit.count, limit.unit, calendar, stands)
    for one in sorted(extensions, key=lambda each: each.granted_on):
        end = nth_counted_day(end, one.count, one.unit, calendar, stands)
    return first_office_day(end, calendar, stands)


def _left(on: date, end: _End, calendar: WorkingDays, stands: Stretches) -> int:
    if on <= end.on:
        return count_between(on, end.on, end.limit.unit, calendar, stands)
    return -count_between(end.on, on, end.limit.unit, calendar)  # a later stop cures nothing


def _warn_on(start: date, end: _End, calendar: WorkingDays, stands: Stretches) -> date:
    """The first day on which a third of the limit or less is left: rounded down, but one day at least."""
    unit = end.limit.unit
    total = count_between(start, end.on, unit, calendar, stands)
    third = total // 3 or int(total > 1)
    return nth_counted_day(start, total - third, unit, calendar, stands)


def _stopped_for(
    start: date, end: _End, stops: Iterable[Stop], calendar: WorkingDays
) -> tuple[StoppedFor, ...]:
    """Per kind, the days that ended stops took out before the end; a day goes to the first that has it."""
    taken: set[date] = set()
    found: dict[str, StoppedFor] = {}
    for one in sorted(
        (one for one in stops if one.to_on), key=lambda each: (each.from_on, each.to_on, each.kind)
    ):
        last = min(one.to_on or end.on, end.on)
        days = {day for day in days_after(start, last) if day >= one.from_on} - taken
        taken |= days
        counted = sum(counts(day, end.limit.unit, calendar) for day in days)
        before = found.get(one.kind, StoppedFor(one.kind, 0, 0))
        found[one.kind] = StoppedFor(one.kind, before.count + counted, before.dates + len(days))
    return tuple(one for one in found.values() if one.count)
