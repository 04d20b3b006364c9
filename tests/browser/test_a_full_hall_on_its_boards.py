"""Eight categories, twelve windows, a long list: everything on the boards has its place, large and small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.public_screens import BOARD, MARKS, Open, follows
from yizhan.catalog import actions as catalog
from yizhan.kiosk.tests.screens import enrolled
from yizhan.lib.actor import SYSTEM
from yizhan.orgs.states import Post
from yizhan.queueing.actions import setting_up
from yizhan.queueing.models import WindowSession
from yizhan.testing.cast import SET_UP, Cast, Member, add_window, at, join
from yizhan.testing.floor import Floor, open_floor

pytestmark = [*MARKS, pytest.mark.clause("5.3", "6.1")]

FOUR_K: ViewportSize = {"width": 3840, "height": 2160}
SMALL: ViewportSize = {"width": 1280, "height": 720}
WINDOWS, WAITING, PASSED = 12, 14, 7
LINES = 16  # two columns of eight
# Beside the floor's A and B; names as long as halls give them.
CATEGORIES = [
    ("C", "残联退役", "Disability & veterans"),
    ("D", "生育卫健", "Births & health"),
    ("E", "医疗保障", "Medical insurance"),
    ("F", "住房保障", "Housing"),
    ("G", "市场主体登记", "Business registration"),
    ("H", "综合其他", "Other matters"),
]
MISPLACED = (Path(__file__).parent / "misplaced.js").read_text(encoding="utf-8")


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """Everything that a large hall of a town has."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    catalog.adopt_guides(cast.hall, by=SYSTEM, at=SET_UP)
    for number in range(len(cast.windows) + 1, WINDOWS + 1):
        cast.windows.append(add_window(cast.hall, cast.zone, number))
    floor = open_floor(cast)
    by, when = cast.director.actor, at(8, 55)
    for order, (prefix, name, name_en) in enumerate(CATEGORIES, start=3):
        setting_up.add_category(
            cast.hall, prefix, name, cast.zone, by=by, at=when, order=order, name_en=name_en
        )
    setting_up.change_category(floor.social, name="社保就业", name_en="Insurance & jobs", by=by, at=when)
    setting_up.change_category(floor.civil, name="民政救助", name_en="Welfare & elderly", by=by, at=when)
    return floor


@pytest.fixture
def busy(floor: Floor, cast: Cast) -> list[tuple[WindowSession, Member]]:
    """All windows are open, each has called; some numbers were passed over."""
    clerks = [
        join(cast.hall, Post.ACCEPTANCE, username=f"window-{n}", name="何受理") for n in range(1, WINDOWS + 1)
    ]
    open_windows = [(floor.serve(clerk, n), clerk) for n, clerk in enumerate(clerks)]
    for _ in range(WINDOWS + WAITING + PASSED):
        floor.issue(9, 1)
    for session, clerk in open_windows[:PASSED]:
        floor.pass_over(session, clerk, 9, 10)
    for minute, (session, clerk) in enumerate(open_windows):
        floor.call(session, clerk, 9, 12 + minute)
    return open_windows


def misplaced(page: Page) -> Any:
    page.evaluate("document.fonts.ready")
    return page.evaluate(MISPLACED)


@pytest.mark.parametrize("size", [BOARD, FOUR_K, SMALL], ids=["full-hd", "4k", "720p"])
@pytest.mark.usefixtures("busy")
def test_nothing_lies_on_anything_else_in_either_language(
    open_page: Open, floor: Floor, size: ViewportSize
) -> None:
    wall = enrolled(floor.cast.hall, "hall_board", name="大厅屏")
    for language in ("zh", "en"):
        page = follows(open_page(wall, f"/boards/hall?language={language}", size, reduced_motion="reduce"))
        expect(page.locator(".called [data-label]")).to_have_count(LINES)
        expect(page.locator(".waiting dt")).to_have_count(len(CATEGORIES) + 2)
        assert misplaced(page) == []


@pytest.mark.parametrize("size", [BOARD, FOUR_K, SMALL], ids=["full-hd", "4k", "720p"])
def test_a_windows_board_shows_each_matter_with_its_limit_and_its_fee(
    open_page: Open, floor: Floor, busy: list[tuple[WindowSession, Member]], size: ViewportSize
) -> None:
    board = enrolled(floor.cast.hall, "window_board", name="12号窗口屏", place_id=floor.cast.windows[11].pk)
    for language in ("zh", "en"):
        page = follows(open_page(board, f"/boards/window?language={language}", size))
        matters = page.locator(".wall-items li:visible")
        expect(matters).to_have_count(3)
        for matter in matters.all():
            expect(matter.locator(".limit")).to_be_visible()
            expect(matter.locator(".fee")).to_be_visible()
        assert misplaced(page) == []
