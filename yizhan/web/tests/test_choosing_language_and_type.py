"""Two switches, remembered: Chinese or English, normal or large type."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("yizhan.ui.tests.gallery"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        ("/language", "language", "en"),
        ("/language", "language", "zh"),
        ("/type", "type", "large"),
        ("/type", "type", "normal"),
    ],
)
def test_a_choice_is_remembered_and_leads_back_to_the_page(
    client: Client, address: str, name: str, value: str
) -> None:
    answer = client.post(address, {name: value, "next": "/gallery/public?q=1"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/gallery/public?q=1"
    assert answer.cookies[name].value == value
    assert answer.cookies[name]["max-age"] == 365 * 24 * 3600
    assert answer.cookies[name]["httponly"]


def test_the_next_page_is_as_chosen(client: Client) -> None:
    client.post("/language", {"language": "en"})
    client.post("/type", {"type": "large"})
    html = client.get("/gallery/public").text
    assert '<html lang="en" class="public large-type">' in html
    client.post("/type", {"type": "normal"})
    assert '<html lang="en" class="public">' in client.get("/gallery/public").text


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)", "", "https:///x", "\nhttps://x.cn"],
)  # fmt: skip
def test_the_switch_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.post("/language", {"language": "en", "next": elsewhere}).headers["Location"] == "/"


@pytest.mark.parametrize("value", ["fr", "", "en; path=/", "<script>"])
def test_an_unknown_choice_changes_nothing(client: Client, value: str) -> None:
    answer = client.post("/language", {"language": value})
    assert answer.status_code == 303
    assert "language" not in answer.cookies


def test_a_link_cannot_switch(client: Client) -> None:
    assert client.get("/language").status_code == 405
