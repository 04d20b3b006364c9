"""What a card does to a form in which somebody has typed, and how the button stands on the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.barriers import barriers
from tests.browser.identity_card.forms import GRANNY, LI, LIU, XIAOMAN, Open, expected, said, values
from yizhan.devices.readers.cards import Card
from yizhan.devices.readers.protocols import Fault
from yizhan.devices.readers.simulator import ReaderSimulator

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite_only(reason="what a browser does does not depend on the database"),
    pytest.mark.urls("yizhan.devices.tests.id_readers"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("6.2"),
]


def test_what_was_typed_by_hand_stays_until_somebody_says_so(reading: Open) -> None:
    page = reading("joyee")
    page.locator("#id_name").fill("李建国")
    page.locator("#id_address").fill("别处 1 号")
    page.keyboard.press("F8")
    assert said(page).startswith("表里填的和卡上的像是两个人")
    table = page.locator("#applicant [data-question] table")
    expect(table).to_contain_text("李建国")
    expect(table).to_contain_text("王桂兰")
    expect(page.get_by_role("button", name="表里的不动")).to_be_focused()
    page.keyboard.press("Enter")
    assert said(page) == "表里填的没有动。"
    assert values(page)["name"] == "李建国"
    assert values(page)["id_number"] == ""
    page.keyboard.press("F8")
    page.get_by_role("button", name="换成卡上的").click()
    expect(page.locator("#applicant [data-question]")).to_have_count(0)
    assert values(page) == expected(GRANNY)


def test_the_same_person_with_another_address_keeps_it_and_gets_the_rest(reading: Open) -> None:
    page = reading("joyee")
    page.locator("#id_name").fill(GRANNY.name)
    page.locator("#id_id_number").fill(GRANNY.number)
    page.locator("#id_address").fill("别处 1 号")
    page.keyboard.press("F8")
    assert said(page).startswith("表里填的和卡上的不一样")
    page.get_by_role("button", name="表里的不动").click()
    assert said(page).startswith("表里填的没有动。空着的补了")
    assert values(page) == {**expected(GRANNY), "address": "别处 1 号"}


def test_a_card_that_still_lies_there_is_noticed(reading: Open, simulator: ReaderSimulator) -> None:
    page = reading("usb")
    page.keyboard.press("F8")
    assert "填好" in said(page)
    page.keyboard.press("F8")
    expect(page.locator("#applicant [data-said]")).to_contain_text("还是刚才那张卡，表里已经是它的内容")
    page.keyboard.press("F9")
    assert said(page, "#other").startswith("还是刚才那张卡，已经填在上面了")
    assert values(page, "agent-")["name"] == ""
    page.get_by_role("button", name="不用").click()
    simulator.reader.lay(LI)
    page.keyboard.press("F9")
    expect(page.locator("#other [data-said]")).to_contain_text("读到李建国")
    assert values(page, "agent-") == expected(LI)
    assert values(page) == expected(GRANNY)
    simulator.reader.fault = Fault.NOT_LIFTED
    page.keyboard.press("F9")
    expect(page.locator("#other [data-said]")).to_contain_text("刚才那张卡还放着的话，先拿起来")


def test_an_expired_card_and_an_unreadable_name_are_told(reading: Open, simulator: ReaderSimulator) -> None:
    page = reading("http-a")
    simulator.reader.lay(XIAOMAN)
    page.keyboard.press("F8")
    assert "这张证 2026-05-01 已经过期" in said(page)
    page.reload()
    broken = Card("刘?", *(getattr(LIU, name) for name in LIU.__slots__[1:]))
    simulator.reader.lay(broken)
    page.keyboard.press("F8")
    assert "姓名里有读卡程序不认识的字" in said(page)


def test_what_the_card_filled_is_heard_as_typed_and_marked_until_it_is_changed(reading: Open) -> None:
    page = reading("joyee")
    page.evaluate(
        "for (const name of ['input', 'change']) document.getElementById('applicant')"
        ".addEventListener(name, (e) => (window.typed ??= []).push(`${name} ${e.target.name}`))"
    )
    page.locator("#applicant [data-id-reader] summary").click()
    page.locator("#applicant select[data-driver]").select_option("joyee")
    page.keyboard.press("F8")
    said(page)
    typed = page.evaluate("window.typed")
    assert {"input id_number", "change id_number", "change sex", "change id_kind"} <= set(typed)
    assert not [one for one in typed if one.endswith(" ")]
    expect(page.locator("#id_name[data-from-card]")).to_have_count(1)
    page.locator("#id_name").press("End")
    page.keyboard.type("女")
    expect(page.locator("#id_name[data-from-card]")).to_have_count(0)


def test_the_button_has_no_barrier_in_any_of_its_states(reading: Open, simulator: ReaderSimulator) -> None:
    page = reading("joyee")
    assert barriers(page) == []
    page.locator("#id_name").fill("李建国")
    page.keyboard.press("F8")
    said(page)
    assert barriers(page) == []
    page.get_by_role("button", name="换成卡上的").click()
    assert barriers(page) == []


def test_without_scripts_the_fields_are_typed(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/reading/")
    expect(page.locator("[data-id-reader]").first).to_be_hidden()
    page.locator("#id_name").fill("王桂兰")
    context.close()
