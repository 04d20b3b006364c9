"""The hall's public screens in a real browser: pages by WSGI, the streams beside them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from tests.browser.barriers import barriers
from tests.conftest import NewContext
from yizhan.devices.tokens import COOKIE
from yizhan.exchange.bearer import unit_of_token
from yizhan.kiosk.tests.screens import Screen
from yizhan.live.asgi import LiveApp
from yizhan.live.tests.streams import Served, served
from yizhan.testing.cast import at
from yizhan.web.standing import credentials_of, standing

MARKS = [
    pytest.mark.browser,
    pytest.mark.sqlite_only(reason="what a browser does does not depend on the database"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("now"),
]
BOARD: ViewportSize = {"width": 1920, "height": 1080}
KIOSK: ViewportSize = {"width": 1080, "height": 1920}
PAD: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
# Sound that is written down instead of heard; an announcement of ten seconds is over in a moment.
WRITTEN_SOUND = (Path(__file__).parent / "announcing" / "sound.js").read_text(encoding="utf-8")

Scope = dict[str, Any]
Open = Callable[..., Page]
Now = Callable[[], datetime]


def running_clock(monkeypatch: pytest.MonkeyPatch) -> Now:
    """The cast's Monday; from 9:30 on the time runs."""
    real = timezone.now  # noqa: TID251
    ahead = at(9, 30) - real()

    def now() -> datetime:
        return real() + ahead

    monkeypatch.setattr("django.utils.timezone.now", now)
    return now


def whole_house(port: int = 0) -> AbstractContextManager[Served]:
    """The program on a free port, or on one where it stood before."""
    pages = WSGIMiddleware(get_wsgi_application(), workers=4)  # type: ignore[arg-type]

    def around(live: LiveApp) -> Callable[..., Awaitable[None]]:
        async def answer(scope: Scope, receive: Any, send: Any) -> None:
            inside: Any = live if scope["path"].startswith("/live/") else pages
            await inside(scope, receive, send)

        return answer

    return served(unit_of_token, credentials_of, standing, around=around, port=port)


def opener(new_context: NewContext, port: int) -> Open:
    """Opens a page for a device, or for anybody, in a browser of its own."""

    def open_page(screen: Screen | None, path: str, size: ViewportSize, **options: Any) -> Page:
        address = f"http://127.0.0.1:{port}"
        context = new_context(viewport=size, **options)
        if screen is not None:
            token = screen.browser.cookies[COOKIE].value
            context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
        context.add_init_script(WRITTEN_SOUND)
        page = context.new_page()
        page.goto(f"{address}{path}")
        return page

    return open_page


def follows(page: Page) -> Page:
    """The page, once its line to the server is open."""
    page.wait_for_selector("html[data-live=connected]")
    return page


def complaints(page: Page, *, is_board: bool = False) -> list[str]:
    """What axe finds against WCAG 2.2 AA; on boards also letters with less than 7:1."""
    return barriers(page, color_contrast_enhanced=is_board)


def spoken(page: Page) -> list[list[str]]:
    """The announcements that sounded, each as its clips, without the chimes that begin them."""
    announcements: list[list[str]] = []
    for clip in page.evaluate("window.heard.map((sound) => sound.clip)"):
        if clip == "chime":
            announcements.append([])
        else:
            announcements[-1].append(clip)
    return announcements


def numbers_spoken(page: Page) -> list[str]:
    """The numbers that were announced, in order: A001."""
    return [number_in(announcement) for announcement in spoken(page)]


def number_in(announcement: list[str]) -> str:
    """The number of one announcement, from its first round: 请 A 零 零 一 号 …"""
    until = announcement.index("word-number")
    return "".join(clip.rpartition("-")[2].upper() for clip in announcement[1:until])


def overlaps(page: Page) -> Iterator[tuple[Any, Any]]:
    """Pairs of sounds of which the second began before the first had ended."""
    heard = page.evaluate("window.heard")
    for before, after in pairwise(heard):
        if after["start"] < before["end"] - 0.001:
            yield before, after
