"""Chromium for the browser tests: closed to the Internet, and a page that complains fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: CI runs as root. No background traffic: the hall's network is closed.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# A refusal is a 4xx answer, which Chromium also writes to its console.
EXPECTED_IN_CONSOLE = "Failed to load resource: the server responded with a status of 4"

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all browser tests."""
    # Playwright's own loop runs in this thread, where Django would refuse the ORM; nothing here is async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    names = (os.environ.get("YIZHAN_CHROMIUM", ""), *CHROMIUM_NAMES)
    # None: the Chromium that Playwright itself installed, if any.
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes separate browsers (a kiosk, a clerk, a board) with Playwright's context options.

    At the end the test fails when any page asked for an address outside this machine, raised an error in
    a script, or broke the content security policy.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and EXPECTED_IN_CONSOLE not in message.text:
            complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def watch(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname not in {"127.0.0.1", "localhost"}:
            complaints.append(f"asked for {request.url}")

    def open_context(**options: object) -> BrowserContext:
        context = browser.new_context(**{"locale": "zh-CN", **options})  # type: ignore[arg-type]
        context.on("request", watch)
        context.on("console", listen)
        context.on(
            "weberror", lambda error: complaints.append(f"{error.page and error.page.url}: {error.error}")
        )
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """One page of 1280 × 800 in a browser of its own."""
    return new_context(viewport={"width": 1280, "height": 800}).new_page()
