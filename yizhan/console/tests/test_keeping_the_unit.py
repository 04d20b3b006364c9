"""Names, contacts, departments, stations, hours, windows and calling, through the screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from yizhan.console.tests.browsing import Browser, today
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import selectors
from yizhan.orgs.actions import load_divisions
from yizhan.orgs.models import Unit, Window, Zone
from yizhan.testing.cast import SET_UP, STREET, Cast

Browse = Callable[[str], Browser]


def days_from_now(count: int) -> str:
    return str(today() + timedelta(days=count))


@pytest.mark.clause("2.2")
def test_a_sign_that_departs_is_put_up_and_the_page_says_why(cast: Cast, browse: Browse) -> None:
    typed: dict[str, Any] = {"sign_name": "谭家街道党群服务中心", "on": days_from_now(0)}
    page = browse("director").send("put_sign_name", **typed)
    assert "挂牌名称已更新" in page
    assert "名称末尾应为“便民服务中心”" in page
    assert selectors.shown_name(cast.hall.pk) == "谭家街道党群服务中心"


@pytest.mark.clause("2.2")
def test_a_renamed_unit_shows_its_history(cast: Cast, browse: Browse) -> None:
    typed: dict[str, Any] = {
        "name": "未央区谭家便民服务中心",
        "short_name": "谭家中心",
        "on": days_from_now(0),
    }
    page = browse("system_admin").send("rename", **typed)
    assert "未央区谭家便民服务中心" in page
    assert "未央区谭家街道便民服务中心" in page


def test_html_in_a_name_is_shown_as_text(cast: Cast, browse: Browse) -> None:
    page = browse("director").send("put_sign_name", sign_name="<script>x</script>", on=days_from_now(0))
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


@pytest.mark.parametrize(
    "typed",
    [
        {"sign_name": "名" * 81, "on": "2026-11-23"},
        {"sign_name": "甲\u202e乙", "on": "2026-11-23"},
        {"sign_name": "甲\x07乙", "on": "2026-11-23"},
        {"sign_name": "好", "on": "tomorrow"},
        {"sign_name": "好", "on": ""},
        {"sign_name": "好", "on": "99999-01-01"},
    ],
)
def test_what_cannot_be_a_name_comes_back_with_a_sentence(browse: Browse, typed: dict[str, Any]) -> None:
    assert "还有几处要改一下" in browse("director").refused("put_sign_name", **typed)


def test_a_day_in_the_future_is_refused_in_words(cast: Cast, browse: Browse) -> None:
    response = browse("director").post("put_sign_name", sign_name="好", on=days_from_now(3))
    assert response.status_code == 422
    assert "生效日期" in response.content.decode()


def test_contacts_departments_and_stations(cast: Cast, browse: Browse) -> None:
    contacts: dict[str, Any] = {
        "address": "某路1号",
        "phone": "029-00000000",
        "complaint_phone": "12345",
        "name_en": "Hall",
    }
    assert "某路1号" in browse("director").send("change_contacts", **contacts)
    assert "民政办公室" in browse("director").send("found_department", name="谭家街道民政办公室")
    assert Unit.objects.get(name="谭家街道民政办公室") in selectors.departments_near(cast.hall)
    load_divisions(within=(f"{STREET}003",), by=SYSTEM, at=SET_UP)
    community = selectors.communities_without_station(cast.hall).get()
    page = browse("system_admin").send("establish_station", community=community.pk)
    assert f"谭家街道{community.name}便民服务站" in page
    assert not selectors.communities_without_station(cast.hall).exists()


@pytest.mark.clause("5.1")
def test_a_week_is_typed_in_lines_and_short_days_are_warned_of(cast: Cast, browse: Browse) -> None:
    week: dict[str, Any] = {f"day_{day}": "9:00-12:00，14:00至17:00" for day in range(5)}
    page = browse("director").send("set_week", valid_from=days_from_now(1), **week)
    assert "星期一只开放6小时，不足7小时" in page
    later = selectors.week_on(cast.hall.pk, today() + timedelta(days=1))
    assert sorted(later) == [0, 1, 2, 3, 4]


@pytest.mark.clause("5.1")
@pytest.mark.parametrize("line", ["nine to five", "09:00", "25:00-26:00", "09:00-12:00 x", "0" * 200])
def test_a_line_that_is_no_hours_is_marked(cast: Cast, browse: Browse, line: str) -> None:
    before = selectors.week_on(cast.hall.pk, today())
    assert "error" in browse("director").refused("set_week", valid_from=days_from_now(0), day_0=line)
    assert selectors.week_on(cast.hall.pk, today()) == before


@pytest.mark.clause("5.1")
def test_a_single_day_is_closed_and_the_closing_withdrawn(cast: Cast, browse: Browse) -> None:
    director, day = browse("director"), days_from_now(30)
    assert "检修线路" in director.send("set_exception", date=day, reason="检修线路")
    assert "检修线路" not in director.send("withdraw_exception", day)
    assert director.post("withdraw_exception", "no-day").status_code == 404


@pytest.mark.clause("4.2", "5.3")
def test_zones_and_windows_are_added_changed_and_retired(cast: Cast, browse: Browse) -> None:
    director = browse("director")
    assert "等候二区" in director.send("add_zone", name="等候二区", name_en="Area 2", order="2")
    zone = Zone.objects.get(name="等候二区")
    page = director.send("add_window", number="8", name="社保窗口", zone=zone.pk, phone="029-00000002")
    assert "社保窗口" in page
    window = Window.objects.get(number=8)
    typed: dict[str, Any] = {"number": "8", "name": "医保窗口", "zone": str(zone.pk), "is_accessible": "on"}
    assert "医保窗口" in director.send("window", window.pk, **typed)
    assert "重新启用" in director.send("retire_window", window.pk)
    assert "重新启用8" not in director.send("use_window_again", window.pk)
    assert "等候三区" in director.send("zone", zone.pk, name="等候三区", order="3")


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "0", "name": "甲"},
        {"number": "9999999999", "name": "甲"},
        {"number": "8", "name": ""},
        {"number": "8", "name": "甲", "zone": "not-a-zone"},
        {"number": "一", "name": "甲"},
    ],
)
def test_a_window_that_cannot_be_comes_back(cast: Cast, browse: Browse, typed: dict[str, Any]) -> None:
    browse("director").refused("add_window", **{"zone": str(cast.zone.pk)} | typed)
    assert Window.objects.filter(unit=cast.hall).count() == 3


def test_a_window_or_zone_of_another_hall_is_not_there(cast: Cast, browse: Browse) -> None:
    foreign = cast.other_windows[0]
    director = browse("director")
    assert director.get("window", foreign.pk).status_code == 404
    assert director.post("retire_window", foreign.pk).status_code == 404
    assert director.get("zone", foreign.zone_id).status_code == 404
    director.refused("add_window", number="9", name="甲", zone=foreign.zone_id)


def test_a_policy_is_changed_within_its_bounds_only(cast: Cast, browse: Browse) -> None:
    director = browse("director")
    fields = selectors.policy_bounds()
    values = {name: str(getattr(selectors.policy_of(cast.hall.pk), name)) for name in fields}
    changed: dict[str, Any] = values | {
        "call_policy": "aging",
        "calls_before_pass": "2",
        "notice": "明日停电",
    }
    assert "叫号规则已修改" in director.send("policy", **changed)
    policy = selectors.policy_of(cast.hall.pk)
    assert (policy.call_policy, policy.calls_before_pass, policy.notice) == ("aging", 2, "明日停电")
    assert "不能大于 5" in director.refused("policy", **changed | {"calls_before_pass": "99"})
    assert browse("audit_admin").post("policy", **changed).status_code == 403
