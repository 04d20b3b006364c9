"""A problem on a device ends by itself, or by one large button; on a phone nothing of the kind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.public_screens import KIOSK, MARKS, PAD, PHONE, Open, complaints
from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.testing.cast import Cast

pytestmark = [*MARKS, pytest.mark.clause("6.1")]


@pytest.fixture
def machine(cast: Cast) -> Screen:
    return enrolled(cast.hall, "kiosk", name="一号取号机")


@pytest.fixture
def lost(open_page: Open, machine: Screen) -> Page:
    """The kiosk on an error page."""
    page = open_page(machine, "/kiosk/nowhere", KIOSK)
    expect(page.get_by_role("heading", name="没有找到这一页")).to_be_visible()
    return page


def test_one_large_button_leads_to_the_start_of_the_machine(lost: Page) -> None:
    button = lost.get_by_role("link", name="回到首页")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 88
    assert KIOSK["height"] / 3 <= box["y"] <= KIOSK["height"] - box["height"]
    assert complaints(lost) == []
    button.click()
    lost.wait_for_url("**/kiosk/")


def test_after_twenty_seconds_it_goes_there_by_itself(lost: Page) -> None:
    expect(lost.locator("[data-left]")).to_have_text("20")
    lost.clock.install()
    lost.reload()
    lost.clock.run_for(18_000)
    expect(lost).to_have_url(lost.url)
    assert lost.url.endswith("/kiosk/nowhere")
    lost.clock.run_for(3_000)
    lost.wait_for_url("**/kiosk/")


def test_it_stays_and_tries_again_while_the_start_page_does_not_answer(lost: Page) -> None:
    lost.clock.install()
    lost.route("**/kiosk/again", lambda route: route.fulfill(status=404, body="no"))
    lost.reload()
    lost.clock.run_for(25_000)
    assert lost.url.endswith("/kiosk/nowhere")
    expect(lost.get_by_role("heading", name="没有找到这一页")).to_be_visible()
    lost.unroute("**/kiosk/again")
    lost.clock.run_for(25_000)
    lost.wait_for_url("**/kiosk/")


def test_the_pad_goes_back_to_its_clerk(open_page: Open, cast: Cast) -> None:
    pad = enrolled(cast.hall, "pad", name="1号评价器", place_id=cast.windows[0].pk)
    page = open_page(pad, "/rating/NOSUCHCODE", PAD)
    page.get_by_role("link", name="回到首页").click()
    page.wait_for_url("**/boards/pad**")


def test_on_a_phone_nothing_counts_down(open_page: Open, cast: Cast) -> None:
    page = open_page(None, "/nowhere", PHONE)
    expect(page.get_by_role("heading", name="没有找到这一页")).to_be_visible()
    expect(page.locator(".countdown")).to_have_count(0)
    assert page.get_by_role("link", name="回到首页").get_attribute("href") == "/"
