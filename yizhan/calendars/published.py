"""The published years that come with the program, out of the package chinesecalendar (2004 on).

Only here the package is read: to fill the table, and to answer `yizhan workdays` before a hall is set up.
"""

from __future__ import annotations

from datetime import date

from chinese_calendar import constants

from yizhan.calendars.rules import FRIDAY, Calendar

SOURCE = "国务院办公厅关于节假日安排的通知（chinesecalendar）"
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def published_holidays() -> dict[date, str]:
    """The published holidays that fall on Monday to Friday, with their names."""
    return {day: _name(name) for day, name in constants.holidays.items() if day.weekday() <= FRIDAY}


def published_extra_workdays() -> dict[date, str]:
    """The Saturdays and Sundays on which offices work in exchange (调休), with the holiday's name."""
    return {day: f"{_name(name)}调休" for day, name in constants.workdays.items() if day.weekday() > FRIDAY}


def published_calendar() -> Calendar:
    """All published years as one calendar, without the table."""
    holidays, extra_workdays = published_holidays(), published_extra_workdays()
    return Calendar(frozenset(holidays), frozenset(extra_workdays), published_years())


def published_years() -> frozenset[int]:
    """The years that the package knows."""
    return frozenset(day.year for day in constants.holidays)


def _name(english: str) -> str:
    return _NAMES.get(english, english)
