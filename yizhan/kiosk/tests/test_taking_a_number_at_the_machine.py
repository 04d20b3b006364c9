"""One turn at the machine gives one number, whatever is touched how often."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from yizhan.catalog.models import Implementation
from yizhan.journal.models import Entry
from yizhan.kiosk.tests.screens import Screen, words
from yizhan.queueing.actions import calling, setting_up
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("6.1")

HOME = "/kiosk/"


def touch(
    kiosk: Screen, floor: Floor, *, key: str = "", category: object = None, **more: str
) -> HttpResponse:
    """Touch a category as the first page offers it; without a key the one that the page carries now."""
    wanted = str(category or floor.social.pk)
    return kiosk.send(
        "kiosk:take", category=wanted, request_key=key or key_on_the_page(kiosk), came_from=HOME, **more
    )


def key_on_the_page(kiosk: Screen) -> str:
    found = re.search(r'name="request_key" value="([^"]+)"', kiosk.get("kiosk:home").content.decode())
    assert found is not None
    return found[1]


def numbers(floor: Floor) -> list[str]:
    return list(Ticket.objects.filter(day=floor.day).order_by("label").values_list("label", flat=True))


def test_a_touch_gives_the_next_number_and_shows_it(kiosk: Screen, floor: Floor) -> None:
    floor.issue(9, 10)
    answer = touch(kiosk, floor)
    assert answer.status_code == 303
    page = words(kiosk.browser.get(answer.headers["Location"]))  # type: ignore[arg-type]
    assert "您的号码 A002" in page
    assert "前面还有 1 人" in page
    assert "等候一区" in page
    ticket = Ticket.objects.get(label="A002")
    assert ticket.visit.channel == "kiosk"
    assert Entry.objects.get(subject_id=str(ticket.pk), act="ticket.issued").actor_id == str(kiosk.device.pk)  # type: ignore[union-attr]


def test_two_touches_of_one_page_give_one_number(kiosk: Screen, floor: Floor) -> None:
    key = key_on_the_page(kiosk)
    first, second = touch(kiosk, floor, key=key), touch(kiosk, floor, key=key)
    assert first.headers["Location"] == second.headers["Location"]
    assert numbers(floor) == ["A001"]


def test_going_back_and_touching_again_leads_to_the_same_number(kiosk: Screen, floor: Floor) -> None:
    first = touch(kiosk, floor)
    again = touch(kiosk, floor)  # the first page, fetched anew by the back button
    other = touch(kiosk, floor, category=floor.civil.pk)
    assert first.headers["Location"] == again.headers["Location"] == other.headers["Location"]
    assert numbers(floor) == ["A001"]


def test_reloading_the_page_of_the_number_issues_nothing(kiosk: Screen, floor: Floor) -> None:
    address = touch(kiosk, floor).headers["Location"]
    for _ in range(3):
        assert kiosk.browser.get(address).status_code == 200
    assert numbers(floor) == ["A001"]


def test_the_next_persons_turn_gives_the_next_number(kiosk: Screen, floor: Floor) -> None:
    touch(kiosk, floor)
    kiosk.get("kiosk:again")
    touch(kiosk, floor)
    assert numbers(floor) == ["A001", "A002"]


def test_a_turn_that_nobody_ended_is_over_after_two_minutes(kiosk: Screen, floor: Floor) -> None:
    touch(kiosk, floor)
    assert kiosk.browser.cookies["turn"]["max-age"] == 120


@pytest.mark.usefixtures("items")
def test_a_category_opens_its_matters_and_not_sure_stands_first(kiosk: Screen, floor: Floor) -> None:
    home = kiosk.get("kiosk:home").content.decode()
    assert reverse("kiosk:category", args=[floor.social.pk]) in home
    page = kiosk.read("kiosk:category", floor.social.pk)
    assert page.index("不确定，先取号") < page.index("就业困难认定")
    assert "高龄补贴" not in page  # another line's matter


@pytest.mark.usefixtures("items")
def test_a_chosen_matter_is_kept_with_the_number(kiosk: Screen, floor: Floor, cast: Cast) -> None:
    matter = Implementation.objects.get(unit=cast.hall, item__short_name="就业困难认定")
    address = touch(kiosk, floor, key="a-chosen-matter", item=str(matter.pk)).headers["Location"]
    assert Ticket.objects.get().implementation == matter
    assert "就业困难认定" in words(kiosk.browser.get(address))  # type: ignore[arg-type]


def test_a_category_without_matters_gives_its_number_at_once(kiosk: Screen, floor: Floor) -> None:
    home = kiosk.get("kiosk:home").content.decode()
    assert reverse("kiosk:category", args=[floor.social.pk]) not in home
    assert f'value="{floor.social.pk}"' in home


def test_the_first_page_tells_who_waits_and_claims_no_estimate_it_does_not_have(
    kiosk: Screen, floor: Floor
) -> None:
    for minute in (5, 6, 7):
        floor.issue(9, minute)
    page = kiosk.read("kiosk:home")
    assert "社保就业 等候 3 人 暂时估不准" in page
    assert kiosk.get("kiosk:now").json()["offers"][str(floor.social.pk)] == {  # type: ignore[attr-defined]
        "waiting": 3,
        "expected": "暂时估不准",
        "used_up": False,
    }


def test_a_number_called_meanwhile_says_where_to_go(kiosk: Screen, floor: Floor, cast: Cast) -> None:
    address = touch(kiosk, floor).headers["Location"]
    calling.call_next(floor.serve(cast.clerk), by=cast.clerk.actor, at=at(9, 31))
    assert "请到 1 号窗口" in words(kiosk.browser.get(address))  # type: ignore[arg-type]


def test_the_quota_of_a_day_is_told_before_and_after_the_touch(
    kiosk: Screen, floor: Floor, cast: Cast
) -> None:
    setting_up.change_category(floor.social, by=cast.director.actor, at=at(9), daily_quota=1)
    late = key_on_the_page(kiosk)
    floor.issue(9, 10)
    assert "今天的号已经取完" in kiosk.read("kiosk:home")
    answer = touch(kiosk, floor, key=late)
    assert answer.headers["Location"].endswith(HOME)
    page = kiosk.read("kiosk:home")
    assert "“社保就业”今天的号已经取完。" in page
    assert "导引台" in page
    assert numbers(floor) == ["A001"]


@pytest.mark.parametrize("typed", [{"category": "0"}, {"category": "x" * 5000}, {"request_key": "\x00"}, {}])
def test_nonsense_gives_no_number_and_leads_back(kiosk: Screen, floor: Floor, typed: dict[str, str]) -> None:
    answer = kiosk.send("kiosk:take", **typed)
    assert answer.status_code == 404
    assert "没有找到这一页" in words(answer)
    assert b'data-home="/kiosk/again"' in answer.content
    assert numbers(floor) == []
