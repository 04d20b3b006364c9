"""Counting working days: pure tables, no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yizhan.calendars.published import published_calendar
from yizhan.calendars.rules import (
    MOST_WORKDAYS,
    Calendar,
    TooManyWorkdays,
    add_workdays,
    is_workday,
    workdays_between,
)

PUBLISHED = published_calendar()


@pytest.mark.clause("7.2c")
@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-11-20", 20, "2026-12-18"),
        ("2026-09-24", 5, "2026-10-09"),  # behind 中秋 and 国庆; 20 September was worked already
        ("2026-09-30", 1, "2026-10-08"),  # the whole 国庆 week lies between
        ("2026-10-09", 1, "2026-10-10"),  # a Saturday worked in exchange
        ("2026-10-10", 1, "2026-10-12"),
        ("2026-02-13", 1, "2026-02-14"),  # the Saturday before 春节 is worked
        ("2026-02-14", 1, "2026-02-24"),
        ("2025-12-31", 1, "2026-01-04"),  # over the year's end, a Sunday worked in exchange
        ("2026-11-21", 1, "2026-11-23"),  # received on a Saturday
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-22", 0, "2026-11-22"),  # no day given, no day moved
    ],
)
def test_the_nth_working_day_after_a_date(start: str, count: int, expected: str) -> None:
    assert str(add_workdays(date.fromisoformat(start), count, PUBLISHED)) == expected


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-23", True),
        ("2026-11-22", False),
        ("2026-10-01", False),
        ("2026-09-20", True),
        ("2026-10-10", True),
        ("2026-05-09", True),
        ("2026-01-02", False),
        ("2027-01-01", True),  # not published: Monday to Friday count
    ],
)
def test_whether_a_day_is_worked(day: str, works: bool) -> None:
    assert is_workday(date.fromisoformat(day), PUBLISHED) is works


def test_counting_between_two_days_is_the_inverse_of_adding() -> None:
    start = date(2026, 8, 3)
    for count in range(0, 120, 7):
        assert workdays_between(start, add_workdays(start, count, PUBLISHED), PUBLISHED) == count


def test_counting_backwards_is_negative() -> None:
    assert workdays_between(date(2026, 11, 27), date(2026, 11, 20), PUBLISHED) == -5


@pytest.mark.parametrize("count", [-1, MOST_WORKDAYS + 1, 10**12])
def test_a_count_that_no_time_limit_has_is_refused(count: int) -> None:
    with pytest.raises(TooManyWorkdays):
        add_workdays(date(2026, 11, 20), count, PUBLISHED)


def test_the_end_of_the_calendar_is_no_crash() -> None:
    with pytest.raises(TooManyWorkdays):
        add_workdays(date.max - timedelta(days=3), 20, Calendar())


def test_years_without_a_notice_are_named() -> None:
    assert PUBLISHED.unpublished_years(date(2026, 12, 1), date(2026, 12, 31)) == []
    assert PUBLISHED.unpublished_years(date(2026, 12, 1), date(2027, 1, 5)) == [2027]


def test_a_full_year_of_2026_has_its_published_number_of_working_days() -> None:
    """261 weekdays, less 19 holidays on weekdays, plus 6 days in exchange."""
    assert workdays_between(date(2025, 12, 31), date(2026, 12, 31), PUBLISHED) == 261 - 19 + 6
