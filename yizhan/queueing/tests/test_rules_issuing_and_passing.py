"""The hours of issuing, and when a number may be passed or come back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from yizhan.queueing.rules import issuing, passing

AT = datetime.fromisoformat("2026-11-23T10:00:00+08:00")
MORNING, AFTERNOON = (time(9), time(12)), (time(13, 30), time(17, 30))


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
    assert issuing.issuing_until(stretches, last_ticket_minutes=last) == expected


def test_the_end_of_a_stretch_is_outside() -> None:
    assert issuing.is_within(time(9), [MORNING, AFTERNOON])
    assert not issuing.is_within(time(12), [MORNING, AFTERNOON])
    assert issuing.resumes_at(time(12), [MORNING, AFTERNOON]) == time(13, 30)
    assert issuing.resumes_at(time(18), [MORNING, AFTERNOON]) is None


@pytest.mark.parametrize(("passed_seconds", "left"), [(0, 12), (5, 7), (11.9, 1), (12, 0), (60, 0)])
def test_a_recall_leaves_time_to_walk(passed_seconds: float, left: int) -> None:
    assert passing.seconds_until_recall(AT, AT + timedelta(seconds=passed_seconds), between=12) == left


@pytest.mark.parametrize(("calls", "missing"), [(0, 3), (1, 2), (3, 0), (4, 0)])
def test_a_number_is_called_often_enough_before_it_is_passed(calls: int, missing: int) -> None:
    assert passing.calls_missing(calls, before_pass=3) == missing


@pytest.mark.parametrize(
    ("returns", "after_minutes", "allowed"),
    [(0, 0, True), (0, 30, True), (0, 31, False), (1, 5, False)],
)
def test_a_passed_number_comes_back_once_and_not_too_late(
    returns: int, after_minutes: int, allowed: bool
) -> None:
    later = AT + timedelta(minutes=after_minutes)
    assert passing.may_return(returns, AT, later, allowed=1, within=timedelta(minutes=30)) is allowed


@pytest.mark.parametrize(("number", "text"), [(1, "A001"), (42, "A042"), (999, "A999")])
def test_a_label_is_a_letter_and_three_digits(number: int, text: str) -> None:
    assert issuing.label("A", number) == text
