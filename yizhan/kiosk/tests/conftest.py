"""A kiosk at half past nine on the cast's Monday, with the hall's matters and an open day."""

from __future__ import annotations

import pytest

from yizhan.catalog import actions as catalog
from yizhan.devices.models import Device
from yizhan.kiosk.tests.screens import Clock, Screen, enrolled, printer_of
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
def printer(cast: Cast) -> Device:
    """The printer beside the kiosk."""
    return printer_of(cast.hall.pk)


@pytest.fixture
def kiosk(cast: Cast, printer: Device) -> Screen:
    """The machine at the door."""
    return enrolled(cast.hall, "kiosk", name="一号取号机", printer=printer)
