"""The button “读身份证” in Chromium, against the simulated programs of every vendor and every fault."""

from __future__ import annotations

import os
import shutil
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.identity_card.forms import (
    FOREIGNER,
    GRANNY,
    HONG_KONG,
    LI,
    LIU,
    MAYILA,
    Browsers,
    Open,
    expected,
    said,
    values,
)
from tests.conftest import CHROMIUM_ARGS, CHROMIUM_NAMES
from yizhan.devices.readers.cards import PHOTO
from yizhan.devices.readers.protocols import Fault
from yizhan.devices.readers.simulator import PROTOCOLS, ReaderSimulator
from yizhan.devices.tests.id_readers import leads_to, simulated

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite_only(reason="what a browser does does not depend on the database"),
    pytest.mark.urls("yizhan.devices.tests.id_readers"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("6.2"),
]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_program_fills_the_same_form(reading: Open, simulator: ReaderSimulator, protocol: str) -> None:
    page = reading(protocol)
    for card, kind in (
        (GRANNY, "111"),
        (MAYILA, "111"),
        (LIU, "111"),
        (FOREIGNER, "553"),
        (HONG_KONG, "554"),
    ):
        page.reload()
        simulator.reader.lay(card)
        page.locator("#id_name").press("F8")
        assert "请和本人核对" in said(page)
        assert values(page) == expected(card, kind)
        expect(page.locator("#id_phone")).to_be_focused()
    assert page.locator("#agent [name=agent-name]").input_value() == ""


SENTENCES = {
    Fault.NO_CARD: "没有读到卡。把身份证平放在读卡区",
    Fault.CANCEL: "在读卡器上取消了",
    Fault.NO_DEVICE: "没有连上读卡器",
    Fault.FAILED: "读卡失败",
    Fault.GARBAGE: "看不懂",
    Fault.SLOW: "等了很久",
}
# This device has no button to cancel: it says that the reading is to be done again.
SENTENCES_OF = {("dianyi", Fault.CANCEL): "读卡失败"}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_fault_has_its_sentence_and_fills_nothing(
    reading: Open, simulator: ReaderSimulator, protocol: str
) -> None:
    page = reading(protocol, patience=1)
    before = values(page)
    for fault, sentence in SENTENCES.items():
        simulator.reader.fault = fault
        page.locator("#applicant [data-read]").click()
        expect(page.locator("#applicant [data-said]"), fault).to_contain_text(
            SENTENCES_OF.get((protocol, fault), sentence)
        )
    assert values(page) == before
    page.locator("#id_name").fill("王桂兰")
    assert page.locator("#id_name").input_value() == "王桂兰"


def test_the_program_that_answers_is_found_and_remembered(
    reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with simulated(["http-b"]) as only:
        only.reader.lay(GRANNY)
        page = reading(at=only)
        page.keyboard.press("F8")
        assert "以后这台电脑先用“读卡服务 B（8000 端口）”" in said(page)
        assert page.evaluate("({...localStorage})") == {"id-reader": "http-b"}
        expect(page.locator("#applicant select[data-driver]")).to_have_value("http-b")
        expect(page.locator("#other [data-driver-word]")).to_have_text("读卡服务 B（8000 端口）")


def test_a_reader_that_was_changed_is_searched_for(reading: Open) -> None:
    with simulated(["dianyi", "http-a"]) as others:
        others.reader.lay(LI)
        page = reading("joyee", at=others)
        page.keyboard.press("F8")
        assert "以后这台电脑先用“点易拍 高拍仪”" in said(page)
        assert values(page) == expected(LI)


def test_a_program_that_speaks_something_else_is_passed_over(
    reading: Open, simulator: ReaderSimulator
) -> None:
    with simulated(["joyee"]) as other:
        other.reader.fault = Fault.GARBAGE
        other._servers["http-a"] = simulator._servers["http-a"]
        page = reading(at=other)
        page.keyboard.press("F8")
        assert "读到王桂兰" in said(page)
        assert page.evaluate("localStorage.getItem('id-reader')") == "http-a"
        del other._servers["http-a"]


def test_without_any_program_it_says_what_to_do(reading: Open, simulator: ReaderSimulator) -> None:
    with simulated([]) as nobody:
        page = reading(at=nobody)
        page.keyboard.press("F8")
        assert said(page).startswith("没有找到读卡程序。看一下读卡器插好没有")
        assert page.evaluate("localStorage.length") == 0
    simulator.reader.fault = Fault.OFF
    page = reading("joyee")
    page.keyboard.press("F8")
    assert said(page).startswith("没有找到读卡程序。")


@pytest.mark.parametrize("protocol", ["joyee", "http-a"])
def test_a_browser_that_asks_first_reads_when_allowed_and_says_so_when_not(
    browser: Browser,
    live_server: LiveServer,
    simulator: ReaderSimulator,
    monkeypatch: pytest.MonkeyPatch,
    protocol: str,
) -> None:
    """Chromium as it is at an address that it takes for public; headless it answers its question by no."""
    port = urlsplit(live_server.url).port
    public = f"--ip-address-space-overrides=127.0.0.1:{port}=public"
    program = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    program = os.environ.get("YIZHAN_CHROMIUM") or program
    careful = browser.browser_type.launch(executable_path=program, args=[*CHROMIUM_ARGS, public])
    said_by = {}
    for is_allowed in (False, True):
        context = careful.new_context(locale="zh-CN")
        if is_allowed:
            context.grant_permissions(["local-network-access"], origin=live_server.url)
        leads_to(context, simulator, monkeypatch, remembers=protocol, patience=5)
        page = context.new_page()
        page.goto(f"{live_server.url}/reading/")
        page.keyboard.press("F8")
        said_by[is_allowed] = said(page)
    careful.close()
    assert said_by[False].startswith("浏览器不许本页连接这台电脑上的读卡程序。")
    assert said_by[True].startswith("读到王桂兰的居民身份证")


def test_only_the_marked_pages_reach_the_readers(
    contexts: Browsers,
    live_server: LiveServer,
    simulator: ReaderSimulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = contexts("Content Security Policy")
    leads_to(context, simulator, monkeypatch)
    page = context.new_page()
    page.goto(f"{live_server.url}/other/")
    refused: list[str] = []
    page.evaluate(
        "addEventListener('securitypolicyviolation', (e) => (window.refused ??= []).push(e.blockedURI))"
    )
    page.keyboard.press("F8")
    assert said(page).startswith("本页没有放行读卡程序的地址")
    refused = page.evaluate("window.refused")
    assert len(refused) == len(PROTOCOLS)
    assert values(page)["name"] == ""


def write_down(sent: list[str], request: Request) -> None:
    """What the page sends, and where."""
    sent.append(f"{request.url} {request.post_data}")


def test_the_photo_is_nowhere(reading: Open, simulator: ReaderSimulator) -> None:
    for protocol in PROTOCOLS:
        page = reading(protocol)
        sent: list[str] = []
        page.on("request", partial(write_down, sent))
        page.evaluate("document.addEventListener('card-read', (event) => { window.heard = event.detail; })")
        page.keyboard.press("F8")
        said(page)
        heard = page.evaluate("window.heard")
        assert heard["number"] == GRANNY.number
        assert heard["filled"]
        assert heard["valid_to"] == "长期"
        everything = [
            page.content(),
            str(
                page.evaluate(
                    "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, window.heard])"
                )
            ),
            *(page.locator("input").nth(at).input_value() for at in range(page.locator("input").count())),
            *sent,
        ]
        assert not [text for text in everything if PHOTO in text or "photo" in text.lower()]
        assert page.evaluate("indexedDB.databases()") == []


def test_pressing_again_stops_a_reading(reading: Open, simulator: ReaderSimulator) -> None:
    page = reading("joyee", patience=30)
    simulator.reader.fault = Fault.SLOW
    page.keyboard.press("F8")
    expect(page.locator("#applicant [data-said]")).to_contain_text("不读了，再按一次")
    page.keyboard.press("F8")
    assert said(page).startswith("不读了，什么也没有填")
