"""Ctrl+Enter sends the form in which one types, from whatever kind of field."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("yizhan.ui.tests.gallery"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def acts(page: Page, live_server: LiveServer) -> Page:
    """The page with one form for each way an act can end."""
    page.goto(f"{live_server.url}/gallery/acts")
    expect(page.locator("[aria-keyshortcuts]").first).to_be_attached()
    return page


def test_control_and_enter_send_the_form_from_every_kind_of_field(acts: Page) -> None:
    for field in ("#line", "#many", "#one", "#tick"):
        acts.evaluate("document.getElementById('result').textContent = ''")
        acts.locator(field).press("Control+Enter")
        expect(acts.locator("#result"), field).to_contain_text("已叫")
        expect(acts.locator("#fields[data-busy]")).to_have_count(0)
    expect(acts.locator("#alert")).to_be_empty()


def test_a_field_outside_of_forms_sends_nothing(acts: Page) -> None:
    acts.locator("#typed").press("Control+Enter")
    acts.wait_for_timeout(200)
    expect(acts.locator("#result")).to_have_text("还没有按。")


def test_a_plain_enter_in_a_line_still_sends_and_in_lines_begins_another(acts: Page) -> None:
    acts.locator("#many").press("Enter")
    acts.wait_for_timeout(200)
    expect(acts.locator("#result")).to_have_text("还没有按。")
    acts.locator("#line").press("Enter")
    expect(acts.locator("#result")).to_contain_text("已叫")
