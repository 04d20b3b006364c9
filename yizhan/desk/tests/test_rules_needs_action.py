"""What the director should see first: on plain values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from yizhan.desk.rules import Facts, Lasting, Urgency, needs_action, sparkline, wait_chart

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def lasting(minutes: float, what: str = "A001号", why: str = "社保就业") -> Lasting:
    return Lasting(what, why, AT - timedelta(minutes=minutes))


def test_a_hall_that_runs_by_itself_needs_nothing() -> None:
    assert needs_action(Facts(at=AT, waiting=3, windows_calling=2, longest=lasting(29.9))) == []


@pytest.mark.parametrize(
    ("facts", "urgency", "words"),
    [
        ({"left_open": "2026年11月22日"}, Urgency.NOW, "2026年11月22日没有闭厅"),
        ({"is_open": False}, Urgency.NOW, "还没有开始营业"),
        ({"waiting": 12}, Urgency.NOW, "12 人在等，没有窗口在叫号"),
        ({"longest": lasting(30)}, Urgency.NOW, "A001号（社保就业）已等 30 分钟"),
        ({"quotas": [("卫健", 20, 20)]}, Urgency.NOW, "20 个号已取完"),
        ({"quotas": [("卫健", 18, 20)]}, Urgency.SOON, "只剩 2 个号"),
        ({"bad_ratings": 2}, Urgency.NOW, "2 个差评"),
        ({"papers": [lasting(60, "A002号", "3号窗口")]}, Urgency.SOON, "A002号的材料在3号窗口放了 60 分钟"),
        (
            {"unanswered": 3, "oldest_question": AT - timedelta(hours=24)},
            Urgency.NOW,
            "3 条咨询没有答复",
        ),
        ({"pauses": [lasting(31, "2号窗口", "会议")]}, Urgency.SOON, "2号窗口暂停了 31 分钟（会议）"),
        ({"slips_not_printed": 4}, Urgency.SOON, "4 张小票没有打出来"),
        ({"silent_devices": ["1号取号机"]}, Urgency.SOON, "1号取号机没有反应"),
    ],
)
def test_each_need_is_named(facts: dict[str, Any], urgency: Urgency, words: str) -> None:
    [need] = needs_action(Facts(at=AT, **facts))
    assert need.urgency == urgency
    assert words in need.what
    assert need.todo


@pytest.mark.parametrize(
    "facts",
    [
        {"is_open": False, "should_be_open": False},
        {"quotas": [("卫健", 17, 20)]},
        {"papers": [lasting(59)]},
        {"pauses": [lasting(29)]},
        {"unanswered": 1, "oldest_question": AT - timedelta(hours=23)},
    ],
)
def test_what_is_within_bounds_is_no_need(facts: dict[str, Any]) -> None:
    assert needs_action(Facts(at=AT, **facts)) == []


def test_the_chart_keeps_hours_apart_and_leaves_gaps_open() -> None:
    chart = wait_chart([(9, 15.0, 22.0), (11, None, 0.0)])
    assert [bar.hour for bar in chart.bars] == [9, 10, 11]
    assert [line.minutes for line in chart.lines] == [0, 15, 30]
    nine, ten, eleven = chart.bars
    assert ten.real is None
    assert nine.real_height > eleven.real_height == 0
    assert nine.planned_y > nine.real_y
    assert nine.real_y + nine.real_height == pytest.approx(chart.base)
    assert chart.left <= nine.x < eleven.x + eleven.width <= chart.right


@pytest.mark.parametrize("waits", [[], [(9, None, None)], [(9, 900.0, 700.0)]])
def test_the_chart_stands_whatever_the_day_was(waits: list[tuple[int, float | None, float | None]]) -> None:
    chart = wait_chart(waits)
    assert len(chart.bars) == len(waits)
    assert all(bar.real_y >= 0 for bar in chart.bars)


def test_a_trend_of_one_value_is_no_trend() -> None:
    assert sparkline([4]) == ""
    points = [tuple(map(float, point.split(","))) for point in sparkline([0, 2, 4]).split()]
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)
