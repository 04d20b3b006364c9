"""At the kiosk with a finger: one turn, one number; the slip; the way back; the way to the rating."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.public_screens import (
    KIOSK,
    MARKS,
    Open,
    complaints,
)
from yizhan.catalog import actions as catalog
from yizhan.devices.models import Device, PrintJob
from yizhan.devices.states import JobState
from yizhan.kiosk.tests.screens import Screen, enrolled, printer_of
from yizhan.lib.actor import SYSTEM
from yizhan.live.tests.streams import Served, wait_until
from yizhan.queueing.actions import setting_up
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import SET_UP, Cast, at
from yizhan.testing.floor import Floor, open_floor

pytestmark = [*MARKS, pytest.mark.clause("6.1")]

ANSWERED_AGAIN = """() => {
  const offer = { waiting: 7, expected: "约 5–10 分钟", used_up: false };
  const places = [...document.querySelectorAll("[data-offer]")];
  const offers = Object.fromEntries(places.map((place) => [place.dataset.offer, offer]));
  const news = { issuing: document.body.dataset.issuing, offers };
  window.fetch = async () => new Response(JSON.stringify(news));
}"""
WIDE: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """An open day with the hall's matters; one person waits."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    catalog.adopt_guides(cast.hall, by=SYSTEM, at=SET_UP)
    floor = open_floor(cast)
    setting_up.add_category(
        cast.hall, "C", "咨询", cast.zone, by=cast.director.actor, at=at(8, 55), order=3, name_en="Questions"
    )
    floor.issue(9, 5)
    return floor


@pytest.fixture
def printer(floor: Floor) -> Device:
    """A printer whose worker does not run: every slip waits until the test says what became of it."""
    return printer_of(floor.cast.hall.pk)


@pytest.fixture
def machine(floor: Floor, printer: Device) -> Screen:
    return enrolled(floor.cast.hall, "kiosk", name="一号取号机", printer=printer)


@pytest.fixture
def kiosk(open_page: Open, machine: Screen) -> Page:
    return open_page(machine, "/kiosk/", KIOSK)


def issued() -> list[str]:
    return list(Ticket.objects.order_by("label").values_list("label", flat=True))


def is_printed() -> None:
    PrintJob.objects.update(state=JobState.PRINTED)


def choose(kiosk: Page, category: str = "社保就业") -> None:
    kiosk.get_by_role("link", name=category).click()
    kiosk.get_by_role("button", name="不确定，先取号").click()


def number_on(kiosk: Page) -> str:
    return kiosk.locator("#taken .ticket-number").inner_text()


def test_a_double_tap_takes_one_number(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="咨询").dblclick()
    kiosk.wait_for_url("**/kiosk/ticket/*")
    assert number_on(kiosk) == "C001"
    assert issued() == ["A001", "C001"]


def test_a_reload_and_the_way_back_lead_to_the_same_number(kiosk: Page) -> None:
    choose(kiosk)
    kiosk.wait_for_url("**/kiosk/ticket/*")
    assert number_on(kiosk) == "A002"
    kiosk.reload()
    assert number_on(kiosk) == "A002"
    kiosk.go_back()
    kiosk.get_by_role("button", name="就业困难认定").click()
    kiosk.wait_for_url("**/kiosk/ticket/*")
    assert number_on(kiosk) == "A002"
    kiosk.go_back()
    kiosk.go_back()
    kiosk.get_by_role("button", name="咨询").click()
    kiosk.wait_for_url("**/kiosk/ticket/*")
    assert number_on(kiosk) == "A002"
    assert issued() == ["A001", "A002"]


def test_the_number_is_spoken_once_with_those_ahead(kiosk: Page) -> None:
    choose(kiosk)
    kiosk.wait_for_url("**/kiosk/ticket/*")
    assert wait_until(lambda: len(heard(kiosk)) >= 9)
    assert heard(kiosk)[:5] == ["word-your-number-is", "letter-a", "digit-0", "digit-0", "digit-2"]
    assert "word-ahead-of-you" in heard(kiosk)
    kiosk.reload()
    kiosk.wait_for_timeout(600)
    assert heard(kiosk) == []


def test_who_switched_the_voice_off_hears_nothing(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="语音已开").click()
    expect(kiosk.get_by_role("button", name="语音已关")).to_be_visible()
    choose(kiosk)
    kiosk.wait_for_url("**/kiosk/ticket/*")
    kiosk.wait_for_timeout(600)
    assert heard(kiosk) == []


def heard(kiosk: Page) -> list[str]:
    found: list[str] = kiosk.evaluate("window.heard.map((sound) => sound.clip)")
    return found


def test_the_page_follows_the_slip_until_it_is_out(kiosk: Page) -> None:
    choose(kiosk)
    expect(kiosk.get_by_text("正在打印小票")).to_be_visible()
    is_printed()
    expect(kiosk.get_by_text("请取走小票")).to_be_visible()
    assert complaints(kiosk) == []


def test_a_slip_that_does_not_come_leaves_the_number_and_what_to_do(kiosk: Page) -> None:
    choose(kiosk)
    expect(kiosk.get_by_text("小票没有打出来，号已经取好了。")).to_be_visible(timeout=20_000)
    expect(kiosk.get_by_text("请用手机拍照，或记下号码")).to_be_visible()
    assert number_on(kiosk) == "A002"
    assert complaints(kiosk) == []


def test_the_next_person_finds_a_fresh_start(kiosk: Page) -> None:
    kiosk.clock.install()
    kiosk.get_by_role("button", name="English").click()
    kiosk.get_by_role("button", name="Large type").click()
    kiosk.get_by_role("button", name="Questions").click()
    kiosk.wait_for_url("**/kiosk/ticket/*")
    expect(kiosk.get_by_text("Your number", exact=True)).to_be_visible()
    kiosk.clock.run_for(16_000)  # fifteen seconds, counted on the screen
    kiosk.wait_for_url("**/kiosk/")
    expect(kiosk.get_by_role("heading", name="您来办什么事？")).to_be_visible()
    assert kiosk.locator("html.large-type").count() == 0
    kiosk.get_by_role("button", name="咨询").click()
    kiosk.wait_for_url("**/kiosk/ticket/*")
    assert number_on(kiosk) == "C002"


def test_more_time_is_one_touch_away(kiosk: Page) -> None:
    choose(kiosk)
    kiosk.get_by_role("link", name="我还要看").click()
    left = kiosk.locator("[data-left]")
    expect(left).to_have_text("60")


def test_a_machine_without_its_server_says_so_and_comes_back(kiosk: Page) -> None:
    kiosk.clock.install()
    kiosk.reload()
    kiosk.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no line')); }")
    kiosk.clock.run_for(21_000)
    expect(kiosk.get_by_text("取号机暂时连不上")).to_be_visible()
    kiosk.evaluate(ANSWERED_AGAIN)
    kiosk.clock.run_for(11_000)
    expect(kiosk.get_by_text("取号机暂时连不上")).to_be_hidden()
    expect(kiosk.locator("[data-waiting]").first).to_have_text("7")


@pytest.mark.parametrize("size", [KIOSK, WIDE])
@pytest.mark.parametrize(
    "options", [{}, {"language": "en"}, {"type": "large"}], ids=["plain", "english", "large"]
)
def test_everything_touched_is_large_enough_and_within_reach(
    open_page: Open, machine: Screen, house: Served, size: ViewportSize, options: dict[str, str]
) -> None:
    page = open_page(machine, "/kiosk/", size)
    address = f"http://127.0.0.1:{house.port}"
    page.context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in options.items()]
    )
    for path in ("", "guides", "about", "help"):
        page.goto(f"{address}/kiosk/{path}")
        check_touches(page, size)
        assert complaints(page) == []
    page.goto(f"{address}/kiosk/")
    page.locator("a.matter-choice").first.click()
    check_touches(page, size)
    assert complaints(page) == []


def check_touches(page: Page, size: ViewportSize) -> None:
    for touch in page.locator("main :is(a, button):visible, .kiosk-controls :is(a, button):visible").all():
        box = touch.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 88, (page.url, touch.inner_text(), box)
        if size == KIOSK:
            assert box["y"] >= size["height"] / 3 - 10, (page.url, touch.inner_text(), box)
