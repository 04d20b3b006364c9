"""The acts on the working-day calendar: filling it, and adding a year when its notice is out."""

from __future__ import annotations

from datetime import date, datetime

from yizhan.calendars.models import CalendarDay, CalendarYear
from yizhan.calendars.published import (
    SOURCE,
    published_extra_workdays,
    published_holidays,
    published_years,
)
from yizhan.calendars.refusals import CalendarNotYours, YearNotComplete
from yizhan.calendars.rules import FRIDAY
from yizhan.journal.acts import act, record
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
    year: int, *, holidays: set[date], extra_workdays: set[date], source: str, by: Actor, at: datetime
) -> CalendarYear:
    """Enter a year from the State Council's notice; what was provisional in it is counted anew (clause 7.2c).

    `holidays` may name weekend days too; `extra_workdays` are the weekend days on which offices work.
    Raises YearNotComplete.
    """
    _only_system_admin(by)
    if problem := _problem(year, holidays, extra_workdays):
        raise YearNotComplete(year=year, problem=problem)
    CalendarDay.objects.filter(date__year=year).delete()
    _write_days(
        dict.fromkeys((day for day in holidays if day.weekday() <= FRIDAY), "节假日"),
        dict.fromkeys(extra_workdays, "调休"),
    )
    _write_year(year, is_official=True, source=clean_line(source, longest=120))
    if not CalendarYear.objects.filter(year=year + 1).exists():
        _write_year(year + 1, is_official=False, source=PROVISIONAL)
    row = CalendarYear.objects.get(year=year)
    record(
        row, by=by, at=at, unit_id=INSTALLATION, holidays=len(holidays), extra_workdays=len(extra_workdays)
    )
    return row


def _only_system_admin(by: Actor) -> None:
    if by.kind != ActorKind.SYSTEM and not by.holds("system_admin"):
        raise CalendarNotYours


def _problem(year: int, holidays: set[date], extra_workdays: set[date]) -> str:
    if any(day.year != year for day in holidays | extra_workdays):
        return "有的日期不在这一年。"
    if holidays & extra_workdays:
        return "同一天既放假又上班。"
    if any(day.weekday() <= FRIDAY for day in extra_workdays):
        return "调休上班日应是星期六或星期日。"
    if not {1, 5, 10} <= {day.month for day in holidays}:
        return "缺少元旦、劳动节或国庆节的放假日。"
    return ""


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
