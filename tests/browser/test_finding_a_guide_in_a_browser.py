"""A resident's phone and a director's screen: live search, questions, paper, the editor of a guide."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.barriers import barriers
from tests.conftest import NewContext
from yizhan.catalog import actions
from yizhan.catalog.models import Implementation
from yizhan.catalog.spreadsheet import written_csv
from yizhan.catalog.states import Admission, Nature
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast, at

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite_only(reason="what a browser does does not depend on the database"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("7.3", "4.1"),
]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture
def hall(cast: Cast, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the hall, with its items, guides, a breach and a draft."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(9, 30))
    actions.load_reference(by=SYSTEM, at=SET_UP)
    actions.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    actions.adopt_guides(cast.hall, by=SYSTEM, at=SET_UP)
    return f"{live_server.url}/h/{cast.hall.pk}/"


def item(cast: Cast, number: int) -> Implementation:
    rows = Implementation.objects.select_related("item", "unit", "responsible_body")
    return rows.get(unit=cast.hall, item__listings__number=number)


def clean(page: Page) -> None:
    """No violation, and nothing wider than the screen."""
    assert barriers(page) == []
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, page.url


@pytest.mark.parametrize(
    ("size", "language", "type_size"),
    [(PHONE, "zh", "normal"), (PHONE, "en", "large"), (DESKTOP, "en", "normal")],
    ids=["phone", "phone in English in large type", "desktop in English"],
)
def test_every_public_page_is_for_everyone(
    hall: str, cast: Cast, new_context: NewContext, size: ViewportSize, language: str, type_size: str
) -> None:
    context = new_context(viewport=size)
    cookies = {"language": language, "type": type_size}
    context.add_cookies([{"name": name, "value": value, "url": hall} for name, value in cookies.items()])
    page = context.new_page()
    guide = f"items/{item(cast, 31).pk}/"
    for address in ("", "items/", "search/?q=gl", "search/?q=xyz", "about/", guide, f"{guide}?who=self"):
        page.goto(hall + address)
        clean(page)
    page.goto(f"{hall}{guide}print/")
    assert page.locator(".tick-box").count() == 9


def test_results_come_while_typing_and_lead_to_what_to_bring(hall: str, new_context: NewContext) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.goto(hall)
    page.get_by_role("searchbox").fill("laoren")
    expect(page.locator("#found li").first).to_contain_text("高龄补贴")
    clean(page)
    page.locator("#found a").first.click()
    expect(page.locator(".materials > li")).to_have_count(9)
    page.get_by_label("老人自己来").check()
    expect(page.locator(".materials > li")).to_have_count(7)
    page.get_by_label("在一起", exact=True).check()
    page.get_by_label("没有", exact=True).check()
    expect(page.locator("#materials")).to_contain_text("您要带这 5 样")
    clean(page)
    page.get_by_role("link", name="打印这份指南").click()
    expect(page.locator(".tick-box")).to_have_count(5)


def test_without_scripts_the_same_is_found(hall: str, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hall)
    page.get_by_role("searchbox").fill("gl")
    page.get_by_role("button", name="找").click()
    page.locator("#found a").first.click()
    page.get_by_label("家人或别人代办").check()
    page.get_by_role("button", name="看我要带的").click()
    expect(page.get_by_label("家人或别人代办")).to_be_checked()
    expect(page.locator("#materials")).to_contain_text("老人写的委托书")


def test_the_paper_of_a_guide_is_one_sheet(hall: str, cast: Cast, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(f"{hall}items/{item(cast, 31).pk}/print/?who=agent&residence=elsewhere&age_doubt=no")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type/Page/") == 1


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_staff_page_is_for_everyone(
    hall: str, cast: Cast, live_server: Any, new_context: NewContext, size: ViewportSize
) -> None:
    one, by = item(cast, 31), cast.director.actor
    actions.set_admission(
        item(cast, 24), admission=Admission.ABSENT, nature=Nature.OWN, responsible_body=None, reason="改造",
        by=by, at=at(9),
    )  # fmt: skip
    draft = actions.draft_version(one, by=by, at=at(9))
    rows = [{"name": "代办居住证", "item_type": "公共服务", "business_line": "其他"}, {"name": "缺类型"}]
    pending = actions.read_import(cast.hall, "事项.csv", written_csv(rows), by=by, at=at(9))
    page = signed_in(cast, live_server.url, new_context, size)
    for address in (
        f"{cast.hall.pk}/",
        f"{cast.hall.pk}/import/",
        f"items/{one.pk}/",
        f"items/{item(cast, 48).pk}/",
        f"versions/{draft.pk}/",
        f"versions/{draft.pk}/edit/",
        f"imports/{pending.pk}/",
    ):
        page.goto(f"{live_server.url}/items/{address}")
        for fold in page.locator("main details").all():
            fold.evaluate("element => { element.open = true }")
        clean(page)


def test_a_draft_is_saved_by_its_key_and_published_after_a_question(
    hall: str, cast: Cast, live_server: Any, new_context: NewContext
) -> None:
    draft = actions.draft_version(item(cast, 31), by=cast.director.actor, at=at(9))
    page = signed_in(cast, live_server.url, new_context, DESKTOP)
    page.goto(f"{live_server.url}/items/versions/{draft.pk}/edit/")
    page.locator("#id_promised").fill("很快")
    page.locator("#id_result_name").fill("打了一半的字")
    page.keyboard.press("F9")
    expect(page.get_by_role("alert").first).to_contain_text("看不懂这个时限")
    expect(page.locator("#id_result_name")).to_have_value("打了一半的字")
    clean(page)
    page.locator("#id_promised").fill("5个工作日")
    page.keyboard.press("F9")
    expect(page.get_by_role("status").first).to_contain_text("草稿已存")
    page.get_by_role("button", name="公布").click()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("status").first).to_contain_text("第2版已公布")


def signed_in(cast: Cast, address: str, new_context: NewContext, size: ViewportSize) -> Page:
    """The director's browser."""
    client = Client()
    client.force_login(cast.director.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["unit_id"] = str(cast.hall.pk)
    session.save()
    context = new_context(viewport=size)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    return context.new_page()
