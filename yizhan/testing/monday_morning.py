"""Fixtures of the public screens' tests: the hour at which requests come in, and the hall's matters.

An app's conftest imports what it needs; the clock then stands still for all of that app's tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from yizhan.catalog import actions as catalog
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast, at


@dataclass
class Clock:
    """The hour at which requests come in."""

    now: datetime = field(default_factory=lambda: at(9, 30))

    def __call__(self) -> datetime:
        return self.now

    def is_at(self, *time: int) -> None:
        """From now on it is this hour of the cast's day."""
        self.now = at(*time)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The hour at which requests come in: half past nine on the cast's Monday, until a test sets it."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def items(cast: Cast) -> None:
    """The hall's matters with the shipped guides."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    catalog.adopt_guides(cast.hall, by=SYSTEM, at=SET_UP)
