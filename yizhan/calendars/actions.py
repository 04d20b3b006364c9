"""The acts on the working-day calendar: filling it, and adding a year when its notice is out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from yizhan.calendars.models import CalendarDay, CalendarYear
from yizhan.calendars.posts import KEEPS
from yizhan.calendars.published import (
    SOURCE,
    published_extra_workdays,
    published_holidays,
    published_years,
)
from yizhan.calendars.refusals import CalendarChanged, CalendarNotYours, YearNotComplete
from yizhan.calendars.rules import FRIDAY, year_problem
from yizhan.calendars.selectors import calendar_version
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.text import clean_line

_BATCH = 500
PROVISIONAL = "通知未公布，暂按周一至周五计算"


@act("calendars.published_years_loaded")
def load_published_years(*, by: Actor, at: datetime) -> CalendarYear:
    """Load the published years that come with the program; the year after them is provisional (clause 7.2c).

    A year that is official in the table already is left alone: it may have been entered by hand from the
    notice. A provisional year that is published by now becomes official. Returns the newest official year.
    """
    _only_system_admin(by)
    official = set(CalendarYear.objects.filter(is_official=True).values_list("year", flat=True))
    added = sorted(published_years() - official)
    _write_days(
        {day: note for day, note in published_holidays().items() if day.year in added},
        {day: note for day, note in published_extra_workdays().items() if day.year in added},
    )
    for year in added:
        _write_year(year, is_official=True, source=SOURCE)
    newest = max(published_years() | official)
    _write_year(newest + 1, is_official=False, source=PROVISIONAL)
    row = CalendarYear.objects.get(year=newest)
    record(row, by=by, at=at, unit_id=INSTALLATION, added=added)
    return row


@act("calendars.year_published")
def publish_year(
    year: int,
    *,
    holidays: set[date],
    extra_workdays: set[date],
    source: str,
    names: Mapping[date, str] | None = None,
    seen_version: str | None = None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> CalendarYear:
    """Enter a year from the State Council's notice; what was provisional in it is counted anew (clause 7.2c).

    `holidays` may name weekend days too; `extra_workdays` are the weekend days on which offices work; `names`
    say which festival a day belongs to. An official year is corrected in the same way. With `seen_version`
    the calendar must still be the one that the preview compared with.
    Raises YearNotComplete, CalendarChanged.
    """
    answer_repeated(INSTALLATION)
    _only_system_admin(by)
    if problem := year_problem(year, holidays, extra_workdays):
        raise YearNotComplete(year=year, problem=problem)
    was_official = CalendarYear.objects.filter(year=year, is_official=True).exists()
    # The year's row first: whoever enters the same year in this second waits here, and then sees our days.
    _write_year(year, is_official=True, source=clean_line(source, longest=120))
    if seen_version is not None and seen_version != calendar_version():
        raise CalendarChanged(year=year)
    CalendarDay.objects.filter(date__year=year).delete()
    named = names or {}
    _write_days(
        {day: named.get(day, "节假日") for day in holidays if day.weekday() <= FRIDAY},
        {day: named.get(day, "调休") for day in extra_workdays},
    )
    if not CalendarYear.objects.filter(year=year + 1).exists():
        _write_year(year + 1, is_official=False, source=PROVISIONAL)
    row = CalendarYear.objects.get(year=year)
    record(
        row,
        by=by,
        at=at,
        unit_id=INSTALLATION,
        year=year,
        corrected=was_official,
        holidays=len(holidays),
        extra_workdays=len(extra_workdays),
    )
    return row


def _only_system_admin(by: Actor) -> None:
    if by.kind != ActorKind.SYSTEM and not by.holds(*KEEPS):
        raise CalendarNotYours


def _write_days(holidays: dict[date, str], extra_workdays: dict[date, str]) -> None:
    rows = [CalendarDay(date=day, is_workday=False, note=note) for day, note in holidays.items()]
    rows += [CalendarDay(date=day, is_workday=True, note=note) for day, note in extra_workdays.items()]
    CalendarDay.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["is_workday", "note"],
    )


def _write_year(year: int, *, is_official: bool, source: str) -> None:
    CalendarYear.objects.update_or_create(year=year, defaults={"is_official": is_official, "source": source})
