"""Boards of the cast's hall at half past nine, with the hall's matters and an open day."""

from __future__ import annotations

import pytest

from yizhan.catalog import actions as catalog
from yizhan.kiosk.tests.screens import Clock, Screen, enrolled
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast
from yizhan.testing.floor import Floor, open_floor


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The hour at which requests come in."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """Two categories, A and B, and an open day."""
    return open_floor(cast)


@pytest.fixture
def items(cast: Cast) -> None:
    """The hall's matters with the shipped guides."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    catalog.adopt_guides(cast.hall, by=SYSTEM, at=SET_UP)


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
