"""The guide desk on its tablet: the right ticket, found again, reprinted, taken back."""

from __future__ import annotations

import uuid

import pytest

from yizhan.catalog.models import Implementation
from yizhan.desk.tests.conftest import Screen, state_of, words
from yizhan.devices.models import Device, PrintJob
from yizhan.queueing.models import Ticket
from yizhan.queueing.states import Channel, TicketState
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("6.1", "3.4")


@pytest.fixture
def printer(cast: Cast) -> Device:
    return Device.objects.create(
        unit_id=cast.hall.pk, kind="printer", name="导引台打印机", host="127.0.0.1", enrolled_at=at(8)
    )


def test_one_press_gives_a_number_and_says_where_to_wait(floor: Floor, guide: Screen) -> None:
    page = words(guide.press("issue", came_from="guide", category=floor.social.pk))
    ticket = Ticket.objects.get()
    assert ticket.visit.channel == Channel.GUIDE
    assert "A001" in page
    assert "等候一区" in page
    assert "没有打印，请口头告诉号码" in page


def test_item_priority_and_slip(
    floor: Floor, items: dict[int, Implementation], printer: Device, guide: Screen
) -> None:
    page = guide.press(
        "issue",
        came_from="guide",
        category=floor.civil.pk,
        item=items[31].pk,
        priority_reason="elder",
        printer=printer.pk,
    )
    ticket = Ticket.objects.get()
    assert (ticket.implementation, ticket.priority_reason) == (items[31], "elder")
    assert PrintJob.objects.get().subject_id == ticket.pk
    assert "高龄补贴" in words(page)
    assert "待打印" in words(page)


def test_a_slip_that_did_not_come_out_is_told_at_once(floor: Floor, printer: Device, guide: Screen) -> None:
    page = guide.press("issue", came_from="guide", category=floor.social.pk, printer=printer.pk)
    assert 'hx-trigger="every 2s"' in page
    PrintJob.objects.update(state="failed", problem="缺纸")
    answer = guide.browser.get(
        f"/desk/guide/issued/{Ticket.objects.get().pk}/", headers={"hx-request": "true"}
    )
    part = answer.content.decode()
    assert "小票没有打出来：缺纸" in part
    assert "<html" not in part
    assert "every 2s" not in part


def test_a_repeated_press_gives_the_same_number(floor: Floor, guide: Screen) -> None:
    key = str(uuid.uuid4())
    pages = [
        guide.press("issue", came_from="guide", category=floor.social.pk, request_key=key) for _ in range(2)
    ]
    assert all("A001" in page for page in pages)
    assert Ticket.objects.count() == 1


def test_an_unlisted_priority_is_asked_again(floor: Floor, guide: Screen) -> None:
    answer = guide.send("issue", category=floor.social.pk, priority_reason="hurry")
    assert answer.status_code == 422
    assert "列表里没有这一项" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_category_of_another_hall_is_not_known(floor: Floor, guide: Screen) -> None:
    assert guide.send("issue", category=uuid.uuid4()).status_code == 422


def test_before_opening_the_way_to_open_is_shown(cast: Cast, guide: Screen) -> None:
    assert "去开始营业" in guide.open("guide")


@pytest.mark.parametrize("typed", ["A002", "a2", "2", "002", " A 002 "])
def test_a_number_is_found_as_people_say_it(floor: Floor, guide: Screen, typed: str) -> None:
    floor.issue(9, 1)
    ticket = floor.issue(9, 2)
    assert guide.get("tickets", number=typed).headers["Location"] == f"/desk/tickets/{ticket.pk}/"


def test_a_number_that_several_categories_have_is_listed(floor: Floor, guide: Screen) -> None:
    floor.issue(9, 1)
    floor.issue(9, 2, category=floor.civil)
    page = words(guide.open("tickets", number="1"))
    assert "找到的 A001" in page
    assert "B001" in page


@pytest.mark.parametrize("typed", ["ABC", "12345", "A0\x00", "<b>"])
def test_what_is_no_number_is_said_so(floor: Floor, guide: Screen, typed: str) -> None:
    answer = guide.get("tickets", number=typed)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_the_sheet_tells_the_story(floor: Floor, cast: Cast, guide: Screen) -> None:
    floor.issue(9, 1)
    ticket = floor.pass_over(floor.serve(cast.clerk), cast.clerk, 9, 5)
    page = words(guide.open("ticket", ticket.pk))
    for step in ("09:01 取号 许导引", "叫到1号窗口 何受理", "1号窗口重呼", "叫了3遍没有来，过号"):
        assert step in page


def test_a_slip_is_printed_again_once_per_press(floor: Floor, printer: Device, guide: Screen) -> None:
    ticket = floor.issue(9, 1)
    key = str(uuid.uuid4())
    for _ in range(2):
        guide.press("reprint", ticket.pk, printer=printer.pk, back="guide", request_key=key)
    guide.press("reprint", ticket.pk, printer=printer.pk, back="guide")
    assert list(PrintJob.objects.order_by("copy").values_list("copy", flat=True)) == [1, 2]


def test_a_printer_of_another_hall_does_not_exist(floor: Floor, cast: Cast, guide: Screen) -> None:
    foreign = Device.objects.create(
        unit_id=cast.other_hall.pk, kind="printer", name="别处", host="127.0.0.1", enrolled_at=at(8)
    )
    ticket = floor.issue(9, 1)
    assert guide.send("reprint", ticket.pk, printer=foreign.pk).status_code == 404
    assert guide.send("reprint", ticket.pk, printer="x").status_code == 404


def test_priority_is_given_and_taken_back(floor: Floor, guide: Screen) -> None:
    ticket = floor.issue(9, 1)
    assert "优先：孕妇" in guide.press("give_priority", ticket.pk, reason="pregnant", back="guide")
    assert "不再优先" in guide.press("give_priority", ticket.pk, reason="", back="guide")
    ticket.refresh_from_db()
    assert ticket.priority_reason == ""


def test_a_cancelled_number_is_restored(floor: Floor, guide: Screen) -> None:
    ticket = floor.issue(9, 1)
    guide.press("cancel", ticket.pk, reason="taken_twice", back="tickets")
    assert state_of(ticket) == TicketState.CANCELLED
    guide.press("restore", ticket.pk, back="tickets")
    assert state_of(ticket) == TicketState.WAITING


def test_a_reason_that_is_not_listed_cancels_nothing(floor: Floor, guide: Screen) -> None:
    ticket = floor.issue(9, 1)
    assert "没有选原因" in guide.press("cancel", ticket.pk, reason="because", back="tickets")
    assert state_of(ticket) == TicketState.WAITING


def test_a_passed_resident_is_put_back_into_the_queue(floor: Floor, cast: Cast, guide: Screen) -> None:
    floor.issue(9, 1)
    ticket = floor.pass_over(floor.serve(cast.clerk), cast.clerk, 9, 5)
    assert f"number={ticket.label}" in guide.open("guide")
    guide.press("return_to_queue", ticket.pk, back="guide")
    assert state_of(ticket) == TicketState.WAITING
