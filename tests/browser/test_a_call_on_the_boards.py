"""A call reaches every board at once and once; a cut is shown, made up for, and never spoken too late."""

from __future__ import annotations

import statistics
import time
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.public_screens import (
    BOARD,
    MARKS,
    PAD,
    Now,
    Open,
    complaints,
    follows,
    numbers_spoken,
    opener,
    overlaps,
    spoken,
    whole_house,
)
from tests.conftest import NewContext
from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.lib.actor import SYSTEM
from yizhan.live.tests.streams import wait_until
from yizhan.orgs import actions as orgs
from yizhan.queueing.actions import calling, setting_up, windows
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.testing.cast import SET_UP, Cast
from yizhan.testing.floor import Floor, open_floor

pytestmark = [*MARKS, pytest.mark.clause("5.3", "6.1")]

MANY_CALLS = """() => {
  const at = "2020-01-01T00:00:00Z";
  for (let n = 0; n < 600; n += 1) {
    const detail = { call_id: `call-${n}`, label: `B${n}`, window_number: 1, zone_id: "", at, position: 0 };
    document.dispatchEvent(new CustomEvent("live:call", { detail }));
  }
  return [".called [data-label]", "#newest *, #now *"].map((all) => document.querySelectorAll(all).length);
}"""
"""Invented calls; they are counted at once, before the list is fetched from the server, which knows none."""
# The lists are also fetched every half minute; while the server is stopped on purpose that would be an error.
WITHOUT_THE_HALF_MINUTE = """{
  const plainly = window.setInterval;
  window.setInterval = (what, every, ...more) => (every === 30000 ? 0 : plainly(what, every, ...more));
}"""


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """An open day; twelve people wait."""
    floor = open_floor(cast)
    for minute in range(12):
        floor.issue(9, minute)
    return floor


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


@pytest.fixture
def second(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk2, 1)


class Clerk:
    """Calls one after the other, as fast as the test wants."""

    def __init__(self, floor: Floor, session: WindowSession, now: Now) -> None:
        self.floor, self.session, self.now = floor, session, now
        self.person = floor.cast.clerk

    def calls(self, ago: int = 0) -> Ticket:
        """Finish what is there and call the next one, `ago` seconds ago."""
        when = self.now() - timedelta(seconds=ago)
        current = Ticket.objects.filter(session=self.session, state__in=["called", "serving"]).first()
        if current is not None:
            calling.start(current, self.session, by=self.person.actor, at=when)
            self.floor.finish(current, self.session, self.person, when.hour + 8, when.minute)
        return calling.call_next(self.session, by=self.person.actor, at=when)

    def starts(self, ticket: Ticket) -> None:
        """The resident has come."""
        calling.start(ticket, self.session, by=self.person.actor, at=self.now())


@pytest.fixture
def clerk(floor: Floor, session: WindowSession, now: Now) -> Clerk:
    return Clerk(floor, session, now)


def line_of(page: Page, label: str) -> str:
    return f'.called [data-label="{label}"]'


def listed(page: Page) -> list[str]:
    found: list[str] = page.locator(".called [data-label]").evaluate_all(
        "lines => lines.map((line) => line.dataset.label)"
    )
    return found


def test_a_call_is_on_the_board_within_a_second_and_once(open_page: Open, wall: Screen, clerk: Clerk) -> None:
    page = follows(open_page(wall, "/boards/hall", BOARD))
    expect(page.get_by_text("取号后请坐等叫号")).to_be_visible()
    waits = []
    for _ in range(5):
        begun = time.monotonic()
        ticket = clerk.calls()
        page.wait_for_selector(line_of(page, ticket.label), timeout=5000)
        waits.append(time.monotonic() - begun)
        page.wait_for_timeout(700)  # long enough for the fetched lists to have taken its place
        assert page.locator(line_of(page, ticket.label)).count() == 1
    assert statistics.median(waits) < 1, waits
    assert listed(page) == ["A005", "A004", "A003", "A002", "A001"]
    expect(page.locator("#newest .newest-call:visible .ticket-number")).to_have_text("A005")
    expect(page.locator("#newest .newest-call:visible .to-window")).to_have_text("请到 1 号窗口")


def test_each_call_is_spoken_once_one_after_the_other(
    open_page: Open, wall: Screen, clerk: Clerk, second: WindowSession, floor: Floor, now: Now
) -> None:
    page = follows(open_page(wall, "/boards/hall", BOARD))
    page.wait_for_selector("[data-voice=ready]")
    clerk.calls()
    calling.call_next(second, by=floor.cast.clerk2.actor, at=now())
    assert wait_until(lambda: len(spoken(page)) == 2 and len(spoken(page)[1]) > 10, seconds=10)
    page.wait_for_timeout(600)
    assert numbers_spoken(page) == ["A001", "A002"]
    assert list(overlaps(page)) == []
    assert spoken(page)[1][-3:] == ["digit-2", "word-number-window", "word-proceed"]


def test_a_recall_sounds_again_and_keeps_its_one_line(
    open_page: Open, wall: Screen, clerk: Clerk, now: Now
) -> None:
    page = follows(open_page(wall, "/boards/hall", BOARD))
    ticket = clerk.calls(ago=20)
    page.wait_for_selector(line_of(page, "A001"))
    calling.recall(ticket, clerk.session, by=clerk.person.actor, at=now())
    assert wait_until(lambda: numbers_spoken(page) == ["A001", "A001"], seconds=10)
    assert listed(page) == ["A001"]


def test_after_a_cut_every_missed_call_is_listed_and_only_a_fresh_standing_one_is_spoken(
    new_context: NewContext, wall: Screen, clerk: Clerk, second: WindowSession, floor: Floor, now: Now
) -> None:
    with ExitStack() as first:
        before = first.enter_context(whole_house())
        page = opener(new_context, before.port)(wall, "/boards/hall", BOARD)
        page.context.add_init_script(WITHOUT_THE_HALF_MINUTE)
        page.reload()
        follows(page).wait_for_selector("[data-voice=ready]")
        clerk.calls()
        assert wait_until(lambda: numbers_spoken(page) == ["A001"], seconds=10)
        page.wait_for_timeout(1500)  # the lists are fetched after a call; then nothing is under way
    page.wait_for_selector("html[data-live=lost]", timeout=10_000)
    expect(page.get_by_text("叫号屏暂时没有最新号码")).to_be_visible()
    expect(page.locator("#connection")).to_contain_text("连接中断 09:3")
    assert not page.locator("#newest").is_visible()
    assert not page.locator(line_of(page, "A001")).is_visible()
    clerk.calls(ago=45)  # A002: too long ago to be spoken
    came = calling.call_next(
        second, by=floor.cast.clerk2.actor, at=now()
    )  # A003: is there before the line is
    calling.start(came, second, by=floor.cast.clerk2.actor, at=now())
    clerk.calls()  # A004
    with whole_house(before.port):
        page.wait_for_selector("html[data-live=connected]", timeout=15_000)
        expect(page.locator("#newest")).to_be_visible()
        assert wait_until(lambda: sorted(listed(page)) == ["A001", "A002", "A003", "A004"]), listed(page)
        assert wait_until(lambda: numbers_spoken(page)[-1:] == ["A004"], seconds=10)
        page.wait_for_timeout(800)
        assert numbers_spoken(page) == ["A001", "A004"]
        expect(page.locator("#connection")).to_be_hidden()
        page.goto("about:blank")


def test_a_reload_shows_the_calls_again_and_says_nothing_twice(
    open_page: Open, wall: Screen, clerk: Clerk
) -> None:
    page = follows(open_page(wall, "/boards/hall", BOARD))
    clerk.calls()
    assert wait_until(lambda: numbers_spoken(page) == ["A001"], seconds=10)
    page.reload()
    follows(page).wait_for_selector("[data-voice=ready]")
    page.wait_for_timeout(500)
    assert listed(page) == ["A001"]
    assert spoken(page) == []


def test_a_board_that_does_not_speak_stays_silent_and_shows_the_same(
    open_page: Open, floor: Floor, clerk: Clerk
) -> None:
    quiet = enrolled(floor.cast.hall, "hall_board", name="后墙屏")
    page = follows(open_page(quiet, "/boards/hall", BOARD))
    clerk.calls()
    page.wait_for_selector(line_of(page, "A001"))
    page.wait_for_timeout(500)
    assert spoken(page) == []


def test_a_zones_voice_says_only_the_calls_of_those_who_sit_there(
    open_page: Open, floor: Floor, clerk: Clerk, second: WindowSession, now: Now
) -> None:
    cast = floor.cast
    upstairs = orgs.add_zone(cast.hall, name="二楼等候区", by=SYSTEM, at=SET_UP)
    setting_up.change_category(floor.civil, zone=upstairs, by=cast.director.actor, at=SET_UP)
    sits_upstairs = floor.issue(9, 20, category=floor.civil)
    voice = enrolled(cast.hall, "hall_board", name="二楼屏", speaks=True, place_id=upstairs.pk)
    page = follows(open_page(voice, "/boards/hall", BOARD))
    page.wait_for_selector("[data-voice=ready]")
    clerk.calls()
    calling.call_chosen(sits_upstairs, second, by=cast.clerk2.actor, at=now())
    assert wait_until(lambda: numbers_spoken(page) == ["B001"], seconds=10)
    assert listed(page) == ["B001", "A001"]


def test_english_follows_chinese_where_the_hall_wants_it(
    open_page: Open, wall: Screen, floor: Floor, clerk: Clerk
) -> None:
    orgs.change_policy(floor.cast.hall, speaks_english=True, by=SYSTEM, at=SET_UP)
    page = follows(open_page(wall, "/boards/hall", BOARD))
    page.wait_for_selector("[data-voice=ready]")
    clerk.calls()
    assert wait_until(
        lambda: len(spoken(page)) == 1 and "english-go-to-window" in spoken(page)[0], seconds=10
    )
    expect(page.get_by_text("Please go to window 1")).to_be_visible()


def test_an_old_number_that_comes_into_the_list_again_is_no_news(
    open_page: Open, wall: Screen, clerk: Clerk, now: Now
) -> None:
    tickets = [clerk.calls(ago=200 - place) for place in range(9)]
    page = follows(open_page(wall, "/boards/hall", BOARD))
    assert "A001" not in listed(page)  # eight lines, nine calls
    calling.put_back(tickets[-1], clerk.session, by=clerk.person.actor, at=now())
    page.wait_for_selector(line_of(page, "A001"))
    expect(page.locator("#newest .newest-call:visible .ticket-number")).to_have_text("A008")
    assert page.locator(".newest-fresh").count() == 0
    assert spoken(page) == []


def test_a_board_does_not_grow(open_page: Open, wall: Screen, clerk: Clerk) -> None:
    page = follows(open_page(wall, "/boards/hall", BOARD))
    clerk.calls()
    page.wait_for_selector(line_of(page, "A001"))
    before = page.evaluate("document.querySelectorAll('#newest *, #now *').length")
    lines, after = page.evaluate(MANY_CALLS)
    assert lines == 8
    assert after <= before + 7 * 3  # eight lines now where there was one; nothing else came to stay


def test_a_windows_board_follows_its_window(open_page: Open, floor: Floor, clerk: Clerk, now: Now) -> None:
    board = enrolled(floor.cast.hall, "window_board", name="1号窗口屏", place_id=floor.cast.windows[0].pk)
    page = follows(open_page(board, "/boards/window", PAD))
    expect(page.get_by_text("请留意叫号")).to_be_visible()
    ticket = clerk.calls()
    expect(page.locator(".wall-calling .ticket-number")).to_have_text("A001")
    assert page.locator("#now.call-fresh").count() == 1
    clerk.starts(ticket)
    expect(page.locator(".wall-serving .ticket-number")).to_have_text("A001")
    floor.finish(ticket, clerk.session, clerk.person, 9, 35)
    windows.pause(clerk.session, "meal", by=clerk.person.actor, at=now())
    expect(page.get_by_text("用餐")).to_be_visible()
    assert complaints(page, is_board=True) == []
