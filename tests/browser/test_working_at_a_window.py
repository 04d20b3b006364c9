"""A clerk works by the keyboard alone; nothing typed is lost; the desk follows the hall by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.public_screens import MARKS
from tests.browser.staff_screens import Open, floor_with_people
from yizhan.queueing.actions import calling, issuing
from yizhan.queueing.models import Consultation, ServiceRecord, Ticket, WindowSession
from yizhan.queueing.states import TicketState
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = [*MARKS, pytest.mark.clause("4.2", "6.1", "3.4")]


@pytest.fixture
def floor(cast: Cast) -> Floor:
    return floor_with_people(cast)


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


def serve_first(floor: Floor, cast: Cast, session: WindowSession) -> Ticket:
    ticket = floor.call(session, cast.clerk, 9, 28)
    return calling.start(ticket, session, by=cast.clerk.actor, at=at(9, 29))


def test_from_signing_in_to_the_next_one_by_the_keyboard_alone(open_desk: Open, cast: Cast) -> None:
    page = open_desk(cast.clerk, "/desk/windows/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "登录1号窗口":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    page.keyboard.press("F2")
    expect(page.locator("#now-number")).to_have_text("A001")
    expect(page.get_by_role("button", name="人来了，开始办理")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    assert page.locator("#finish [name=item]").count() == 1  # the rows for browsers without scripts are gone
    for key in ("F7", "3", "2", "1"):  # 老龄类, 带什么, the first preset answer
        page.keyboard.press(key)
    expect(page.locator("#answer")).to_have_value("已一次告知全部材料，并给了办事指南。")
    page.keyboard.press("F2")
    expect(page.locator("#now-number")).to_have_text("A002")
    asked = Consultation.objects.get()
    assert (asked.business_line, asked.topic) == ("elderly", "materials")
    assert Ticket.objects.get(label="A001").state == TicketState.SERVED


def test_an_item_is_found_by_its_initials_and_recorded(
    open_desk: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_desk(cast.clerk, "/desk/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("glbt")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(field).to_have_value("高龄补贴")
    page.keyboard.type("2")  # the quantity is selected, ready to be typed over
    page.keyboard.press("F10")
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    done = ServiceRecord.objects.select_related("implementation__item").get()
    assert (done.implementation.item.short_name, done.quantity) == ("高龄补贴", 2)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("combobox")).to_have_value("高龄补贴")
    assert Ticket.objects.get(label="A001").state == TicketState.SERVING


def test_setting_aside_sending_on_and_pausing_by_keys(
    open_desk: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_desk(cast.clerk, "/desk/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("F8")
    expect(page.locator("input[name=kind]").first).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.keyboard.type("回家取户口本")
    page.keyboard.press("Enter")
    expect(page.locator("#list-suspended")).to_contain_text("回家取户口本")
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    page.keyboard.press("F2")
    expect(page.get_by_role("button", name="人来了，开始办理")).to_be_focused()
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="转到民政救助")).to_be_focused()
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="撤销：A002 刚转号")).to_be_visible()
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    page.keyboard.press("F8")
    page.keyboard.press("3")
    expect(page.locator("#current")).to_contain_text("窗口暂停：会议")
    page.keyboard.press("F8")
    expect(page.get_by_role("button", name="叫下一位")).to_be_visible()


def test_the_seconds_until_a_recall_run_down_and_an_early_key_is_only_told(
    open_desk: Open,
    cast: Cast,
    floor: Floor,
    session: WindowSession,
    now: Callable[[], datetime],
) -> None:
    ticket = calling.call_next(session, by=cast.clerk.actor, at=now() - timedelta(seconds=8))
    page = open_desk(cast.clerk, "/desk/")
    button = page.get_by_role("button", name="重呼")
    expect(button).to_contain_text("秒后")
    page.keyboard.press("F4")
    expect(page.locator("#announcer")).to_contain_text("刚叫过")
    expect(button).not_to_contain_text("秒后", timeout=8000)
    page.keyboard.press("F4")
    expect(page.locator("#current")).to_contain_text("2 遍")
    ticket.refresh_from_db()
    assert ticket.calls == 2


def test_the_desk_follows_the_hall_and_typing_stays(
    open_desk: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_desk(cast.clerk, "/desk/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("F7")
    for key in ("2", "7"):
        page.keyboard.press(key)
    page.locator("#answer").fill("正在问民政科")
    page.wait_for_selector("html[data-live=connected]")
    floor.issue(9, 25, priority="elder")
    expect(page.locator("#lists")).to_contain_text("A004", timeout=5000)
    expect(page.locator("#answer")).to_have_value("正在问民政科")
    expect(page.locator("#answer")).to_be_focused()
    page.reload()
    expect(page.locator("#answer")).to_have_value("正在问民政科")
    expect(page.locator("[data-coded]")).to_contain_text("民政类")


def test_a_refusal_leaves_everything_typed_where_it_is(
    open_desk: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_desk(cast.clerk, "/desk/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("F10")
    expect(page.locator("#alert")).to_contain_text("还没有记下实际办了什么")
    page.locator("[name=quantity]").first.fill("5")
    page.keyboard.press("F10")
    expect(page.locator("#alert")).to_contain_text("还没有记下实际办了什么")
    expect(page.locator("[name=quantity]").first).to_have_value("5")


def test_a_number_taken_away_meanwhile_is_told_and_the_desk_is_up_to_date(
    open_desk: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    ticket = floor.call(session, cast.clerk, 9, 28)
    page = open_desk(cast.clerk, "/desk/")
    page.route("**/live/**", lambda route: route.abort())
    issuing.cancel(ticket, "resident_left", by=cast.guide.actor, at=at(9, 29))
    page.get_by_role("button", name="人来了，开始办理").click()
    expect(page.locator("#alert")).to_contain_text("A001号")
    expect(page.get_by_role("button", name="叫下一位")).to_be_visible()


def test_a_question_is_kept_while_it_is_typed_and_gone_once_it_is_sent(open_desk: Open, cast: Cast) -> None:
    page = open_desk(cast.guide, "/desk/questions/")
    for key in ("3", "4"):
        page.keyboard.press(key)
    page.locator("#answer").fill("已打电话问区里")
    page.reload()
    expect(page.locator("#answer")).to_have_value("已打电话问区里")
    page.keyboard.press("F10")
    expect(page.locator("#alert")).to_contain_text("咨询已记下")
    expect(page.locator("#answer")).to_have_value("")
    assert Consultation.objects.get().answer == "已打电话问区里"


def test_everything_works_without_scripts(
    open_desk: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    page = open_desk(cast.clerk, "/desk/", java_script_enabled=False)
    page.get_by_role("button", name="叫下一位").click()
    page.get_by_role("button", name="人来了，开始办理").click()
    page.get_by_label("事项 1", exact=True).select_option(label="31 高龄补贴")
    page.get_by_role("button", name="办结并叫下一位").click()
    expect(page.locator("#now-number")).to_have_text("A002")
    assert ServiceRecord.objects.get().implementation.item.short_name == "高龄补贴"
