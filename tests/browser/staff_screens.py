"""The staff screens in a real browser: somebody signed in, on a floor with items and people waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.conftest import NewContext
from yizhan.catalog import actions as catalog
from yizhan.desk.tests.conftest import Screen
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast, Member
from yizhan.testing.floor import Floor, open_floor

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
TABLET: ViewportSize = {"width": 1024, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
ADDRESSES = "yizhan.desk.tests.urls"
Open = Callable[..., Page]


def floor_with_people(cast: Cast) -> Floor:
    """An open day, the hall's items, three people waiting."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    floor = open_floor(cast)
    for minute in (1, 2, 3):
        floor.issue(9, minute)
    return floor


def opener(new_context: NewContext, port: int) -> Open:
    """Opens a screen for a member of staff, in a browser of his own."""

    def open_page(member: Member, path: str, size: ViewportSize = DESKTOP, **options: Any) -> Page:
        address = f"http://127.0.0.1:{port}"
        context = new_context(viewport=size, **options)
        cookie = Screen(member).browser.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        page = context.new_page()
        page.goto(f"{address}{path}")
        return page

    return open_page
