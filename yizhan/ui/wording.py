"""How times and numbers are worded, in Chinese and English: pure functions behind the template tags."""

from __future__ import annotations

from datetime import date

WEEKDAYS = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HARD_SPACE = "\N{NO-BREAK SPACE}"
GROUP = 4
# Longest plain code that is said in one breath: A001, 12345.
ONE_BREATH = 5
MOBILE_GROUPS = (3, 4, 4)
ID_NUMBER_GROUPS = (6, 8, 4)


def minutes(low: int | None, high: int | None) -> str:
    """An honest range of waiting in Chinese; without both ends it cannot be told."""
    if low is None or high is None:
        return "暂时估不准"
    if high <= 0:
        return "马上就到"
    if low <= 0:
        return f"不超过 {high} 分钟"
    return f"约 {low} 分钟" if low == high else f"约 {low}–{high} 分钟"


def minutes_en(low: int | None, high: int | None) -> str:
    """The same in English."""
    if low is None or high is None:
        return "no reliable estimate yet"
    if high <= 0:
        return "very soon"
    if low <= 0:
        return f"up to {high} min"
    return f"about {low} min" if low == high else f"about {low}–{high} min"


def day(value: date) -> str:
    """A day as 11月23日 星期一."""
    return f"{value.month}月{value.day}日 星期{WEEKDAYS[value.weekday()]}"


def day_en(value: date) -> str:
    """A day as Mon 23 Nov."""
    return f"{WEEKDAYS_EN[value.weekday()]} {value.day} {MONTHS_EN[value.month - 1]}"


def grouped(text: str) -> str:
    """Split what is read aloud: mobile 138 0000 0000, identity number 6-8-4, other codes in fours."""
    if len(text) <= ONE_BREATH or not text.isascii() or not text.isalnum():
        return text
    if len(text) == sum(MOBILE_GROUPS) and text.isdigit() and text.startswith("1"):
        return _cut(text, MOBILE_GROUPS)
    if len(text) == sum(ID_NUMBER_GROUPS) and text[:-1].isdigit():
        return _cut(text, ID_NUMBER_GROUPS)
    return HARD_SPACE.join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def _cut(text: str, groups: tuple[int, ...]) -> str:
    parts, start = [], 0
    for length in groups:
        parts.append(text[start : start + length])
        start += length
    return HARD_SPACE.join(parts)
