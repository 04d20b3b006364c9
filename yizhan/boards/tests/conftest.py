"""Boards of the cast's hall at half past nine, with the hall's matters and an open day."""

from __future__ import annotations

import pytest

from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.testing.cast import Cast
from yizhan.testing.monday_morning import clock, items

__all__ = ["clock", "items"]


@pytest.fixture
def hall_board(cast: Cast) -> Screen:
    """The board on the hall's wall; it speaks for the whole hall."""
    return enrolled(cast.hall, "hall_board", name="大厅屏", speaks=True)


@pytest.fixture
def window_board(cast: Cast) -> Screen:
    """The board over window 1."""
    return enrolled(cast.hall, "window_board", name="1号窗口屏", place_id=cast.windows[0].pk)


@pytest.fixture
def pad(cast: Cast) -> Screen:
    """The pad at window 1."""
    return enrolled(cast.hall, "pad", name="1号评价器", place_id=cast.windows[0].pk)
