"""Invented people have badge photos that nobody takes for real ones; all halls play today."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from PIL import Image

from yizhan.accounts.photos import LARGEST_STORED, badge_photo
from yizhan.demo import script
from yizhan.demo.month import _next_of
from yizhan.demo.play import SHANGHAI, DayPlay
from yizhan.demo.portraits import BAND, portrait, surname

NINE = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
CAST = (script.DIRECTOR, script.GUIDE, *script.CLERKS, *script.OTHERS, *script.STATION_WORKERS)


@pytest.mark.clause("5.4")
@pytest.mark.parametrize("role", [*CAST, script.DISTRICT_OFFICER], ids=lambda role: role.username)
def test_everybody_gets_a_badge_photo_marked_as_invented(role: script.Role) -> None:
    stored = badge_photo(portrait(role.name, 0))
    assert len(stored) < LARGEST_STORED
    picture = Image.open(io.BytesIO(stored)).convert("RGB")
    assert picture.size == (400, 560)
    band = tuple(int(BAND[start : start + 2], 16) for start in (1, 3, 5))
    found = picture.getpixel((20, 540))
    assert isinstance(found, tuple)
    assert all(abs(one - other) < 12 for one, other in zip(found, band, strict=True))


def test_the_letters_stand_on_the_photo() -> None:
    """The characters come from the program's own font: two surnames give two pictures, one gives one."""
    assert portrait("雷静", 0) != portrait("党红", 0)
    assert portrait("雷静", 0) == portrait("雷雨", 0)
    assert surname(script.DISTRICT_OFFICER.name) == "严"


def test_the_hall_in_which_something_happens_next_moves_first() -> None:
    class Planned(DayPlay):
        def __init__(self, minutes: int | None) -> None:
            self.planned = minutes

        @property
        def next_moment(self) -> datetime | None:
            return None if self.planned is None else NINE + timedelta(minutes=self.planned)

    late, early, over = Planned(5), Planned(2), Planned(None)
    assert _next_of([late, over, early]) == (NINE + timedelta(minutes=2), early)
    assert _next_of([over]) is None
