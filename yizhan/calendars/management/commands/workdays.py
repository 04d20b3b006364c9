"""`yizhan workdays add 2026-11-20 20`: count working days, and enter a year when its notice is published."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from yizhan.calendars.actions import publish_year
from yizhan.calendars.models import CalendarYear
from yizhan.calendars.published import published_calendar
from yizhan.calendars.rules import MOST_WORKDAYS, Calendar, TooManyWorkdays
from yizhan.calendars.selectors import calendar_between, years
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import Refusal

_WEEKDAYS = "一二三四五六日"
_DAYS_PER_WORKDAY = 2  # with the longest holidays, a workday takes less than two days of the calendar
_SPARE_DAYS = 40


class Command(BaseCommand):
    help = "工作日推算（含调休） — count working days, with the published holidays"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """add, between, years, publish."""
        what = parser.add_subparsers(dest="what", required=True)
        adding = what.add_parser("add", help="某日之后第几个工作日 — the n-th working day after a date")
        adding.add_argument("start", type=_day, help="2026-11-20")
        adding.add_argument("count", type=int, help="20")
        between = what.add_parser(
            "between", help="两日之间有几个工作日 — working days from a date to another"
        )
        between.add_argument("start", type=_day)
        between.add_argument("end", type=_day)
        what.add_parser("years", help="日历里有哪些年 — the years in the calendar")
        publish = what.add_parser("publish", help="录入一年的放假安排 — enter a year from its notice")
        publish.add_argument("year", type=int, help="2027")
        publish.add_argument(
            "--holidays", type=_days, required=True, help="2027-01-01,2027-02-06..2027-02-12"
        )
        publish.add_argument("--workdays", type=_days, default=set(), help="调休上班日 — weekend days worked")
        publish.add_argument("--source", default="国务院办公厅通知", help="依据 — the notice")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answer, one line per sentence."""
        try:
            lines = _ANSWERS[options["what"]](options)
        except TooManyWorkdays:
            raise CommandError(f"工作日数应在 0 至 {MOST_WORKDAYS} 之间。") from None
        except Refusal as refusal:
            raise CommandError(refusal.text) from None
        self.stdout.write("\n".join(lines))


def _add(options: dict[str, Any]) -> list[str]:
    start, count = options["start"], options["count"]
    calendar = _calendar(start, count * _DAYS_PER_WORKDAY + _SPARE_DAYS)
    end = calendar.add_workdays(start, count)
    sentence = f"{_spoken(start)}之后第 {count} 个工作日是{_spoken(end)}，{start}当天不计。"
    return [str(end), sentence, *_warnings(calendar, start, end)]


def _between(options: dict[str, Any]) -> list[str]:
    start, end = options["start"], options["end"]
    calendar = _calendar(min(start, end), abs((end - start).days))
    count = calendar.workdays_between(start, end)
    sentence = f"{_spoken(start)}之后至{_spoken(end)}有 {count} 个工作日，{start}当天不计。"
    return [str(count), sentence, *_warnings(calendar, start, end)]


def _years(options: dict[str, Any]) -> list[str]:
    if not _table_is_filled():
        known = sorted(published_calendar().published_years)
        return [f"{known[0]}–{known[-1]} 已公布（程序自带；数据库尚未建立）"]
    return [f"{row.year} {'已公布' if row.is_official else '未公布'} {row.source}" for row in years()]


def _publish(options: dict[str, Any]) -> list[str]:
    row = publish_year(
        options["year"],
        holidays=options["holidays"],
        extra_workdays=options["workdays"],
        source=options["source"],
        by=SYSTEM,
        at=timezone.now(),
    )
    return [
        f"{row.year}年已录入：放假 {len(options['holidays'])} 天，调休上班 {len(options['workdays'])} 天。"
    ]


_ANSWERS = {"add": _add, "between": _between, "years": _years, "publish": _publish}


def _calendar(start: date, days: int) -> Calendar:
    """From the table; before a hall is set up, the years that come with the program."""
    if not _table_is_filled():
        return published_calendar()
    last = date.fromordinal(min(start.toordinal() + max(days, 0), date.max.toordinal()))
    return calendar_between(start, last)


def _table_is_filled() -> bool:
    return (
        CalendarYear._meta.db_table in connection.introspection.table_names()
        and CalendarYear.objects.exists()
    )


def _warnings(calendar: Calendar, start: date, end: date) -> list[str]:
    missing = calendar.unpublished_years(start, end)
    if not missing:
        return []
    named = "、".join(f"{year}年" for year in missing)
    return [f"注意：{named}的放假安排未公布，其中暂按周一至周五计算，公布后可能变动。"]


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"日期“{text}”不认识，请写成 2026-11-20。") from None


def _days(text: str) -> set[date]:
    """A list of days, and of stretches written 2027-02-06..2027-02-12."""
    found: set[date] = set()
    for part in filter(None, text.replace("…", "..").split(",")):
        first, _, last = part.partition("..")
        start, end = _day(first.strip()), _day((last or first).strip())
        found |= {date.fromordinal(number) for number in range(start.toordinal(), end.toordinal() + 1)}
    return found
