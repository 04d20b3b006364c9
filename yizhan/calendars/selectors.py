"""Reading the working-day table."""

from __future__ import annotations

from datetime import date

from yizhan.calendars.models import CalendarDay, CalendarYear
from yizhan.calendars.rules import Calendar

__all__ = ["Calendar", "calendar_between", "years"]


def calendar_between(start: date, end: date) -> Calendar:
    """The working-day calendar from one day to another, for counting within it (clause 7.2c).

    Nothing is refused: in a year that is not in the table, Monday to Friday count, and
    `Calendar.unpublished_years` says so.
    """
    days = dict(CalendarDay.objects.filter(date__range=(start, end)).values_list("date", "is_workday"))
    official = CalendarYear.objects.filter(is_official=True).values_list("year", flat=True)
    return Calendar(
        holidays=frozenset(day for day, works in days.items() if not works),
        extra_workdays=frozenset(day for day, works in days.items() if works),
        published_years=frozenset(official),
    )


def years() -> list[CalendarYear]:
    """The years in the table, oldest first."""
    return list(CalendarYear.objects.order_by("year"))
