"""A full hall costs no more queries than an empty one: the baselines, and that they do not grow."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yizhan.catalog.models import Implementation
from yizhan.desk.tests.conftest import Screen
from yizhan.queueing.actions import calling, consulting, issuing
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.states import Channel
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor


def asked(screen: Screen, name: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        screen.open(name)
    return len(queries)


def fill(floor: Floor, cast: Cast, items: dict[int, Implementation], minute: int) -> None:
    """A dozen more tickets, with items, some of them passed; and two more questions."""
    for number in range(12):
        issuing.issue(
            floor.social if number % 2 else floor.civil,
            channel=Channel.GUIDE,
            implementation=items[number + 1],
            by=cast.guide.actor,
            at=at(9, minute, number),
            priority_reason="elder" if number == 3 else "",
        )
    for line in ("elderly", "health"):
        consulting.record_consultation(
            cast.hall, Question(line, "policy"), cast.guide.user, by=cast.guide.actor, at=at(9, minute)
        )


@pytest.mark.parametrize(
    ("who", "name", "most"),
    [
        ("clerk", "desk", 25),
        ("clerk", "lists", 14),
        ("clerk", "windows", 9),
        ("guide", "guide", 17),
        ("guide", "guide_state", 10),
        ("guide", "tickets", 7),
        ("guide", "questions", 10),
        ("director", "today", 32),
        ("director", "day", 19),
        ("director", "setup", 9),
    ],
)
def test_a_page_asks_the_database_a_fixed_number_of_times(
    floor: Floor, cast: Cast, items: dict[int, Implementation], who: str, name: str, most: int
) -> None:
    screen = Screen(getattr(cast, who))
    session, other = floor.serve(cast.clerk, 0), floor.serve(cast.clerk2, 1)
    fill(floor, cast, items, 2)
    calling.start(floor.call(session, cast.clerk, 9, 10), session, by=cast.clerk.actor, at=at(9, 11))
    floor.finish(floor.call(other, cast.clerk2, 9, 10), other, cast.clerk2, 9, 14)
    floor.pass_over(other, cast.clerk2, 9, 15)
    before = asked(screen, name)
    fill(floor, cast, items, 17)
    floor.pass_over(other, cast.clerk2, 9, 19)
    floor.finish(floor.call(other, cast.clerk2, 9, 20), other, cast.clerk2, 9, 24)
    after = asked(screen, name)
    assert after == before
    assert after <= most
