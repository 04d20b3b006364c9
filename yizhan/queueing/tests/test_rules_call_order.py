"""Who is called next, under each of the three policies, as tables."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.queueing.rules.order import Order, Place, Waiting, Why, call_order

NINE = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
STRICT, RATIO, AGING = Order("strict"), Order("ratio", ratio=2), Order("aging", aging=timedelta(minutes=20))
LINE, HERE = Place(UUID(int=1)), Place(UUID(int=1), reserved_for=UUID(int=3))


def waiting(spec: str) -> Waiting:
    """`A5` arrived at 9:05; `!` priority, `>` directed here, `~2` returned with 2 calls to let go."""
    marks, _, returned = spec.partition("~")
    minute = int("".join(sign for sign in marks if sign.isdecimal()))
    return Waiting(
        ticket_id=UUID(int=minute),
        queued_at=NINE + timedelta(minutes=minute),
        place=HERE if ">" in marks else LINE,
        is_priority="!" in marks,
        calls_to_wait=int(returned) if returned else None,
    )


def order_of(specs: str, order: Order, run: int = 0) -> list[int]:
    line = call_order([waiting(spec) for spec in specs.split()], order, priority_run=run)
    return [place.ticket_id.int for place in line]


@pytest.mark.clause("4.2")
@pytest.mark.parametrize(
    ("specs", "order", "run", "expected"),
    [
        ("", STRICT, 0, []),
        ("3 1 2", STRICT, 0, [1, 2, 3]),
        ("1 2 !9", STRICT, 0, [9, 1, 2]),
        ("1 !8 !9", STRICT, 0, [8, 9, 1]),
        # ratio 2:1: two priority numbers, then one of the others
        ("1 2 !7 !8 !9", RATIO, 0, [7, 8, 1, 9, 2]),
        ("1 2 !7 !8 !9", RATIO, 1, [7, 1, 8, 9, 2]),
        ("1 2 !7 !8 !9", RATIO, 2, [1, 7, 8, 2, 9]),
        ("!7 !8 !9", RATIO, 2, [7, 8, 9]),
        ("1 2", RATIO, 2, [1, 2]),
        # aging: a priority number counts as having come 20 minutes earlier
        ("1 !15", AGING, 0, [15, 1]),
        ("1 !25", AGING, 0, [1, 25]),
        ("1 !21", AGING, 0, [1, 21]),
        # a directed number is the window's own
        ("1 !2 >9", STRICT, 0, [9, 2, 1]),
        # a number that came back goes in behind as many as it must let go
        ("1 2 3 9~0", RATIO, 0, [9, 1, 2, 3]),
        ("1 2 3 9~2", RATIO, 0, [1, 2, 9, 3]),
        ("1 2 3 9~5", RATIO, 0, [1, 2, 3, 9]),
        ("1 2 3 8~0 9~0", RATIO, 0, [8, 9, 1, 2, 3]),
        ("1 2 3 8~1 9~1", RATIO, 0, [1, 8, 9, 2, 3]),
        ("9~3", RATIO, 0, [9]),
    ],
)
def test_the_order_of_calls(specs: str, order: Order, run: int, expected: list[int]) -> None:
    assert order_of(specs, order, run) == expected


def test_each_place_says_why() -> None:
    line = call_order([waiting(spec) for spec in ["1", "2", "!7", ">5", "9~0"]], RATIO, priority_run=2)
    assert [(place.ticket_id.int, place.why) for place in line] == [
        (5, Why.DIRECTED),
        (9, Why.RETURNED),
        (1, Why.TURN_OF_OTHERS),
        (7, Why.PRIORITY),
        (2, Why.ARRIVAL),
    ]


specs = st.lists(
    st.tuples(st.integers(0, 59), st.booleans(), st.booleans(), st.none() | st.integers(0, 5)),
    unique_by=lambda spec: spec[0],
    max_size=25,
)


@given(specs, st.sampled_from([STRICT, RATIO, AGING]), st.integers(0, 3))
def test_nobody_is_lost_or_doubled(
    line: list[tuple[int, bool, bool, int | None]], order: Order, run: int
) -> None:
    tickets = [
        Waiting(UUID(int=minute), NINE + timedelta(minutes=minute), HERE if directed else LINE, first, back)
        for minute, first, directed, back in line
    ]
    placed = [place.ticket_id for place in call_order(tickets, order, priority_run=run)]
    assert sorted(placed) == sorted(ticket.ticket_id for ticket in tickets)


@given(specs, st.integers(1, 5))
def test_nobody_starves_under_a_ratio(line: list[tuple[int, bool, bool, int | None]], ratio: int) -> None:
    """Between two others at most `ratio` priority numbers are called while somebody else waits."""
    tickets = [Waiting(UUID(int=m), NINE + timedelta(minutes=m), LINE, first) for m, first, _, _ in line]
    order = call_order(tickets, Order("ratio", ratio=ratio))
    last_other = max((i for i, place in enumerate(order) if place.why != Why.PRIORITY), default=-1)
    run = 0
    for place in order[: last_other + 1]:
        run = run + 1 if place.why == Why.PRIORITY else 0
        assert run <= ratio
