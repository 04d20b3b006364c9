"""One page: five figures, what needs action first, and every number accounted for."""

from __future__ import annotations

import re

import pytest

from yizhan.desk.tests.conftest import Screen, words
from yizhan.feedback import actions as feedback
from yizhan.queueing.actions import issuing
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("6.1")


@pytest.fixture
def morning(floor: Floor, cast: Cast) -> Floor:
    """Two served, one with a bad rating; one passed, one cancelled, two waiting."""
    session = floor.serve(cast.clerk)
    tickets = [floor.issue(9, minute) for minute in range(6)]
    for minute in (10, 20):
        floor.finish(floor.call(session, cast.clerk, 9, minute), session, cast.clerk, 9, minute + 5)
    floor.pass_over(session, cast.clerk, 9, 27)
    issuing.cancel(tickets[3], "resident_left", by=cast.guide.actor, at=at(9, 28))
    feedback.rate(tickets[0].visit, 4, channel="pad", at=at(9, 18), reasons=["long_wait"], words="等得太久了")
    return floor


def test_the_sum_line_adds_up(morning: Floor, director: Screen) -> None:
    page = words(director.open("today"))
    assert "6 取号 = 2 办完 + 0 未到 + 1 取消 + 3 还开着" in page
    assert "两边不相等" not in page


def test_the_figures_of_the_day(morning: Floor, director: Screen) -> None:
    page = words(director.open("today"))
    assert "在等的人 2" in page
    assert "在叫号的窗口 1 / 3" in page
    assert "等得最久 26 分钟" in page
    assert "办完 2 过号 1" in page
    assert "差评 1" in page


def test_what_a_bad_rating_said_is_shown_and_not_who_said_it(morning: Floor, director: Screen) -> None:
    page = words(director.open("today"))
    assert "不满意 1号窗口 等得太久 “等得太久了”" in page
    bad = page.partition("今天的差评")[2]
    assert "A001" not in bad


def test_what_needs_action_stands_first(morning: Floor, director: Screen, clock: Clock) -> None:
    clock.is_at(9, 50)
    page = words(director.open("today"))
    assert "A005号（社保就业）已等 46 分钟" in page
    assert "今天有 1 个差评" in page


def test_a_quiet_hall_says_so(floor: Floor, director: Screen) -> None:
    page = words(director.open("today"))
    assert "没有要马上处理的" in page
    assert "今天还没有人取号" in page


def test_the_chart_has_its_table_behind(morning: Floor, director: Screen) -> None:
    page = director.open("today")
    assert "<svg" in page
    bars = re.findall(r'<rect class="bar"[^>]* height="([0-9.]+)"', page)
    assert len(bars) == 1
    assert float(bars[0]) > 0
    assert "9点 6 估不准" in words(page)


def test_the_figures_come_alone_for_a_refresh(morning: Floor, director: Screen) -> None:
    page = director.open("today_figures")
    assert "<html" not in page
    assert "在等的人" in page
