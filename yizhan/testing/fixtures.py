"""Fixtures for all tests; the root conftest names this module in `pytest_plugins`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from yizhan.testing.cast import Cast
    from yizhan.testing.floor import Floor


@pytest.fixture
def cast(db: None) -> Cast:
    """Two halls and their people, made by acts; gone after the test."""
    from yizhan.testing.cast import assembled  # not before Django is set up

    return assembled()


@pytest.fixture
def floor(cast: Cast) -> Floor:
    """The floor of the cast's hall: two categories and an open Monday."""
    from yizhan.testing.floor import open_floor

    return open_floor(cast)
