"""A clerk works by the keyboard alone; nothing typed is lost; the desk follows the hall by itself."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from a2wsgi import WSGIMiddleware
from axe_playwright_python.sync_playwright import Axe
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from tests.conftest import NewContext
from yizhan.catalog import actions as catalog
from yizhan.desk.tests.conftest import Screen
from yizhan.lib.actor import SYSTEM
from yizhan.live.asgi import LiveApp
from yizhan.live.tests.streams import Served, served
from yizhan.queueing.actions import calling, consulting, issuing, windows
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import Consultation, ServiceRecord, Ticket, WindowSession
from yizhan.queueing.states import Channel, TicketState
from yizhan.testing.cast import SET_UP, Cast, Member, at
from yizhan.testing.floor import Floor, open_floor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite_only(reason="what a browser does does not depend on the database"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("4.2", "6.1", "3.4"),
]

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
TABLET: ViewportSize = {"width": 1024, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Scope = dict[str, Any]


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch: pytest.MonkeyPatch) -> Callable[[], datetime]:
    """The cast's Monday; from 9:30 on the time runs."""
    real = timezone.now  # noqa: TID251
    ahead = at(9, 30) - real()

    def now() -> datetime:
        return real() + ahead

    monkeypatch.setattr("django.utils.timezone.now", now)
    return now


@pytest.fixture
def house(settings: Any, cast: Cast) -> Iterator[Served]:
    """The whole program in one process: pages by WSGI, the streams beside them."""
    settings.ROOT_URLCONF = "yizhan.desk.tests.urls"
    pages: Any = WSGIMiddleware(get_wsgi_application(), workers=4)  # type: ignore[arg-type]

    def around(live: LiveApp) -> Callable[..., Awaitable[None]]:
        async def answer(scope: Scope, receive: Any, send: Any) -> None:
            inside = live if scope["path"].startswith("/live/") else pages
            await inside(scope, receive, send)

        return answer

    with served(around=around) as running:
        yield running


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """An open day, the hall's items, three people waiting."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    floor = open_floor(cast)
    for minute in (1, 2, 3):
        floor.issue(9, minute)
    return floor


Open = Callable[..., Page]


@pytest.fixture
def open_page(house: Served, floor: Floor, new_context: NewContext) -> Open:
    """Opens a screen for somebody, in a browser of his own."""

    def open_for(member: Member, path: str, size: ViewportSize = DESKTOP, **options: Any) -> Page:
        address = f"http://127.0.0.1:{house.port}"
        context = new_context(viewport=size, **options)
        cookie = Screen(member).browser.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        page = context.new_page()
        page.goto(f"{address}{path}")
        return page

    return open_for


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


def serve_first(floor: Floor, cast: Cast, session: WindowSession) -> Ticket:
    ticket = floor.call(session, cast.clerk, 9, 28)
    return calling.start(ticket, session, by=cast.clerk.actor, at=at(9, 29))


def test_from_signing_in_to_the_next_one_by_the_keyboard_alone(open_page: Open, cast: Cast) -> None:
    page = open_page(cast.clerk, "/desk/windows/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "登录1号窗口":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    page.keyboard.press("F2")
    expect(page.locator("#now-number")).to_have_text("A001")
    expect(page.get_by_role("button", name="人来了，开始办理")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    assert page.locator("#finish [name=item]").count() == 1  # the rows for browsers without scripts are gone
    for key in ("F7", "3", "2", "1"):  # 老龄类, 带什么, the first preset answer
        page.keyboard.press(key)
    expect(page.locator("#answer")).to_have_value("已一次告知全部材料，并给了办事指南。")
    page.keyboard.press("F2")
    expect(page.locator("#now-number")).to_have_text("A002")
    asked = Consultation.objects.get()
    assert (asked.business_line, asked.topic) == ("elderly", "materials")
    assert Ticket.objects.get(label="A001").state == TicketState.SERVED


def test_an_item_is_found_by_its_initials_and_recorded(
    open_page: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_page(cast.clerk, "/desk/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("glbt")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(field).to_have_value("高龄补贴")
    page.keyboard.type("2")  # the quantity is selected, ready to be typed over
    page.keyboard.press("F10")
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    done = ServiceRecord.objects.select_related("implementation__item").get()
    assert (done.implementation.item.short_name, done.quantity) == ("高龄补贴", 2)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("combobox")).to_have_value("高龄补贴")
    assert Ticket.objects.get(label="A001").state == TicketState.SERVING


def test_setting_aside_sending_on_and_pausing_by_keys(
    open_page: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_page(cast.clerk, "/desk/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("F8")
    expect(page.locator("input[name=kind]").first).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.keyboard.type("回家取户口本")
    page.keyboard.press("Enter")
    expect(page.locator("#list-suspended")).to_contain_text("回家取户口本")
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    page.keyboard.press("F2")
    expect(page.get_by_role("button", name="人来了，开始办理")).to_be_focused()
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="转到民政救助")).to_be_focused()
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="撤销：A002 刚转号")).to_be_visible()
    expect(page.get_by_role("button", name="叫下一位")).to_be_focused()
    page.keyboard.press("F8")
    page.keyboard.press("3")
    expect(page.locator("#current")).to_contain_text("窗口暂停：会议")
    page.keyboard.press("F8")
    expect(page.get_by_role("button", name="叫下一位")).to_be_visible()


def test_the_seconds_until_a_recall_run_down_and_an_early_key_is_only_told(
    open_page: Open,
    cast: Cast,
    floor: Floor,
    session: WindowSession,
    half_past_nine: Callable[[], datetime],
) -> None:
    ticket = calling.call_next(session, by=cast.clerk.actor, at=half_past_nine() - timedelta(seconds=8))
    page = open_page(cast.clerk, "/desk/")
    button = page.get_by_role("button", name="重呼")
    expect(button).to_contain_text("秒后")
    page.keyboard.press("F4")
    expect(page.locator("#announcer")).to_contain_text("刚叫过")
    expect(button).not_to_contain_text("秒后", timeout=8000)
    page.keyboard.press("F4")
    expect(page.locator("#current")).to_contain_text("2 遍")
    ticket.refresh_from_db()
    assert ticket.calls == 2


def test_the_desk_follows_the_hall_and_typing_stays(
    open_page: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_page(cast.clerk, "/desk/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("F7")
    for key in ("2", "7"):
        page.keyboard.press(key)
    page.locator("#answer").fill("正在问民政科")
    page.wait_for_selector("html[data-live=connected]")
    floor.issue(9, 25, priority="elder")
    expect(page.locator("#lists")).to_contain_text("A004", timeout=5000)
    expect(page.locator("#answer")).to_have_value("正在问民政科")
    expect(page.locator("#answer")).to_be_focused()
    page.reload()
    expect(page.locator("#answer")).to_have_value("正在问民政科")
    expect(page.locator("[data-coded]")).to_contain_text("民政类")


def test_a_refusal_leaves_everything_typed_where_it_is(
    open_page: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    serve_first(floor, cast, session)
    page = open_page(cast.clerk, "/desk/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("F10")
    expect(page.locator("#alert")).to_contain_text("还没有记下实际办了什么")
    page.locator("[name=quantity]").first.fill("5")
    page.keyboard.press("F10")
    expect(page.locator("#alert")).to_contain_text("还没有记下实际办了什么")
    expect(page.locator("[name=quantity]").first).to_have_value("5")


def test_a_number_taken_away_meanwhile_is_told_and_the_desk_is_up_to_date(
    open_page: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    ticket = floor.call(session, cast.clerk, 9, 28)
    page = open_page(cast.clerk, "/desk/")
    page.route("**/live/**", lambda route: route.abort())
    issuing.cancel(ticket, "resident_left", by=cast.guide.actor, at=at(9, 29))
    page.get_by_role("button", name="人来了，开始办理").click()
    expect(page.locator("#alert")).to_contain_text("A001号")
    expect(page.get_by_role("button", name="叫下一位")).to_be_visible()


def test_a_question_is_kept_while_it_is_typed_and_gone_once_it_is_sent(open_page: Open, cast: Cast) -> None:
    page = open_page(cast.guide, "/desk/questions/")
    for key in ("3", "4"):
        page.keyboard.press(key)
    page.locator("#answer").fill("已打电话问区里")
    page.reload()
    expect(page.locator("#answer")).to_have_value("已打电话问区里")
    page.keyboard.press("F10")
    expect(page.locator("#alert")).to_contain_text("咨询已记下")
    expect(page.locator("#answer")).to_have_value("")
    assert Consultation.objects.get().answer == "已打电话问区里"


def test_everything_works_without_scripts(
    open_page: Open, cast: Cast, floor: Floor, session: WindowSession
) -> None:
    page = open_page(cast.clerk, "/desk/", java_script_enabled=False)
    page.get_by_role("button", name="叫下一位").click()
    page.get_by_role("button", name="人来了，开始办理").click()
    page.get_by_label("事项 1", exact=True).select_option(label="31 高龄补贴")
    page.get_by_role("button", name="办结并叫下一位").click()
    expect(page.locator("#now-number")).to_have_text("A002")
    assert ServiceRecord.objects.get().implementation.item.short_name == "高龄补贴"


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
    open_page: Open, cast: Cast, floor: Floor, who: str, type_size: str
) -> None:
    """Axe finds nothing, and nothing is wider than the screen."""
    _a_busy_hall(floor, cast)
    page = open_page(getattr(cast, who), "/desk/windows/")
    page.context.add_cookies([{"name": "type", "value": type_size, "url": page.url}])
    found = []
    for step in WALKS[who]:
        _do(page, step)
        for size in WIDTHS[type_size]:
            page.set_viewport_size(size)
            for each in Axe().run(page, options=AXE).response["violations"]:
                found.append((step, size["width"], each["id"], [node["target"] for node in each["nodes"]]))
            if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
                found.append((step, size["width"], f"{width} wide", []))
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
    issuing.issue(
        floor.social, channel=Channel.GUIDE, by=cast.guide.actor, at=at(9, 23), request_key=uuid.uuid4().hex
    )
    consulting.record_consultation(
        cast.hall, Question("elderly", "policy"), cast.guide.user, by=cast.guide.actor, at=at(9, 24)
    )
