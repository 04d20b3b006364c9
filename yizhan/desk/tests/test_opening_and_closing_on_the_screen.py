"""The business day is opened and closed by a person who sees what that will do."""

from __future__ import annotations

from datetime import date

import pytest

from yizhan.desk.tests.conftest import Screen, state_of, words
from yizhan.orgs.states import Post
from yizhan.queueing.actions import calling
from yizhan.queueing.models import BusinessDay
from yizhan.queueing.states import DayState, TicketState
from yizhan.testing.cast import Cast, at, join
from yizhan.testing.floor import Floor, open_floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("6.1", "5.1")


def test_the_page_says_whether_the_hall_is_open(floor: Floor, director: Screen) -> None:
    page = words(director.open("day"))
    assert "正在营业" in page
    assert "09:00–12:00，13:00–17:00" in page


def test_a_hall_without_categories_is_set_up_first(cast: Cast, director: Screen) -> None:
    assert "还没有设置取号的业务" in director.open("day")


def test_closing_tells_before_what_it_ends(floor: Floor, cast: Cast, director: Screen) -> None:
    floor.issue(9, 1)
    floor.issue(9, 2)
    floor.pass_over(floor.serve(cast.clerk), cast.clerk, 9, 5)
    page = words(director.open("day"))
    assert "1 个在等的号" in page
    assert "1 个过号" in page


def test_closing_is_refused_with_the_names_of_the_busy_windows(
    floor: Floor, cast: Cast, director: Screen
) -> None:
    floor.issue(9, 1)
    session = floor.serve(cast.clerk)
    calling.start(floor.call(session, cast.clerk, 9, 5), session, by=cast.clerk.actor, at=at(9, 6))
    page = director.press("close_day", floor.day.pk, came_from="day")
    assert "1号窗口还在办理，现在不能闭厅" in page


def test_closing_and_opening_again(floor: Floor, guide: Screen) -> None:
    ticket = floor.issue(9, 1)
    page = guide.press("close_day", floor.day.pk, came_from="day")
    assert "今天已闭厅" in words(page)
    assert state_of(ticket) == TicketState.CANCELLED
    guide.press("reopen_day", floor.day.pk, came_from="day")
    assert BusinessDay.objects.get().state == DayState.OPEN


def test_a_day_left_open_is_closed_first(cast: Cast, clock: Clock) -> None:
    floor = open_floor(cast)
    clock.now = at(8, 40, day=date(2026, 11, 24))
    director = Screen(cast.director)
    page = words(director.open("day"))
    assert "2026年11月23日没有闭厅" in page
    assert "开始今天的营业" not in page
    director.press("close_day", floor.day.pk, came_from="day")
    director.press("open_day", came_from="day")
    assert set(BusinessDay.objects.values_list("state", flat=True)) == {"open", "closed"}


def test_another_halls_day_does_not_exist(floor: Floor, cast: Cast) -> None:
    other = join(cast.other_hall, Post.DIRECTOR, username="other-director", name="郝主任")
    assert Screen(other).send("close_day", floor.day.pk).status_code == 404
