"""The script that lets a page follow its hall: in real tabs, with real cuts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.template import Context, Template
from playwright.sync_api import Page

from yizhan.lib.ids import new_id
from yizhan.live import tickets
from yizhan.live.asgi import LiveApp
from yizhan.live.tests.streams import Served, now, served, wait_until, write_entry

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite_only(reason="what a browser does does not depend on the database"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("5.3", "6.1"),
]

SCRIPTS = Path(__file__).parents[2] / "yizhan" / "live" / "static" / "live"
RECORDER = """
window.heard = [];
for (const name of ["call", "change", "refresh", "state", "expired"])
  document.addEventListener(`live:${name}`, (event) => window.heard.push([name, event.detail]));
"""
Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Pages:
    """A page that follows the unit, its scripts, and everything else to the live app. Switches cut lines."""

    def __init__(self, unit_id: UUID) -> None:
        self.unit_id = unit_id
        self.options = ""
        self.after = 0
        self.loads = 0
        self.streams = 0
        self.without_streams = False

    def around(self, app: LiveApp) -> Callable[..., Awaitable[None]]:
        async def answer(scope: Scope, receive: Any, send: Send) -> None:
            path = scope["path"]
            if path.startswith("/static/live/"):
                file = SCRIPTS / path.removeprefix("/static/live/")
                await self._send(send, 200, file.read_bytes(), "text/javascript")
            elif path == "/recorder.js":
                await self._send(send, 200, RECORDER.encode(), "text/javascript")
            elif path.startswith("/page"):
                await self._send(send, 200, self.page().encode(), "text/html")
            elif path == "/live/stream" and self.without_streams:
                await self._send(send, 404, b"", "text/plain")
            else:
                self.streams += path == "/live/stream"
                await app(scope, receive, send)

        return answer

    def page(self) -> str:
        self.loads += 1
        stream = tickets.Stream(tickets.stream_key(self.unit_id, "board"), self.after)
        template = (
            "{% load live %}<!doctype html><script src=/recorder.js></script>{% live_stream stream OPTIONS %}"
        )
        return Template(template.replace("OPTIONS", self.options)).render(Context({"stream": stream}))

    @staticmethod
    async def _send(send: Send, status: int, body: bytes, kind: str) -> None:
        headers = [(b"content-type", kind.encode()), (b"content-security-policy", b"default-src 'self'")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})


@pytest.fixture
def pages() -> Pages:
    return Pages(new_id())


@pytest.fixture
def server(pages: Pages) -> Iterator[Served]:
    with served(around=pages.around) as running:
        yield running


def heard(page: Page, name: str) -> list[Any]:
    return [detail for event, detail in page.evaluate("window.heard") if event == name]


def hear(page: Page, name: str, count: int = 1, seconds: float = 5) -> list[Any]:
    assert wait_until(lambda: len(heard(page, name)) >= count, seconds), page.evaluate("window.heard")
    return heard(page, name)


def open_page(page: Page, port: int) -> Page:
    page.goto(f"http://127.0.0.1:{port}/page")
    page.wait_for_selector("html[data-live=connected]")
    return page


def test_a_page_hears_calls_and_changes_once_and_in_order(page: Page, pages: Pages, server: Served) -> None:
    write_entry(pages.unit_id, "ticket.called", label="A001")  # before the page was opened, after it was made
    open_page(page, server.port)
    write_entry(pages.unit_id, "ticket.issued")
    write_entry(pages.unit_id, "ticket.called", label="A002", window_number=3)
    assert [call["label"] for call in hear(page, "call", 2)] == ["A001", "A002"]
    assert [change["position"] for change in heard(page, "change")] == [1, 2, 3]
    hear(page, "refresh")
    assert heard(page, "state")[0]["state"] == "connected"


def test_all_tabs_of_a_browser_share_one_stream(page: Page, pages: Pages, server: Served) -> None:
    tabs = [open_page(page, server.port)] + [
        open_page(page.context.new_page(), server.port) for _ in range(7)
    ]
    write_entry(pages.unit_id, "ticket.called", label="A001")
    for tab in tabs:
        assert len(hear(tab, "call")) == 1
    assert server.hub.streams == 1
    later = open_page(page.context.new_page(), server.port)  # its page stands at 0: it gets the call too
    hear(later, "call")
    assert pages.streams == 1


def test_the_stream_ends_with_the_last_tab(page: Page, pages: Pages, server: Served) -> None:
    other = open_page(page.context.new_page(), server.port)
    open_page(page, server.port)
    other.goto("about:blank")
    assert not wait_until(lambda: server.hub.streams == 0, seconds=1)
    page.goto("about:blank")
    assert wait_until(lambda: server.hub.streams == 0)


def test_a_browser_without_shared_workers_holds_its_own_stream(
    page: Page, pages: Pages, server: Served
) -> None:
    page.add_init_script("delete window.SharedWorker")
    open_page(page, server.port)
    write_entry(pages.unit_id, "ticket.called", label="A001")
    hear(page, "call")


def test_a_cut_shows_after_five_seconds_and_what_was_missed_comes_afterwards(
    page: Page, pages: Pages
) -> None:
    with ExitStack() as first:
        before = first.enter_context(served(around=pages.around))
        open_page(page, before.port)
        write_entry(pages.unit_id, "ticket.called", label="A001")
        hear(page, "call")
    cut_at = now()
    page.wait_for_selector("html[data-live=lost]", timeout=9000)
    lost = heard(page, "state")[-1]
    assert lost["state"] == "lost"
    assert abs(lost["since"] - cut_at) < timedelta(seconds=4)
    for label in ("A002", "A003"):
        write_entry(pages.unit_id, "ticket.called", label=label)
    with served(around=pages.around, port=before.port):
        page.wait_for_selector("html[data-live=connected]", timeout=9000)
        assert [call["label"] for call in hear(page, "call", 3)] == ["A001", "A002", "A003"]
        page.goto("about:blank")


def test_where_no_stream_gets_through_the_page_asks_again_and_again(
    page: Page, pages: Pages, server: Served
) -> None:
    pages.without_streams = True
    page.add_init_script("delete window.SharedWorker")
    open_page(page, server.port)
    write_entry(pages.unit_id, "ticket.called", label="A001")
    hear(page, "call", seconds=9)
    write_entry(pages.unit_id, "ticket.called", label="A002")
    hear(page, "call", 2)
    assert server.hub.streams == 0


def test_an_unattended_screen_that_was_away_too_long_loads_itself_again_once(
    page: Page, pages: Pages, server: Served
) -> None:
    pages.options, pages.after = "reload=True", 77  # a position that this journal never had
    page.goto(f"http://127.0.0.1:{server.port}/page")
    assert wait_until(lambda: pages.loads == 2)
    assert not wait_until(lambda: pages.loads > 2, seconds=1)


def test_a_page_in_use_is_refreshed_instead(page: Page, pages: Pages, server: Served) -> None:
    pages.after = 77
    open_page(page, server.port)
    hear(page, "refresh")
    assert pages.loads == 1
    write_entry(pages.unit_id, "ticket.called", label="A001")
    assert [call["label"] for call in hear(page, "call")] == ["A001"]


def test_an_expired_key_is_told_to_the_page(
    page: Page, pages: Pages, server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "KEY_LASTS", timedelta(seconds=-1))
    page.add_init_script("delete window.SharedWorker")
    page.goto(f"http://127.0.0.1:{server.port}/page")
    hear(page, "expired", seconds=9)
