"""A visit served at window 1 at twenty past nine."""

from __future__ import annotations

import pytest

from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.testing.monday_morning import clock

__all__ = ["clock"]
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.testing.cast import Cast
from yizhan.testing.floor import Floor


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    """The first clerk serves window 1."""
    return floor.serve(cast.clerk)


@pytest.fixture
def waiting(floor: Floor) -> Ticket:
    """A number that nobody has called yet."""
    return floor.issue(9, 25)


@pytest.fixture
def served(floor: Floor, session: WindowSession, cast: Cast) -> Ticket:
    """A number that was served and finished at 9:29."""
    floor.issue(9, 10)
    return floor.finish(floor.call(session, cast.clerk, 9, 20), session, cast.clerk, 9, 29)


@pytest.fixture
def pad(cast: Cast) -> Screen:
    """The pad at window 1."""
    return enrolled(cast.hall, "pad", name="1号评价器", place_id=cast.windows[0].pk)


@pytest.fixture
def phone() -> Screen:
    """The resident's own phone."""
    return Screen()
