"""A resident finds the hall and the matter: home, list, search, hours and complaints."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from yizhan.catalog import actions
from yizhan.catalog.selectors import open_items
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import Unit
from yizhan.portal.selectors import USUAL_ORDER, most_wanted
from yizhan.portal.tests.conftest import Portal, words
from yizhan.testing.cast import SET_UP, Cast, at
from yizhan.testing.floor import open_floor
from yizhan.testing.monday_morning import Clock


def test_with_several_halls_the_root_asks_which(portal: Portal) -> None:
    page = words(portal.client.get("/").content.decode())
    assert portal.cast.hall.name in page
    assert portal.cast.station.name in page
    assert portal.cast.other_hall.name not in page  # it has not taken up any item


def test_with_one_hall_the_root_leads_there(cast: Cast) -> None:
    actions.load_reference(by=SYSTEM, at=SET_UP)
    actions.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    assert Client().get("/").headers["Location"] == f"/h/{cast.hall.pk}/"


def test_before_any_hall_is_set_up_the_root_says_where_to_ask(db: None) -> None:
    assert "请打12345" in words(Client().get("/").content.decode())


@pytest.mark.clause("5.1")
@pytest.mark.parametrize(
    ("hour", "told"),
    [
        ((9, 30), "开门 12:00 关门"),
        ((12, 30), "没有开门 下次开门：11月23日 星期一 13:00"),
        ((18, 0), "没有开门 下次开门：11月24日 星期二 09:00"),
    ],
)
def test_the_front_page_tells_whether_the_hall_is_open(
    portal: Portal, clock: Clock, hour: tuple[int, int], told: str
) -> None:
    clock.is_at(*hour)
    assert told in portal.read("home")


def test_no_figure_is_made_up_before_the_day_is_opened(portal: Portal) -> None:
    assert "在等的人" not in portal.read("home")


def test_with_an_open_day_the_front_page_counts_windows_and_people(portal: Portal) -> None:
    floor = open_floor(portal.cast)
    floor.serve(portal.cast.clerk)
    floor.issue(9, 10)
    floor.issue(9, 11)
    page = portal.read("home")
    assert "在等的人 2" in page
    assert "开着的窗口 1" in page


def test_the_eight_most_wanted_come_from_the_usual_order_until_records_tell(portal: Portal) -> None:
    wanted, is_counted = most_wanted(portal.cast.hall, open_items(portal.cast.hall), at(9, 30))
    assert [item.number for item in wanted] == list(USUAL_ORDER["township"][:8])  # type: ignore[index]
    assert not is_counted
    assert "常办的事" in portal.read("home")


@pytest.mark.clause("7.3")
@pytest.mark.parametrize("query", ["gl", "gaoling", "老人钱", "高补", "80岁", "70岁以上高龄保健补贴审核转报"])
def test_the_search_understands_everyday_words_and_pinyin(portal: Portal, query: str) -> None:
    page = portal.read("search", q=query)
    found = page.split("最像的在前面")[1]
    assert found.split()[0] == "高龄补贴"


def test_a_search_without_result_says_where_to_ask(portal: Portal) -> None:
    page = portal.read("search", q="护照")
    assert "本厅没有找到“护照”" in page
    assert "12345" in page


@pytest.mark.parametrize("query", ["", "   ", "<script>", "a" * 3000, "'; drop table", "%00", "\u202e"])
def test_no_query_breaks_the_search(portal: Portal, query: str) -> None:
    answer = portal.get("search", q=query)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_live_results_are_a_fragment_and_are_not_mixed_up_with_the_page(portal: Portal) -> None:
    answer = portal.get("search", htmx=True, q="gl")
    assert "<html" not in answer.content.decode()
    assert "高龄补贴" in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.clause("7.3")
@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({}, "高龄补贴", "再生育审批"),
        ({"line": "elderly"}, "高龄补贴", "低保"),
        ({"type": "01"}, "承包地调整", "高龄补贴"),
        ({"audience": "body"}, "业委会备案", "高龄补贴"),
        ({"audience": "person"}, "高龄补贴", "业委会备案"),
    ],
)
def test_matters_are_listed_by_line_type_and_audience(
    portal: Portal, asked: dict[str, str], there: str, not_there: str
) -> None:
    page = portal.read("items", **asked)
    assert there in page
    assert not_there not in page


def test_an_unknown_filter_shows_an_empty_list_with_the_way_back(portal: Portal) -> None:
    page = portal.read("items", line="nonsense")
    assert "没有这样的事项。" in page
    assert "看全部" in page


@pytest.mark.clause("5.1", "7.4")
def test_hours_and_complaint_channels_have_their_page(portal: Portal) -> None:
    Unit.objects.filter(pk=portal.cast.hall.pk).update(complaint_phone="029-22222222")
    orgs.set_exception(portal.cast.hall, date(2026, 11, 26), reason="消防演练", by=SYSTEM, at=SET_UP)
    page = portal.read("about")
    assert "星期一 09:00–12:00，13:00–17:00" in page
    assert "星期日 不开" in page
    assert "11月26日 星期四：不开 消防演练" in page
    assert "本厅投诉电话 029-22222222" in page
    assert "12345" in page


def test_every_page_is_complete_in_english(portal: Portal) -> None:
    portal.reads_english()
    assert "What do you need?" in portal.read("home")
    assert "Common services" in portal.read("home")
    assert "Older people" in portal.read("items")
    assert "Opening hours" in portal.read("about")
    assert "Nothing found for “passport”" in portal.read("search", q="passport")
    assert "Old-age allowance" in portal.read("search", q="allowance")
    assert "Which hall are you looking for?" in words(portal.client.get("/").content.decode())


def test_everybody_reads_without_signing_in_and_nobody_writes(portal: Portal) -> None:
    address = f"/h/{portal.cast.hall.pk}/items/"
    assert portal.client.get(address).status_code == 200
    assert portal.client.post(address).status_code == 405
