"""Every state of the staff screens of the floor, walked through in use: accessible, inside the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.public_screens import MARKS, complaints
from tests.browser.staff_screens import (
    DESKTOP,
    PHONE,
    TABLET,
    Open,
    floor_with_people,
)
from yizhan.queueing.actions import consulting, issuing, windows
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = [*MARKS, pytest.mark.clause("6.1", "3.4")]


@pytest.fixture
def floor(cast: Cast) -> Floor:
    return floor_with_people(cast)


WALKS: dict[str, list[str]] = {
    "clerk": [
        "open:/desk/windows/",
        "open:/desk/",
        "F9",
        "F8",
        "F2",
        "F8",
        "F9",
        "Delete",
        "Escape",
        "click:.desk-now .button-primary",
        "click:[role=combobox]",
        "F7",
        "2",
        "1",
        "click:#lists .row-number",
        "open:/desk/tickets/",
    ],
    "guide": [
        "open:/desk/guide/",
        "click:.category-choice",
        "open:/desk/questions/",
        "1",
        "1",
        "click:.rows a",
        "open:/desk/tickets/?number=1",
        "open:/desk/tickets/?number=A001",
    ],
    "director": [
        "open:/desk/today/",
        "click:.fold summary",
        "open:/desk/day/",
        "click:.button-danger",
        "open:/desk/setup/",
        "open:/desk/setup/categories/new/",
        "click:.button-primary",
    ],
}
"""What each of them does, step by step; after every step the page is looked at."""

WIDTHS: dict[str, list[ViewportSize]] = {"normal": [PHONE, DESKTOP], "large": [TABLET]}


@pytest.mark.parametrize("who", WALKS)
@pytest.mark.parametrize("type_size", WIDTHS)
def test_no_state_of_a_screen_has_a_barrier(
    open_desk: Open, cast: Cast, floor: Floor, who: str, type_size: str
) -> None:
    """Axe finds nothing, and nothing is wider than the screen."""
    _a_busy_hall(floor, cast)
    page = open_desk(getattr(cast, who), "/desk/windows/")
    page.context.add_cookies([{"name": "type", "value": type_size, "url": page.url}])
    found = []
    for step in WALKS[who]:
        _do(page, step)
        for size in WIDTHS[type_size]:
            page.set_viewport_size(size)
            found += [(step, size["width"], problem) for problem in complaints(page)]
            if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
                found.append((step, size["width"], f"{width} wide"))
    assert found == []


def _do(page: Page, step: str) -> None:
    kind, _, what = step.partition(":")
    if kind == "open":
        page.goto(page.url.partition("/desk/")[0] + what)
    elif kind == "click":
        page.locator(what).first.click()
    else:
        page.keyboard.press(step)
    page.wait_for_timeout(400)


def _a_busy_hall(floor: Floor, cast: Cast) -> None:
    """Somebody at two windows, something in every list, an open question."""
    session = windows.sign_in(cast.windows[0], cast.clerk.user, by=cast.clerk.actor, at=at(9))
    other = floor.serve(cast.clerk2, 1)
    for minute in range(4, 16):
        floor.issue(9, minute, category=floor.civil if minute % 2 else None)
    floor.pass_over(other, cast.clerk2, 9, 17)
    floor.finish(floor.call(session, cast.clerk, 9, 18), session, cast.clerk, 9, 20)
    floor.call(other, cast.clerk2, 9, 21)
    waiting = Ticket.objects.filter(state="waiting").order_by("-queued_at")[0]
    issuing.cancel(waiting, "resident_left", by=cast.guide.actor, at=at(9, 22))
    consulting.record_consultation(
        cast.hall, Question("elderly", "policy"), cast.guide.user, by=cast.guide.actor, at=at(9, 24)
    )
