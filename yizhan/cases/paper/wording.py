"""Days, instants and spans as official paper writes them: Arabic numerals, no leading noughts."""

from __future__ import annotations

from datetime import date, datetime


def on_day(day: date | None) -> str:
    """2026年11月23日; empty for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def at_time(instant: datetime | None) -> str:
    """2026年11月23日 9时05分, in the zone that the instant carries; empty for none."""
    return f"{on_day(instant.date())} {instant.hour}时{instant.minute:02d}分" if instant else ""


def in_workdays(count: int | None) -> str:
    """20个工作日; an unknown limit is said to be one, none is invented."""
    return "未定时限" if count is None else f"{count}个工作日"


def in_days(count: int | None) -> str:
    """60日 in calendar days; an unknown limit is said to be one."""
    return "未定时限" if count is None else f"{count}日"
