"""On a phone of 390 px nothing is cut off: the demonstration's banner, and what the search box suggests."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.public_screens import MARKS, PHONE, Open
from yizhan.catalog import actions as catalog
from yizhan.lib.actor import SYSTEM
from yizhan.live.tests.streams import Served
from yizhan.testing.cast import SET_UP, Cast

pytestmark = MARKS

WIDTH_OF_SUGGESTION = """(input) => {
  const style = getComputedStyle(input), words = document.createElement("span");
  words.textContent = input.placeholder;
  Object.assign(words.style, { font: style.font, position: "absolute", whiteSpace: "nowrap" });
  document.body.append(words);
  const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return room - words.getBoundingClientRect().width;
}"""
LINES_OF_BANNER = """(banner) => {
  const range = document.createRange();
  range.selectNodeContents(banner);
  return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
}"""


@pytest.fixture
def portal(cast: Cast, open_page: Open, house: Served, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The first page of a demonstration's hall."""
    monkeypatch.setattr(settings, "IS_DEMO", True)
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    return open_page(None, "/", PHONE)


def test_banner_and_suggestion_fit_in_both_languages(portal: Page) -> None:
    for language in ("中文", "English"):
        assert portal.locator(".demo-ribbon").evaluate(LINES_OF_BANNER) == 1, language
        assert portal.locator("#q").evaluate(WIDTH_OF_SUGGESTION) >= 0, language
        if language == "中文":
            portal.get_by_role("button", name="English").click()
            expect(portal.locator("html")).to_have_attribute("lang", "en")


def test_the_staff_find_their_door_in_the_foot(portal: Page) -> None:
    portal.get_by_role("contentinfo").get_by_role("link", name="工作人员登录").click()
    expect(portal.get_by_role("heading", name="工作人员登录")).to_be_visible()
