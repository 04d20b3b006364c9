"""The floor of the cast's hall."""

from __future__ import annotations

from datetime import date, time

import pytest

from yizhan.orgs.models import OpeningHours
from yizhan.testing.cast import Cast
from yizhan.testing.floor import Floor, open_floor


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """Two categories and an open Monday."""
    return open_floor(cast)


@pytest.fixture
def opening_hours(cast: Cast) -> None:
    """Mondays 9:00–12:00 and 13:30–17:30."""
    OpeningHours.objects.filter(unit=cast.hall).delete()
    for opens, closes in ((time(9), time(12)), (time(13, 30), time(17, 30))):
        OpeningHours.objects.create(
            unit=cast.hall, valid_from=date(2026, 1, 1), weekday=0, opens=opens, closes=closes
        )
