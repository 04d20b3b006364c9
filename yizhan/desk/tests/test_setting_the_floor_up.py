"""Categories and what windows call, set by the director or the system administrator."""

from __future__ import annotations

from typing import Any

import pytest

from yizhan.desk.tests.conftest import Screen, words
from yizhan.queueing.models import Category, WindowCategory
from yizhan.testing.cast import Cast
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("4.2")


def category_of(cast: Cast, **typed: Any) -> dict[str, Any]:
    return {
        "letter": "C",
        "name": "残联退役",
        "zone": cast.zone.pk,
        "order": "3",
        "lines": ["disabled", "veterans"],
        "is_offered": "on",
        **typed,
    }


def test_a_new_category(floor: Floor, cast: Cast, director: Screen) -> None:
    page = director.press(
        "add_category", came_from="setup", **category_of(cast, letter="c", daily_quota="40")
    )
    added = Category.objects.get(prefix="C")
    assert (added.name, added.daily_quota, added.is_offered) == ("残联退役", 40, True)
    assert {line.business_line for line in added.lines.all()} == {"disabled", "veterans"}
    assert "号码从 C001 起" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"letter": "I"}, "不用 I 和 O"),
        ({"letter": "7"}, "不用 I 和 O"),
        ({"letter": "AB"}, "文字太长"),
        ({"name": ""}, "请填写"),
        ({"name": "长" * 17}, "文字太长"),
        ({"daily_quota": "0"}, "最小是 1"),
        ({"daily_quota": "10000000000000000000000"}, "最大是 999"),
        ({"order": "x"}, "请写一个整数"),
        ({"lines": ["unknown"]}, "列表里没有这一项"),
    ],
)
def test_what_cannot_be_is_asked_again(
    floor: Floor, cast: Cast, director: Screen, typed: dict[str, Any], told: str
) -> None:
    answer = director.send("add_category", **category_of(cast, **typed))
    assert answer.status_code == 422
    assert told in words(answer.content.decode())
    assert Category.objects.filter(unit=cast.hall).count() == 2


def test_a_letter_in_use_is_refused(floor: Floor, cast: Cast, director: Screen) -> None:
    page = director.press("add_category", came_from="new_category", **category_of(cast, letter="A"))
    assert "这个字头已经有别的业务在用" in page


def test_changing_a_category(floor: Floor, cast: Cast) -> None:
    administrator = Screen(cast.system_admin)
    assert "社保就业" in administrator.open("category", floor.social.pk)
    typed = {"name": "社保医保", "zone": cast.zone.pk, "order": "1", "hint": "养老、医保"}
    administrator.press("change_category", floor.social.pk, came_from="setup", **typed)
    floor.social.refresh_from_db()
    assert (floor.social.name, floor.social.hint, floor.social.is_offered) == (
        "社保医保",
        "养老、医保",
        False,
    )
    assert not floor.social.lines.exists()


def test_a_window_is_restricted_and_comprehensive_again(floor: Floor, cast: Cast, director: Screen) -> None:
    window = cast.windows[0]
    page = director.press("restrict_window", window.pk, came_from="setup", categories=[floor.social.pk])
    assert "1号窗口只叫社保就业" in page
    assert "checked" in director.open("window_categories", window.pk)
    director.press("restrict_window", window.pk, came_from="setup")
    assert not WindowCategory.objects.exists()


def test_another_halls_window_and_category_do_not_exist(floor: Floor, cast: Cast, director: Screen) -> None:
    assert director.get("window_categories", cast.other_windows[0].pk).status_code == 404
    assert director.send("restrict_window", cast.other_windows[0].pk).status_code == 404
