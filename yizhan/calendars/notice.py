"""Reading a year's days off from the State Council's notice, pasted as it is published (clause 7.2c).

A line names a holiday, its days off, how many they are, and the weekend days worked in exchange. The weekdays
in brackets and the sums are checked against the calendar: they find a wrong year and a slip of the keyboard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

EXTRA_WORKDAY = "调休"
_WEEKDAYS = "一二三四五六日"
_LONGEST_HOLIDAY = 31
_NUMBERING = re.compile(r"^\s*(?:[一二三四五六七八九十]+|\d{1,2})\s*[、.]\s*")
_NAME = re.compile(r"^\s*([^\d:。]{1,12}):")
_BRACKET = re.compile(r"\(([^()]*)\)")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:<(.)>)?"
_STRETCH = re.compile(rf"{_DAY}(?:\s*(?:至|到|-|—|–|~)+\s*{_DAY})?")
_SUM = re.compile(r"(?:共|放假)\s*(\d{1,2})\s*天")
_ABOUT = re.compile(r"关于(\d{4})年")
_ONLY_A_DATE = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日\s*")
_OFF = re.compile(r"放假|补休|休息")
_WORKED = re.compile(r"上班")


@dataclass(slots=True)
class Notice:
    """What a notice says of a year: days off and days worked with their names, and what could not be read."""

    year: int
    holidays: dict[date, str] = field(default_factory=dict)
    extra_workdays: dict[date, str] = field(default_factory=dict)
    outside: list[date] = field(default_factory=list)
    """Days of the year before or after that the notice names, too; they are not taken."""
    problems: list[str] = field(default_factory=list)


class _Unreadable(ValueError):
    """One thing in a line is not as it should be; the message says what."""


def read_notice(text: str, year: int) -> Notice:
    """The days off and the days worked that the text of the notice gives for the year."""
    notice = Notice(year)
    lines = unicodedata.normalize("NFKC", text).splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            _read_line(line, notice)
        except _Unreadable as what:
            notice.problems.append(f"第{number}行：{what}")
    if not notice.problems and not notice.holidays:
        notice.problems.append("没有找到放假的日期。请把通知里“元旦：1月1日至3日放假”这样的各行都贴进来。")
    return notice


def as_notice(holidays: Iterable[tuple[date, str]], extra_workdays: Iterable[tuple[date, str]]) -> str:
    """The days of a year written as lines of a notice, so that a year can be corrected as text."""
    by_name: dict[str, tuple[list[date], list[date]]] = {}
    for day, name in sorted(holidays):
        by_name.setdefault(name, ([], []))[0].append(day)
    for day, name in sorted(extra_workdays):
        by_name.setdefault(name.removesuffix(EXTRA_WORKDAY) or "节假日", ([], []))[1].append(day)
    return "\n".join(_line(name, off, worked) for name, (off, worked) in by_name.items())


def _read_line(line: str, notice: Notice) -> None:
    if (about := _ABOUT.search(line)) and int(about[1]) != notice.year:
        raise _Unreadable(f"这是{about[1]}年的通知，现在录入的是{notice.year}年。")
    marked = _BRACKET.sub(_weekday_mark, _NUMBERING.sub("", line))
    name = _NAME.match(marked)
    rest = marked[name.end() :] if name else marked
    if not _STRETCH.search(rest) or _ONLY_A_DATE.fullmatch(rest):
        return
    for part in _parts(rest):
        _read_part(part, name[1].strip() if name else "节假日", notice)


def _parts(text: str) -> Iterator[str]:
    """Sentences; those that name both days off and days worked are taken apart at their commas."""
    for sentence in re.split(r"[。;]", text):
        is_mixed = _OFF.search(sentence) and _WORKED.search(sentence)
        yield from sentence.split(",") if is_mixed else [sentence]


def _read_part(part: str, name: str, notice: Notice) -> None:
    if not _STRETCH.search(part):
        return
    is_off = bool(_OFF.search(part))
    if not is_off and not _WORKED.search(part):
        raise _Unreadable(f"“{part.strip()}”没有写明放假还是上班。")
    days = list(_days(part, notice.year))
    told = _SUM.search(part)
    if is_off and told and int(told[1]) != len(days):
        raise _Unreadable(f"“{part.strip()}”写的是{told[1]}天，数出来是{len(days)}天。")
    into = notice.holidays if is_off else notice.extra_workdays
    word = name if is_off else f"{name.removesuffix(EXTRA_WORKDAY)}{EXTRA_WORKDAY}"
    into.update((day, word) for day in days if day.year == notice.year)
    notice.outside += [day for day in days if day.year != notice.year]


def _days(part: str, year: int) -> Iterator[date]:
    month: int | None = None
    for found in _STRETCH.finditer(part):
        first = _date(found.group(1, 2, 3, 4), year, month, found[0])
        month = first.month
        if found[7] is None:
            yield first
            continue
        last = _date(found.group(5, 6, 7, 8), first.year, month, found[0])
        if not 0 <= (last - first).days <= _LONGEST_HOLIDAY:
            raise _Unreadable(f"“{_plain(found[0])}”的起止日期不对。")
        month = last.month
        for ahead in range((last - first).days + 1):
            yield first + timedelta(days=ahead)


def _date(written: tuple[str | None, ...], year: int, month: int | None, where: str) -> date:
    in_year, in_month, number, weekday = written
    if in_month is None and month is None:
        raise _Unreadable(f"“{_plain(where)}”没有写月份。")
    try:
        found = date(int(in_year or year), int(in_month or month or 0), int(number or 0))
    except ValueError:
        raise _Unreadable(f"“{_plain(where)}”不是日历上的日期。") from None
    if weekday and _WEEKDAYS[found.weekday()] != weekday.replace("天", "日"):
        real = _WEEKDAYS[found.weekday()]
        raise _Unreadable(
            f"{found.year}年{found.month}月{found.day}日是星期{real}，写的是星期{weekday}。请核对年份和日期。"
        )
    return found


def _weekday_mark(bracket: re.Match[str]) -> str:
    found = _WEEKDAY.search(bracket[1])
    return f"<{found[1]}>" if found else ""


def _plain(text: str) -> str:
    return re.sub(r"<(.)>", "", text)


def _line(name: str, off: list[date], worked: list[date]) -> str:
    parts = []
    if off:
        parts.append("、".join(_span(*stretch) for stretch in _stretches(off)) + "放假。")
    if worked:
        parts.append("、".join(_spoken(day) for day in worked) + "上班。")
    return f"{name}：{''.join(parts)}"


def _stretches(days: list[date]) -> list[tuple[date, date]]:
    """Days in a row as stretches; only a weekend between two of them does not part them."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and all(each.weekday() > 4 for each in _between(found[-1][1], day)):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _between(first: date, last: date) -> Iterator[date]:
    for ahead in range(1, (last - first).days):
        yield first + timedelta(days=ahead)


def _span(first: date, last: date) -> str:
    return _spoken(first) if first == last else f"{_spoken(first)}至{_spoken(last)}"


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
