"""Opening hours: pure tables, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from yizhan.orgs.rules.hours import (
    LOCAL,
    Hours,
    Stretch,
    WeeklyStretch,
    backwards,
    closing_time,
    hours_of,
    in_words,
    is_open,
    last_ticket_at,
    minutes_per_weekday,
    next_opening,
    overlapping,
    shorter_than_seven_hours,
)

pytestmark = pytest.mark.clause("5.1")
MONDAY = date(2026, 11, 23)


def stretch(text: str) -> Stretch:
    opens, closes = text.split("-")
    return Stretch(time.fromisoformat(opens), time.fromisoformat(closes))


def week(*texts: str, days: range = range(5)) -> tuple[WeeklyStretch, ...]:
    return tuple(WeeklyStretch(day, stretch(text)) for day in days for text in texts)


USUAL = week("09:00-12:00", "13:00-17:00")
HOURS = Hours(
    weekly={date(2026, 1, 1): USUAL, date(2026, 12, 1): week("09:30-16:30")},
    exceptions={
        date(2026, 11, 26): (),
        date(2026, 11, 27): (stretch("09:00-11:00"),),
        date(2026, 11, 28): (stretch("09:00-12:00"),),
    },
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), []),  # before the first hours
        (MONDAY, ["09:00–12:00", "13:00–17:00"]),
        (date(2026, 11, 26), []),  # closed as an exception
        (date(2026, 11, 27), ["09:00–11:00"]),
        (date(2026, 11, 28), ["09:00–12:00"]),  # a Saturday, opened as an exception
        (date(2026, 11, 29), []),
        (date(2026, 12, 1), ["09:30–16:30"]),  # the winter's hours have begun
    ],
)
def test_the_open_stretches_of_a_day(day: date, expected: list[str]) -> None:
    assert [str(found) for found in HOURS.on(day)] == expected


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("08:59", False), ("09:00", True), ("11:59", True), ("12:00", False), ("13:00", True), ("17:00", False)],
)
def test_open_from_the_opening_minute_until_before_the_closing_one(clock: str, expected: bool) -> None:
    assert is_open(HOURS, datetime.combine(MONDAY, time.fromisoformat(clock), LOCAL)) is expected


def test_an_instant_counts_by_the_clock_on_the_wall_of_the_hall() -> None:
    assert is_open(HOURS, datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    assert not is_open(HOURS, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("closing", "minutes", "expected"),
    [("17:00", 15, "16:45"), ("17:00", 0, "17:00"), ("00:10", 15, "00:00"), ("12:00", 61, "10:59")],
)
def test_the_last_ticket_goes_before_closing(closing: str, minutes: int, expected: str) -> None:
    assert last_ticket_at(time.fromisoformat(closing), minutes) == time.fromisoformat(expected)


@pytest.mark.parametrize(("day", "expected"), [(MONDAY, time(17)), (date(2026, 11, 26), None)])
def test_closing_time_is_the_end_of_the_last_stretch(day: date, expected: time | None) -> None:
    assert closing_time(HOURS, day) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 23, 7, 0), datetime(2026, 11, 23, 9, 0)),
        (datetime(2026, 11, 23, 12, 30), datetime(2026, 11, 23, 13, 0)),
        (datetime(2026, 11, 25, 17, 30), datetime(2026, 11, 27, 9, 0)),  # Thursday is closed
        (datetime(2026, 11, 28, 12, 0), datetime(2026, 11, 30, 9, 0)),  # over the Sunday
    ],
)
def test_the_next_opening(at: datetime, expected: datetime) -> None:
    assert next_opening(HOURS, at.replace(tzinfo=LOCAL)) == expected.replace(tzinfo=LOCAL)


def test_without_hours_there_is_no_next_opening() -> None:
    assert next_opening(Hours(), datetime(2026, 11, 23, tzinfo=LOCAL)) is None


@pytest.mark.parametrize(
    ("stretches", "minutes", "is_short"),
    [
        (("09:00-12:00", "13:00-17:00"), 420, False),
        (("09:00-12:00", "13:00-16:59"), 419, True),
        (("08:30-12:00", "14:00-18:00"), 450, False),
        (("09:00-16:00",), 420, False),
        (("09:00-12:00",), 180, True),
    ],
)
def test_less_than_seven_hours_a_day_is_a_warning(
    stretches: tuple[str, ...], minutes: int, is_short: bool
) -> None:
    monday = week(*stretches, days=range(1))
    assert minutes_per_weekday(monday) == {0: minutes}
    assert bool(shorter_than_seven_hours(monday)) is is_short


def test_the_warning_names_the_day_and_its_length() -> None:
    assert shorter_than_seven_hours(week("09:00-12:30", days=range(5, 6))) == [
        "星期六只开放3小时30分钟，不足7小时。"
    ]


def test_overlapping_stretches_are_named() -> None:
    assert overlapping(week("09:00-12:00", "12:00-17:00")) == []
    assert overlapping(week("09:00-12:00", "11:00-17:00", days=range(1))) == [
        "星期一的09:00–12:00与11:00–17:00重叠。"
    ]


def test_a_stretch_that_closes_before_it_opens_is_named() -> None:
    assert backwards(week("12:00-09:00", days=range(1))) == ["星期一的12:00–09:00关门不晚于开门。"]


def test_equal_days_stand_in_one_line_of_the_sign() -> None:
    assert in_words((*USUAL, *week("09:00-12:00", days=range(5, 6)))) == [
        "星期一至星期五 09:00–12:00 13:00–17:00",
        "星期六 09:00–12:00",
    ]


def test_stored_rows_become_hours() -> None:
    hours = hours_of([(MONDAY, 0, time(9), time(12))], {date(2026, 11, 30): None})
    assert hours.on(MONDAY) == (stretch("09:00-12:00"),)
    assert hours.on(date(2026, 11, 30)) == ()
