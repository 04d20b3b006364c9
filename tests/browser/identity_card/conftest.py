"""A simulated ID reader, and a page with the button “读身份证” at a window that uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.identity_card.forms import GRANNY, Browsers, Open
from yizhan.devices.readers.simulator import ReaderSimulator
from yizhan.devices.tests.id_readers import leads_to, simulated

NOBODY_THERE = "net::ERR_|status of 4|closed before receiving"


@pytest.fixture
def simulator() -> Iterator[ReaderSimulator]:
    """All programs, and 王桂兰's card on the reader."""
    with simulated() as running:
        running.reader.lay(GRANNY)
        yield running


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Browsers]:
    """Browsers that may find nobody at an address: Chromium writes every refused line to its console."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def open_context(expected: str = NOBODY_THERE) -> BrowserContext:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})

        def listen(message: ConsoleMessage) -> None:
            if message.type == "error" and not re.search(expected, message.text):
                complaints.append(message.text)

        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def reading(
    contexts: Browsers,
    live_server: LiveServer,
    simulator: ReaderSimulator,
    monkeypatch: pytest.MonkeyPatch,
) -> Open:
    """Opens the page at a window that uses one reader, or none yet."""

    def open_page(remembers: str = "", at: ReaderSimulator | None = None, patience: int = 2) -> Page:
        context = contexts()
        leads_to(context, at or simulator, monkeypatch, remembers=remembers, patience=patience)
        page = context.new_page()
        page.goto(f"{live_server.url}/reading/")
        expect(page.locator("#applicant [data-id-reader]")).to_be_visible()
        return page

    return open_page
