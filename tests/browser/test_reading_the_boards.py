"""Boards for everybody: contrast 7:1, nothing moves for who wants less motion, a lost line is told."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.browser.public_screens import (
    BOARD,
    MARKS,
    PAD,
    Open,
    complaints,
    follows,
    opener,
    whole_house,
)
from tests.conftest import NewContext
from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.testing.cast import Cast
from yizhan.testing.floor import Floor, open_floor

pytestmark = [*MARKS, pytest.mark.clause("5.3")]


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """An open day; three people wait."""
    floor = open_floor(cast)
    for minute in range(3):
        floor.issue(9, minute)
    return floor


def test_the_slow_line_moves_and_stands_still_for_who_wants_less_motion(
    open_page: Open, wall: Screen
) -> None:
    page = open_page(wall, "/boards/hall", BOARD)
    moving = page.locator(".ticker-moving")
    expect(moving.first).to_be_attached()
    assert page.evaluate("document.getAnimations().length") > 0
    calm = open_page(wall, "/boards/hall", BOARD, reduced_motion="reduce")
    expect(calm.locator(".ticker-text").first).to_be_visible()
    assert calm.locator(".ticker-moving").count() == 0
    assert calm.evaluate("document.getAnimations().length") == 0


def test_boards_can_be_read_by_everybody(new_context: NewContext, wall: Screen, floor: Floor) -> None:
    board = enrolled(floor.cast.hall, "window_board", name="3号窗口屏", place_id=floor.cast.windows[2].pk)
    with ExitStack() as stack:
        house = stack.enter_context(whole_house())
        open_page = opener(new_context, house.port)
        empty = follows(open_page(wall, "/boards/hall", BOARD, reduced_motion="reduce"))
        assert complaints(empty, is_board=True) == []
        floor.pass_over(floor.serve(floor.cast.clerk2, 1), floor.cast.clerk2, 9, 10)
        floor.call(floor.serve(floor.cast.clerk), floor.cast.clerk, 9, 29)
        empty.wait_for_selector('.called [data-label="A002"]')
        assert complaints(empty, is_board=True) == []
        english = follows(open_page(wall, "/boards/hall?language=en", BOARD, reduced_motion="reduce"))
        assert complaints(english, is_board=True) == []
        closed = follows(open_page(board, "/boards/window", PAD))
        assert complaints(closed, is_board=True) == []
    empty.wait_for_selector("html[data-live=lost]", timeout=10_000)
    assert complaints(empty, is_board=True) == []
    closed.wait_for_selector("html[data-live=lost]", timeout=10_000)
    assert complaints(closed, is_board=True) == []
    for page in (empty, english, closed):
        page.close()
