"""Signs, states and names: never by colour alone, never in the wrong language unmarked."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError
from django.test import RequestFactory

from yizhan.ui.tests.test_wording_times_and_numbers import shown


@pytest.mark.parametrize("kind", ["waiting", "progress", "done", "late", "paused"])
def test_a_state_is_told_by_class_icon_and_word(kind: str) -> None:
    html = shown('{% status kind "三天后到期" %}', kind=kind)
    assert f"status-{kind}" in html
    assert "<use href=" in html
    assert "三天后到期" in html


def test_an_unknown_state_or_sign_is_refused_when_the_page_is_written() -> None:
    with pytest.raises(TemplateSyntaxError, match="no status “red”"):
        shown('{% status "red" "超期" %}')
    with pytest.raises(TemplateSyntaxError, match="no icon “unicorn”"):
        shown('{% icon "unicorn" %}')


def test_a_sign_is_silent_unless_it_stands_for_words() -> None:
    assert 'aria-hidden="true"' in shown('{% icon "ticket" %}')
    assert 'role="img" aria-label="优先"' in shown('{% icon "elder" "优先" %}')


@pytest.mark.parametrize(
    "word",
    ["ticket", "person", "elder", "wheelchair", "help", "speaker", "language", "search", "printer", "home",
     "back", "check", "alert", "clock", "window", "phone", "info", "pause", "arrow-right", "star", "logout",
     "qr", "face-1", "face-2", "face-3", "face-4", "face-5"],
)  # fmt: skip
def test_every_sign_that_screens_use_is_in_the_sprite(word: str) -> None:
    assert f"icons.svg#{word}" in shown("{% icon word %}", word=word)


def test_words_follow_the_language_and_fall_back_to_chinese() -> None:
    assert shown('{% say "取号" "Take a number" %}') == "取号"
    assert shown('{% say "取号" "Take a number" %}', english=True) == "Take a number"
    assert shown('{% say "取号" %}', english=True) == "取号"


def test_a_chinese_name_inside_an_english_page_is_marked_for_screen_readers() -> None:
    assert shown("{% named name en %}", name="民政", en="Civil affairs", english=True) == "Civil affairs"
    assert (
        shown("{% named name en %}", name="民政", en="", english=True) == '<span lang="zh-Hans">民政</span>'
    )
    assert shown("{% named name en %}", name="民政", en="") == "民政"


@pytest.mark.parametrize(
    "tag", ["{% say word word %}", "{% named word %}", '{% status "late" word %}', "{% key word %}"]
)
def test_words_from_people_are_escaped(tag: str) -> None:
    for english in (False, True):
        assert "<script>" not in shown(tag, word="<script>", english=english)


def test_an_empty_list_says_what_to_do_next() -> None:
    html = shown('{% empty "还没有人取号。" "到导引台取号" "/guide" %}')
    assert '<a class="button" href="/guide">到导引台取号</a>' in html
    assert "<a" not in shown('{% empty "还没有人取号。" "请稍等" %}')


def test_a_long_list_is_paged_and_keeps_its_search() -> None:
    request = RequestFactory().get("/cases", {"q": "养老", "page": "7"})
    page = Paginator(range(200), 10).page(7)
    html = shown("{% pages page %}", page=page, request=request)
    assert 'aria-current="page"' in html
    assert "page=8" in html
    assert "q=%E5%85%BB%E8%80%81" in html
    assert shown("{% pages page %}", page=Paginator(range(3), 10).page(1), request=request).strip() == ""
