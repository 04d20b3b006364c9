"""Reading the working-day table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from yizhan.calendars.models import CalendarDay, CalendarYear
from yizhan.calendars.months import Exceptional
from yizhan.calendars.published import published_years
from yizhan.calendars.rules import Calendar
from yizhan.journal.models import INSTALLATION, Entry

__all__ = [
    "Calendar",
    "VersionedCalendar",
    "calendar_between",
    "calendar_version",
    "exceptional_days",
    "newest_official_year",
    "versioned_calendar",
    "year_shown",
    "years",
    "years_to_adopt",
]

_PUBLISHED, _LOADED = "calendars.year_published", "calendars.published_years_loaded"


@dataclass(frozen=True, slots=True)
class VersionedCalendar:
    """All days of the table in memory, and the version that they are of."""

    calendar: Calendar
    version: str


def calendar_between(start: date, end: date) -> Calendar:
    """The working-day calendar from one day to another, for counting within it (clause 7.2c).

    Nothing is refused: in a year that is not in the table, Monday to Friday count, and
    `Calendar.unpublished_years` says so.
    """
    return _calendar_of(
        dict(CalendarDay.objects.filter(date__range=(start, end)).values_list("date", "is_workday"))
    )


def versioned_calendar() -> VersionedCalendar:
    """The whole table as one calendar, for computing many dates: three small queries, then none (7.2c).

    The version is read first: if a year is published in between, the days are newer than their version, and
    what was computed with them is computed once more. The other way round it would stay wrong.
    """
    version = calendar_version()
    return VersionedCalendar(
        _calendar_of(dict(CalendarDay.objects.values_list("date", "is_workday"))), version
    )


def calendar_version() -> str:
    """By which calendar a date is computed: another text after every change of the days (clause 7.2c).

    It is the position of the act that changed them last in the journal of the installation, whose row lock
    orders these acts; empty before the first one. Loading that found nothing new is no change.
    """
    changed = Q(act=_PUBLISHED) | (Q(act=_LOADED) & ~Q(facts__added=[]))
    found = Entry.objects.filter(
        changed, unit_id=INSTALLATION, subject_kind=CalendarYear._meta.label_lower
    ).aggregate(last=Max("position"))
    return str(found["last"] or "")


def exceptional_days(year: int) -> dict[date, Exceptional]:
    """The days of the year that are not what their weekday says."""
    rows = CalendarDay.objects.filter(date__year=year).values_list("date", "is_workday", "note")
    return {day: Exceptional(works, note) for day, works, note in rows.order_by("date")}


def year_shown(year: int) -> CalendarYear | None:
    """The year's row; None where nothing is known of it."""
    return CalendarYear.objects.filter(year=year).first()


def newest_official_year() -> int | None:
    """The last year whose notice is in the table."""
    newest = CalendarYear.objects.filter(is_official=True).order_by("-year").first()
    return newest.year if newest else None


def years_to_adopt() -> list[int]:
    """The published years that this version of the program brings and the table does not have yet."""
    official = set(CalendarYear.objects.filter(is_official=True).values_list("year", flat=True))
    return sorted(published_years() - official)


def years() -> list[CalendarYear]:
    """The years in the table, oldest first."""
    return list(CalendarYear.objects.order_by("year"))


def _calendar_of(works: dict[date, bool]) -> Calendar:
    official = CalendarYear.objects.filter(is_official=True).values_list("year", flat=True)
    return Calendar(
        holidays=frozenset(day for day, is_workday in works.items() if not is_workday),
        extra_workdays=frozenset(day for day, is_workday in works.items() if is_workday),
        published_years=frozenset(official),
    )
