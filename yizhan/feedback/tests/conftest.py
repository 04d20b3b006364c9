"""A visit served at window 1 at twenty past nine."""

from __future__ import annotations

import pytest

from yizhan.kiosk.tests.screens import Clock, Screen, enrolled
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.testing.cast import Cast
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
