"""A kiosk at half past nine on the cast's Monday, with the hall's matters and an open day."""

from __future__ import annotations

import pytest

from yizhan.devices.models import Device
from yizhan.kiosk.tests.screens import Screen, enrolled, printer_of
from yizhan.testing.cast import Cast
from yizhan.testing.monday_morning import clock, items

__all__ = ["clock", "items"]


@pytest.fixture
def printer(cast: Cast) -> Device:
    """The printer beside the kiosk."""
    return printer_of(cast.hall.pk)


@pytest.fixture
def kiosk(cast: Cast, printer: Device) -> Screen:
    """The machine at the door."""
    return enrolled(cast.hall, "kiosk", name="一号取号机", printer=printer)
