"""The same view answers htmx and a plain form, each in its way."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("yizhan.ui.tests.gallery"), pytest.mark.django_db]
ACT = "/gallery/act"
HTMX = {"HX-Request": "true"}


def test_a_plain_form_is_sent_on_with_303_and_reads_what_happened_once(client: Client) -> None:
    answer = client.post(ACT, {"outcome": "done"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/gallery/acts"
    assert "A023 已叫到 3 号窗口。" in client.get("/gallery/acts").text
    assert "A023 已叫到 3 号窗口。" not in client.get("/gallery/acts").text


def test_htmx_gets_the_part_of_the_page_and_a_sentence_to_read_out(client: Client) -> None:
    answer = client.post(ACT, {"outcome": "done"}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.startswith("<p>已叫")
    assert json.loads(answer.headers["HX-Trigger"]) == {"announce": "A023 已叫到 3 号窗口。"}
    assert answer.headers["HX-Trigger"].isascii()
    assert "HX-Request" in answer.headers["Vary"]


def test_a_form_with_errors_comes_back_with_422_whole_or_in_part(client: Client) -> None:
    part = client.post(ACT, {"outcome": "wrong"}, headers=HTMX)
    whole = client.post(ACT, {"outcome": "wrong"})
    assert part.status_code == whole.status_code == 422
    assert part.text == "<p>请填写件数。</p>"
    assert "<!doctype html>" in whole.text
    assert "请填写件数。" in whole.text


def test_a_refusal_is_a_fragment_for_htmx_and_a_message_on_the_page_of_a_plain_form(client: Client) -> None:
    part = client.post(ACT, {"outcome": "stale"}, headers=HTMX)
    assert part.status_code == 409
    assert 'data-refusal="stale_state"' in part.text
    assert "<!doctype" not in part.text
    back = {"Referer": "http://testserver/gallery/acts"}
    answer = client.post(ACT, {"outcome": "stale"}, headers=back, follow=True)
    assert "A023现在的状态是“已过号”，刚才的操作没有生效。" in answer.text


def test_a_refusal_without_a_page_to_return_to_is_a_page_of_its_own(client: Client) -> None:
    answer = client.post(ACT, {"outcome": "stale"})
    assert answer.status_code == 409
    assert "<title>现在不能这样做" in answer.text


@pytest.mark.parametrize("name", ["staff", "public", "kiosk", "board", "pad", "paper"])
def test_every_base_marks_a_demonstration_and_brings_nothing_inline(client: Client, name: str) -> None:
    html = client.get(f"/gallery/{name}", {"demo": ""}).text
    assert "demo-ribbon" in html
    assert "demo-ribbon" not in client.get(f"/gallery/{name}").text
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


@pytest.mark.parametrize("name", ["public", "kiosk", "board", "pad"])
def test_the_page_speaks_the_language_that_was_chosen(client: Client, name: str) -> None:
    assert '<html lang="zh-Hans"' in client.get(f"/gallery/{name}").text
    client.cookies["language"] = "en"
    assert '<html lang="en"' in client.get(f"/gallery/{name}").text


def test_staff_screens_stay_chinese_and_large_type_is_everywhere(client: Client) -> None:
    client.cookies["language"] = "en"
    client.cookies["type"] = "large"
    assert '<html lang="zh-Hans" class="staff large-type">' in client.get("/gallery/staff").text
