"""Counting working days, with 调休: pure arithmetic on a calendar of exceptional days."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

FRIDAY = 4
MOST_WORKDAYS = 5000
"""About twenty years: no time limit of an office is longer, and a slip of the keyboard ends early."""


class TooManyWorkdays(ValueError):
    """The count is negative, or longer than any time limit."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that are not what their weekday says, and the years for which these are published."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    extra_workdays: frozenset[date] = field(default_factory=frozenset)
    published_years: frozenset[int] = field(default_factory=frozenset)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on the day; Monday to Friday where nothing else is known."""
        return is_workday(day, self)

    def add_workdays(self, start: date, count: int) -> date:
        """The `count`-th working day after the start (clause 7.2c)."""
        return add_workdays(start, count, self)

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie after the start, up to and including the end."""
        return workdays_between(start, end, self)

    def workdays_in(self, year: int) -> int:
        """How many working days the year has."""
        return workdays_between(date(year - 1, 12, 31), date(year, 12, 31), self)

    def unpublished_years(self, start: date, end: date) -> list[int]:
        """The years touched for which no notice is published: what is counted in them may still change."""
        years = range(min(start, end).year, max(start, end).year + 1)
        return [year for year in years if year not in self.published_years]


def is_workday(day: date, calendar: Calendar) -> bool:
    """Whether offices work on the day: a published holiday or 调休 day decides, else the weekday."""
    if day in calendar.extra_workdays:
        return True
    return day.weekday() <= FRIDAY and day not in calendar.holidays


def add_workdays(start: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after the start; the day of the start itself does not count (clause 7.2c).

    2026-11-20 and 20 days give 2026-12-18; 2026-09-24 and 5 days give 2026-10-09, behind the holidays of
    中秋 and 国庆. With 0 the start itself, working day or not. Raises TooManyWorkdays.
    """
    if not 0 <= count <= MOST_WORKDAYS:
        raise TooManyWorkdays
    day = start
    try:
        for day in _workdays_after(start, calendar, count):  # noqa: B007 - the last one is the answer
            pass
    except OverflowError as end_of_time:
        raise TooManyWorkdays from end_of_time
    return day


def workdays_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after the start, up to and including the end; negative backwards.

    The inverse of `add_workdays`: 20 after 2026-11-20 is 2026-12-18, and between the two lie 20.
    """
    if end < start:
        return -workdays_between(end, start, calendar)
    days = (start + timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
    return sum(is_workday(day, calendar) for day in days)


def year_problem(year: int, holidays: AbstractSet[date], extra_workdays: AbstractSet[date]) -> str:
    """Why these days cannot be a year's arrangement, in a sentence; empty where they can."""
    if any(day.year != year for day in holidays | extra_workdays):
        return "有的日期不在这一年。"
    if both := sorted(holidays & extra_workdays):
        return f"{both[0].month}月{both[0].day}日既放假又上班。"
    if wrong := sorted(day for day in extra_workdays if day.weekday() <= FRIDAY):
        return f"调休上班日应是星期六或星期日，{wrong[0].month}月{wrong[0].day}日不是。"
    if not {1, 5, 10} <= {day.month for day in holidays}:
        return "缺少元旦、劳动节或国庆节的放假日。"
    return ""


def _workdays_after(start: date, calendar: Calendar, count: int) -> Iterator[date]:
    day = start
    while count:
        day += timedelta(days=1)
        if is_workday(day, calendar):
            count -= 1
            yield day
