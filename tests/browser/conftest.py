"""What the browser tests share: the running clock, the program in one process, pages of devices and staff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import public_screens, staff_screens
from tests.conftest import NewContext
from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.live.tests.streams import Served
from yizhan.testing.floor import Floor


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> public_screens.Now:
    """The cast's Monday at half past nine, and running; other tests go by the machine's clock."""
    return public_screens.running_clock(monkeypatch)


@pytest.fixture
def house(now: public_screens.Now) -> Iterator[Served]:
    """The whole program in one process."""
    with public_screens.whole_house() as running:
        yield running


@pytest.fixture
def open_page(house: Served, new_context: NewContext) -> public_screens.Open:
    """Opens a page for a device, or for anybody."""
    return public_screens.opener(new_context, house.port)


@pytest.fixture
def wall(floor: Floor) -> Screen:
    """The hall's board; it speaks."""
    return enrolled(floor.cast.hall, "hall_board", name="大厅屏", speaks=True)


@pytest.fixture
def offices(settings: Any, now: public_screens.Now, floor: Floor) -> Iterator[Served]:
    """The screens of the staff alone, in one process."""
    settings.ROOT_URLCONF = staff_screens.ADDRESSES
    with public_screens.whole_house() as running:
        yield running


@pytest.fixture
def open_desk(offices: Served, new_context: NewContext) -> staff_screens.Open:
    """Opens a screen for a member of staff, signed in."""
    return staff_screens.opener(new_context, offices.port)
