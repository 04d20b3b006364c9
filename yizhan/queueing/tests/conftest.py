"""Opening hours other than the cast's."""

from __future__ import annotations

from datetime import date, time

import pytest

from yizhan.orgs.models import OpeningHours
from yizhan.testing.cast import Cast


@pytest.fixture
def opening_hours(cast: Cast) -> None:
    """Mondays 9:00–12:00 and 13:30–17:30."""
    OpeningHours.objects.filter(unit=cast.hall).delete()
    for opens, closes in ((time(9), time(12)), (time(13, 30), time(17, 30))):
        OpeningHours.objects.create(
            unit=cast.hall, valid_from=date(2026, 1, 1), weekday=0, opens=opens, closes=closes
        )
