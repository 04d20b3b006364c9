"""Opening hours: when a hall is open, when its last ticket goes, when it opens next (clause 5.1).

A day's stretches are those of its exception, else those of the weekly hours that are in force on it. All
times are wall-clock times of Asia/Shanghai, which knows no summer time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
LEAST_MINUTES_A_DAY = 7 * 60
"""Clause 5.1: 每天对外服务工作时间不得少于7小时."""
LOOK_AHEAD_DAYS = 60
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """One time from opening to closing within a day."""

    opens: time
    closes: time

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return _minute(self.closes) - _minute(self.opens)

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


@dataclass(frozen=True, slots=True, order=True)
class WeeklyStretch:
    """A stretch of one weekday, 0 = Monday."""

    weekday: int
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Hours:
    """What decides when a hall is open: weekly hours by the day from which they hold, and single days."""

    weekly: dict[date, tuple[WeeklyStretch, ...]] = field(default_factory=dict)
    exceptions: dict[date, tuple[Stretch, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Stretch, ...]:
        """The open stretches of the day, in order; empty when the hall stays closed."""
        if day in self.exceptions:
            return self.exceptions[day]
        return tuple(sorted(each.stretch for each in self.week_on(day) if each.weekday == day.weekday()))

    def week_on(self, day: date) -> tuple[WeeklyStretch, ...]:
        """The weekly hours in force on the day; empty before the first ones."""
        started = [start for start in self.weekly if start <= day]
        return tuple(sorted(self.weekly[max(started)])) if started else ()


def hours_of(weekly: Iterable[tuple[date, int, time, time]], exceptions: dict[date, Stretch | None]) -> Hours:
    """Put stored rows together: (from day, weekday, opens, closes); one stretch or None per single day."""
    grouped: dict[date, tuple[WeeklyStretch, ...]] = {}
    for start, weekday, opens, closes in weekly:
        grouped[start] = (*grouped.get(start, ()), WeeklyStretch(weekday, Stretch(opens, closes)))
    return Hours(grouped, {day: (found,) if found else () for day, found in exceptions.items()})


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether the hall is open at the instant; the closing minute itself is closed."""
    local = at.astimezone(LOCAL)
    return any(stretch.opens <= local.time() < stretch.closes for stretch in hours.on(local.date()))


def closing_time(hours: Hours, day: date) -> time | None:
    """When the hall closes for the day; None when it stays closed."""
    stretches = hours.on(day)
    return stretches[-1].closes if stretches else None


def last_ticket_at(closing: time, last_ticket_minutes: int) -> time:
    """Until when tickets are issued before a closing time; never before midnight."""
    minute = max(0, _minute(closing) - last_ticket_minutes)
    return time(minute // 60, minute % 60)


def next_opening(hours: Hours, at: datetime) -> datetime | None:
    """The next opening after the instant; None when nothing is known for the next 60 days."""
    today = at.astimezone(LOCAL).date()
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        day = today + timedelta(days=ahead)
        for stretch in hours.on(day):
            opening = datetime.combine(day, stretch.opens, tzinfo=LOCAL)
            if opening > at:
                return opening
    return None


def minutes_per_weekday(weekly: Iterable[WeeklyStretch]) -> dict[int, int]:
    """How many minutes the hall is open on each weekday that has a stretch at all."""
    minutes: dict[int, int] = {}
    for each in weekly:
        minutes[each.weekday] = minutes.get(each.weekday, 0) + each.stretch.minutes
    return dict(sorted(minutes.items()))


def shorter_than_seven_hours(weekly: Iterable[WeeklyStretch]) -> list[str]:
    """The open weekdays that offer less than seven hours, one sentence each (clause 5.1)."""
    return [
        f"{WEEKDAYS[weekday]}只开放{_duration(minutes)}，不足7小时。"
        for weekday, minutes in minutes_per_weekday(weekly).items()
        if minutes < LEAST_MINUTES_A_DAY
    ]


def overlapping(weekly: Sequence[WeeklyStretch]) -> list[str]:
    """The weekdays on which two stretches overlap or touch out of order, one sentence each."""
    ordered = sorted(weekly)
    return [
        f"{WEEKDAYS[earlier.weekday]}的{earlier.stretch}与{later.stretch}重叠。"
        for earlier, later in pairwise(ordered)
        if earlier.weekday == later.weekday and later.stretch.opens < earlier.stretch.closes
    ]


def backwards(weekly: Iterable[WeeklyStretch]) -> list[str]:
    """The stretches that close before they open, one sentence each."""
    return [
        f"{WEEKDAYS[each.weekday]}的{each.stretch}关门不晚于开门。"
        for each in weekly
        if each.stretch.closes <= each.stretch.opens
    ]


def in_words(weekly: Iterable[WeeklyStretch]) -> list[str]:
    """The week for a sign, equal neighbouring days in one line: “星期一至星期五 09:00–12:00 …”."""
    days: dict[int, list[Stretch]] = {}
    for each in sorted(weekly):
        days.setdefault(each.weekday, []).append(each.stretch)
    lines: list[str] = []
    for first, last in _runs(days):
        name = WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}至{WEEKDAYS[last]}"
        lines.append(f"{name} {' '.join(str(stretch) for stretch in days[first])}")
    return lines


def _runs(days: dict[int, list[Stretch]]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for day in sorted(days):
        if runs and runs[-1][1] == day - 1 and days[runs[-1][0]] == days[day]:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分钟" if rest else f"{hours}小时"
