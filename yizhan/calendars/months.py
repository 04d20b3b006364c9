"""A year as twelve small months: each day with what it is, in a word (clause 7.2c)."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yizhan.calendars.rules import FRIDAY

_WEEKS = Weeks(firstweekday=0)


class DayKind(StrEnum):
    """What a day is for offices."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    EXTRA_WORKDAY = "extra"


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A day that is not what its weekday says, and why."""

    is_workday: bool
    note: str


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day in its month; `is_changed` where a preview makes it another than it is now."""

    date: date
    kind: DayKind
    note: str = ""
    is_changed: bool = False

    @property
    def mark(self) -> str:
        """The word beside the number: 休 and 班, as printed calendars have it."""
        return {DayKind.HOLIDAY: "休", DayKind.EXTRA_WORKDAY: "班"}.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month in weeks from Monday; None stands for the days of its neighbours."""

    number: int
    weeks: tuple[tuple[DayShown | None, ...], ...]


def months_of(
    year: int, days: Mapping[date, Exceptional], before: Mapping[date, Exceptional] | None = None
) -> list[MonthShown]:
    """The year's months with their exceptional days; with `before`, what changes is marked."""
    return [
        MonthShown(
            month,
            tuple(
                tuple(_shown(day, days, before) if day.month == month else None for day in week)
                for week in _WEEKS.monthdatescalendar(year, month)
            ),
        )
        for month in range(1, 13)
    ]


def changed_days(
    year: int, days: Mapping[date, Exceptional], before: Mapping[date, Exceptional]
) -> list[date]:
    """The days on which offices work now and did not before, or the other way round."""
    touched = sorted(day for day in {*days, *before} if day.year == year)
    return [day for day in touched if _works(day, days) != _works(day, before)]


def _shown(
    day: date, days: Mapping[date, Exceptional], before: Mapping[date, Exceptional] | None
) -> DayShown:
    changed = before is not None and _works(day, days) != _works(day, before)
    found = days.get(day)
    if found is not None and found.is_workday:
        return DayShown(day, DayKind.EXTRA_WORKDAY, found.note, changed)
    if found is not None:
        return DayShown(day, DayKind.HOLIDAY, found.note, changed)
    return DayShown(day, DayKind.WORKDAY if day.weekday() <= FRIDAY else DayKind.WEEKEND, "", changed)


def _works(day: date, days: Mapping[date, Exceptional]) -> bool:
    found = days.get(day)
    return day.weekday() <= FRIDAY if found is None else found.is_workday
