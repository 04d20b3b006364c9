"""Waiting times told honestly, the hours of issuing, and when a number may be passed or come back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from yizhan.queueing import rules

AT = datetime.fromisoformat("2026-11-23T10:00:00+08:00")
MORNING, AFTERNOON = (time(9), time(12)), (time(13, 30), time(17, 30))


def minutes(*values: float) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


@pytest.mark.parametrize(
    ("ahead", "windows", "services", "expected"),
    [
        (3, 2, minutes(10, 10, 10, 10), None),  # four samples say nothing honest
        (3, 0, minutes(10, 10, 10, 10, 10), None),  # nobody is serving
        (0, 1, minutes(10, 10, 10, 10, 10), (0, 10)),
        (3, 1, minutes(10, 10, 10, 10, 10), (30, 40)),
        (3, 2, minutes(10, 10, 10, 10, 10), (15, 20)),
        (4, 2, minutes(4, 6, 8, 10, 12), (10, 30)),
        (0, 6, minutes(1, 1, 1, 1, 1), (0, 5)),  # never told finer than five minutes
        (60, 1, minutes(10, 10, 10, 10, 10), None),  # beyond three hours no honest range is left
    ],
)
def test_the_expected_wait(
    ahead: int, windows: int, services: list[timedelta], expected: tuple[int, int] | None
) -> None:
    assert rules.expected_wait(ahead, windows, services) == expected


@pytest.mark.parametrize(
    ("stretches", "last", "expected"),
    [
        ([], 15, []),
        ([(time(9), time(17))], 15, [(time(9), time(16, 45))]),
        ([MORNING, AFTERNOON], 15, [MORNING, (time(13, 30), time(17, 15))]),
        ([MORNING, (time(17, 20), time(17, 30))], 15, [MORNING]),
        ([(time(9), time(17))], 0, [(time(9), time(17))]),
    ],
)
def test_tickets_are_issued_until_shortly_before_the_last_closing(
    stretches: list[tuple[time, time]], last: int, expected: list[tuple[time, time]]
) -> None:
    assert rules.issuing_until(stretches, last_ticket_minutes=last) == expected


def test_the_end_of_a_stretch_is_outside() -> None:
    assert rules.is_within(time(9), [MORNING, AFTERNOON])
    assert not rules.is_within(time(12), [MORNING, AFTERNOON])
    assert rules.resumes_at(time(12), [MORNING, AFTERNOON]) == time(13, 30)
    assert rules.resumes_at(time(18), [MORNING, AFTERNOON]) is None


@pytest.mark.parametrize(("passed_seconds", "left"), [(0, 12), (5, 7), (11.9, 1), (12, 0), (60, 0)])
def test_a_recall_leaves_time_to_walk(passed_seconds: float, left: int) -> None:
    assert rules.seconds_until_recall(AT, AT + timedelta(seconds=passed_seconds), between=12) == left


@pytest.mark.parametrize(("calls", "missing"), [(0, 3), (1, 2), (3, 0), (4, 0)])
def test_a_number_is_called_often_enough_before_it_is_passed(calls: int, missing: int) -> None:
    assert rules.calls_missing(calls, before_pass=3) == missing


@pytest.mark.parametrize(
    ("returns", "after_minutes", "allowed"),
    [(0, 0, True), (0, 30, True), (0, 31, False), (1, 5, False)],
)
def test_a_passed_number_comes_back_once_and_not_too_late(
    returns: int, after_minutes: int, allowed: bool
) -> None:
    later = AT + timedelta(minutes=after_minutes)
    assert rules.may_return(returns, AT, later, allowed=1, within=timedelta(minutes=30)) is allowed


@pytest.mark.parametrize(("number", "text"), [(1, "A001"), (42, "A042"), (999, "A999")])
def test_a_label_is_a_letter_and_three_digits(number: int, text: str) -> None:
    assert rules.label("A", number) == text
