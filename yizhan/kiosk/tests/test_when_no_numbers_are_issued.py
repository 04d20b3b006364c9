"""Too early, at noon, too late, closed: each in a plain sentence, with the time at which it goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from yizhan.kiosk.tests.screens import Screen
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import OpeningHours
from yizhan.queueing.actions import days, setting_up
from yizhan.queueing.selectors.issuing import Issuing, issuing_now
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("5.1", "6.1")


@pytest.mark.parametrize(
    ("hour", "state", "sentence", "when"),
    [
        ((8, 55), Issuing.TOO_EARLY, "还没到取号时间", "09:00 开始取号"),
        ((9, 0), Issuing.OPEN, "您来办什么事？", "取号截止"),
        ((12, 10), Issuing.BREAK, "现在是午休，暂停取号", "13:00 开始取号"),
        ((16, 44), Issuing.OPEN, "您来办什么事？", "16:45"),
        ((16, 45), Issuing.LAST_TICKET_GONE, "今天停止取号了", "下次开放 11月24日 星期二 09:00"),
    ],
)
def test_the_machine_says_why_it_gives_no_number_and_when_it_will(
    kiosk: Screen, floor: Floor, clock: Clock, hour: tuple[int, int], state: str, sentence: str, when: str
) -> None:
    clock.is_at(*hour)
    page = kiosk.read("kiosk:home")
    assert sentence in page
    assert when in page
    assert kiosk.get("kiosk:now").json()["issuing"] == state  # type: ignore[attr-defined]


def test_a_day_that_nobody_has_opened_sends_to_the_guide_desk(kiosk: Screen) -> None:
    page = kiosk.read("kiosk:home")
    assert "取号还没有开始" in page
    assert "咨询导引台" in page


def test_a_closed_day_names_the_next_opening(kiosk: Screen, floor: Floor, cast: Cast, clock: Clock) -> None:
    days.close_day(floor.day, by=cast.director.actor, at=at(16, 50))
    clock.is_at(16, 55)
    page = kiosk.read("kiosk:home")
    assert "今天已经闭厅" in page
    assert "下次开放 11月24日 星期二 09:00" in page


def test_a_day_off_is_told_as_such(kiosk: Screen, cast: Cast) -> None:
    orgs.set_exception(cast.hall, date(2026, 11, 23), reason="停电检修", by=cast.director.actor, at=at(8))
    assert "今天不开放" in kiosk.read("kiosk:home")


def test_a_hall_without_hours_on_record_issues_while_its_day_is_open(floor: Floor, cast: Cast) -> None:
    assert issuing_now(cast.hall.pk, at(22)).state == Issuing.LAST_TICKET_GONE
    OpeningHours.objects.filter(unit=cast.hall).delete()
    assert issuing_now(cast.hall.pk, at(22)).is_open


def test_a_touch_outside_the_hours_is_refused_in_words(kiosk: Screen, floor: Floor, clock: Clock) -> None:
    clock.is_at(12, 10)
    answer = kiosk.send(
        "kiosk:take", category=floor.social.pk, request_key="a-key-of-before", came_from="/kiosk/"
    )
    assert answer.status_code == 302
    assert "现在不是取号时间。" in kiosk.read("kiosk:home")
    assert "09:00–12:00、13:00–16:45" in words_of_messages(kiosk)


def words_of_messages(kiosk: Screen) -> str:
    """A refusal stands on the page until it was shown; a second refusal shows it again."""
    kiosk.send("kiosk:take", category=category_of(kiosk), request_key="another-key-1", came_from="/kiosk/")
    return kiosk.read("kiosk:home")


def category_of(kiosk: Screen) -> str:
    offers: dict[str, object] = kiosk.get("kiosk:now").json()["offers"]  # type: ignore[attr-defined]
    return next(iter(offers))


def test_a_touch_before_the_day_is_opened_tells_residents_what_they_can_do(
    kiosk: Screen, floor: Floor, cast: Cast
) -> None:
    days.close_day(floor.day, by=cast.director.actor, at=at(9, 20))
    touch: dict[str, Any] = {"category": floor.social.pk, "request_key": "a-key-of-before"}
    assert kiosk.send("kiosk:take", came_from="/kiosk/", **touch).headers["Location"] == "/kiosk/"
    page = kiosk.read("kiosk:home")
    assert "大厅今天已经闭厅。请在下一个开放日来办，或拨打咨询电话。" in page
    assert "开厅闭厅" not in page
    kiosk.reads_english().send("kiosk:take", **touch)
    assert "The hall has closed for today. Please come back" in kiosk.read("kiosk:home")


def test_a_category_without_an_english_name_is_refused_without_an_empty_quotation(
    kiosk: Screen, floor: Floor, cast: Cast
) -> None:
    setting_up.change_category(floor.social, by=cast.director.actor, at=at(9, 10), name_en="", daily_quota=1)
    floor.issue(9, 15)
    kiosk.reads_english().send("kiosk:take", category=floor.social.pk, request_key="a-key-of-mine")
    page = kiosk.read("kiosk:home")
    assert "No more tickets for this service today." in page
    assert "“”" not in page


def test_a_refusal_without_a_page_to_go_back_to_leads_home_on_the_machine_only(
    kiosk: Screen, floor: Floor, clock: Clock
) -> None:
    clock.is_at(12, 10)
    answer = kiosk.send("kiosk:take", category=floor.social.pk, request_key="a-key-of-noon")
    assert answer.status_code == 422
    assert b"data-ways" in answer.content
    assert b"/sign-in/" not in answer.content
