"""The ticket page of the kiosk holds everything at once: banner, number, slip, facts, code, both buttons."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.conf import settings
from playwright.sync_api import Page, ViewportSize

from tests.browser.public_screens import KIOSK, MARKS, Now, Open
from yizhan.devices.models import PrintJob
from yizhan.devices.states import JobState
from yizhan.kiosk.tests.screens import enrolled, printer_of
from yizhan.live.tests.streams import Served
from yizhan.queueing.actions import calling, setting_up
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor, open_floor

pytestmark = [*MARKS, pytest.mark.clause("6.1")]

WIDE: ViewportSize = {"width": 1280, "height": 800}
OPTIONS: list[dict[str, str]] = [
    {},
    {"language": "en"},
    {"type": "large"},
    {"language": "en", "type": "large"},
]


@pytest.fixture(autouse=True)
def demonstration_with_codes(now: Now, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fullest page there is: the banner of a demonstration above, the code for phones below."""
    monkeypatch.setattr(settings, "IS_DEMO", True)
    monkeypatch.setattr(settings, "PUBLIC_URL", "http://192.168.10.20:8000")


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """An open day with a category of a long name; two people wait."""
    floor = open_floor(cast)
    setting_up.change_category(
        floor.social,
        name="社会保险与就业创业服务",
        name_en="Social insurance, jobs and start-ups",
        by=cast.director.actor,
        at=at(8, 55),
    )
    for minute in range(2):
        floor.issue(9, 5 + minute)
    return floor


def take(page: Page) -> None:
    """Take the number of the category with the long name."""
    page.locator(".matter-choice").first.click()
    page.wait_for_url("**/kiosk/ticket/*")


def reads(page: Page, house: Served, options: dict[str, str]) -> None:
    """Somebody chose this language and this size of type."""
    address = f"http://127.0.0.1:{house.port}"
    for name in ("language", "type"):
        page.context.clear_cookies(name=name)
    page.context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in options.items()]
    )


def show(page: Page, state: str) -> None:
    """The page as it is when the slip has come so far."""
    PrintJob.objects.update(state=state)
    page.reload()


def check_fits(page: Page, size: ViewportSize) -> None:
    """Both buttons lie inside the screen, under nothing, and nothing needs to be scrolled."""
    for touch in page.locator(".taken-actions a, .kiosk-controls :is(a, button)").all():
        box = touch.bounding_box()
        assert box is not None
        seen = (page.url, touch.inner_text(), box)
        assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"], seen  # noqa: PT018
        assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"], seen  # noqa: PT018
        assert box["height"] >= 88, seen
        on_top = "(one) => { const b = one.getBoundingClientRect();"
        on_top += " return one.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)); }"
        assert touch.evaluate(on_top), seen
    rows = page.locator(".taken-rest > *:visible").all()
    boxes = [box for row in (*rows, page.locator(".taken-actions")) if (box := row.bounding_box())]
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 1, (page.url, above, below)
    assert page.locator(".taken-number").evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize("size", [KIOSK, WIDE], ids=["tall", "wide"])
def test_the_number_page_fits_whatever_became_of_the_slip(
    open_page: Open, floor: Floor, house: Served, size: ViewportSize
) -> None:
    machine = enrolled(floor.cast.hall, "kiosk", name="一号取号机", printer=printer_of(floor.cast.hall.pk))
    page = open_page(machine, "/kiosk/", size)
    take(page)
    for options in OPTIONS:
        reads(page, house, options)
        for state in (JobState.QUEUED, JobState.PRINTED, JobState.FAILED):
            show(page, state)
            check_fits(page, size)


@pytest.mark.parametrize("size", [KIOSK, WIDE], ids=["tall", "wide"])
def test_it_fits_without_a_printer_and_when_the_number_is_called(
    open_page: Open, floor: Floor, size: ViewportSize
) -> None:
    page = open_page(enrolled(floor.cast.hall, "kiosk", name="二号取号机"), "/kiosk/", size)
    take(page)
    check_fits(page, size)
    clerk = floor.cast.clerk
    calling.call_chosen(Ticket.objects.get(label="A003"), floor.serve(clerk), by=clerk.actor, at=at(9, 40))
    page.goto(f"{page.url}?longer=1")
    check_fits(page, size)
