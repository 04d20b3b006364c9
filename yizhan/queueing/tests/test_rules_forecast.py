"""How long a number waits when windows share categories: tables of lines, windows and services."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.queueing.rules.forecast import CallingWindow, Outlook, expected_wait, outlook, served_by
from yizhan.queueing.rules.order import Place

A, B, C = (UUID(int=n) for n in (1, 2, 3))
BY_NAME = {"A": A, "B": B, "C": C}


def calling(spec: str) -> list[CallingWindow]:
    """`* A! BC`: a comprehensive window, a busy one for A, one for B and C; numbered from 11."""
    return [
        CallingWindow(
            UUID(int=11 + n), frozenset(BY_NAME[name] for name in one.strip("*!")), one.endswith("!")
        )
        for n, one in enumerate(spec.split())
    ]


def places(spec: str) -> list[Place]:
    """`A B A12`: numbers of A and B, and one of A that is sent to window 12."""
    return [Place(BY_NAME[one[0]], UUID(int=int(one[1:])) if one[1:] else None) for one in spec.split()]


@pytest.mark.clause("6.1")
@pytest.mark.parametrize(
    ("line", "mine", "windows", "expected"),
    [
        ("", "A", "", Outlook(0, None)),  # nobody serves
        ("A B A", "A", "B", Outlook(2, None)),  # nobody serves this one: only its own line is counted
        ("", "A", "*", Outlook(0, (0, 0))),
        ("", "A", "*!", Outlook(0, (0, 1))),
        ("A A A", "A", "*", Outlook(3, (3, 3))),
        ("B B B", "A", "*", Outlook(3, (3, 3))),  # other categories take the same window's time
        ("B B B", "A", "*!", Outlook(3, (3, 4))),
        ("B B B", "A", "* *", Outlook(3, (1, 1))),
        ("B B B B", "A", "* *!", Outlook(4, (2, 2))),
        ("B B B B", "A", "*! *!", Outlook(4, (2, 3))),
        ("B B B", "A", "A", Outlook(0, (0, 0))),  # its own window has nobody else
        ("B B B B", "A", "A! B", Outlook(1, (0, 1))),  # one B is called meanwhile, and stands in no way
        ("A B A B", "A", "A B", Outlook(4, (2, 2))),
        ("A11 A11", "A", "* *", Outlook(1, (0, 0))),  # those sent to the first window wait for that one
        ("A12 A", "A12", "* *", Outlook(2, (1, 1))),
        ("A A", "A12", "*", Outlook(0, None)),  # the window it is sent to does not serve now
    ],
)
def test_the_windows_call_down_the_line(line: str, mine: str, windows: str, expected: Outlook) -> None:
    assert outlook(places(line), places(mine)[0], calling(windows)) == expected


@given(st.lists(st.sampled_from("AB"), max_size=30), st.lists(st.booleans(), min_size=1, max_size=6))
def test_in_a_hall_of_comprehensive_windows_everybody_before_is_before(
    line: list[str], busy: list[bool]
) -> None:
    windows = calling(" ".join("*!" if one else "*" for one in busy))
    view = outlook(places(" ".join(line)), Place(A), windows)
    assert view.ahead == len(line)
    assert view.rounds is not None
    assert view.rounds[0] == len(line) // len(busy)
    assert view.rounds[1] - view.rounds[0] in {0, 1}


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ("A B", frozenset({A})),
        ("AB C", frozenset({A, B})),
        ("AB AC", frozenset({A, B, C})),
        ("AB *", frozenset()),  # a comprehensive window serves everything
    ],
)
def test_whose_services_tell_how_long_it_takes(windows: str, expected: frozenset[UUID]) -> None:
    assert served_by(calling(windows), Place(A)) == expected


def minutes(*values: float) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


@pytest.mark.clause("6.1")
@pytest.mark.parametrize(
    ("rounds", "services", "expected"),
    [
        ((3, 4), minutes(10, 10, 10, 10), None),  # four samples say nothing honest
        ((0, 1), minutes(10, 10, 10, 10, 10), (0, 10)),
        ((3, 4), minutes(10, 10, 10, 10, 10), (30, 40)),
        ((1, 2), minutes(10, 10, 10, 10, 10), (10, 20)),
        ((1, 1), minutes(4, 6, 8, 10, 12), (5, 15)),
        ((9, 9), minutes(4, 6, 8, 10, 12), (60, 85)),  # nine in a row lie nearer to nine times the mean
        ((2, 3), minutes(4, 6, 8, 10, 12), (10, 30)),
        ((3, 3), minutes(1, 1, 1, 1, 60), (15, 70)),  # one very long one counts in the mean
        ((0, 0), minutes(1, 1, 1, 1, 1), (0, 5)),  # never told finer than five minutes
        ((60, 61), minutes(10, 10, 10, 10, 10), None),  # beyond three hours no honest range is left
    ],
)
def test_the_expected_wait(
    rounds: tuple[int, int], services: list[timedelta], expected: tuple[int, int] | None
) -> None:
    assert expected_wait(rounds, services) == expected
