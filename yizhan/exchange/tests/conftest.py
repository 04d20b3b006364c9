"""The API on the cast's hall, at a clock that the tests set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from yizhan.exchange.tests.callers import Caller, caller_of
from yizhan.testing.cast import Cast, Member, at
from yizhan.testing.floor import Floor, open_floor


class Clock:
    """What the API takes for now."""

    now: datetime = at(9, 30)

    def set(self, *time: int) -> None:
        """It is hh, mm(, ss) of the day on which the tests play."""
        self.now = at(*time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Half past nine, until set."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@pytest.fixture
def floor(cast: Cast, clock: Clock) -> Floor:
    """The open hall."""
    return open_floor(cast)


@pytest.fixture
def as_(cast: Cast, clock: Clock) -> Callable[[Member], Caller]:
    """A caller with a token of somebody of the cast; the same one each time."""
    known: dict[str, Caller] = {}

    def caller(member: Member) -> Caller:
        name = member.user.username
        if name not in known:
            known[name] = caller_of(member)
        return known[name]

    return caller
