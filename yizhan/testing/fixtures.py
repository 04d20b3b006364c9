"""Fixtures for all tests; the root conftest names this module in `pytest_plugins`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from yizhan.testing.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Two halls and their people, made by acts; gone after the test."""
    from yizhan.testing.cast import assembled  # not before Django is set up

    return assembled()
