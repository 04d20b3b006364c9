"""Browsers of the console's users."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yizhan.console.tests.browsing import Browser
from yizhan.testing.cast import Cast


@pytest.fixture
def browse(cast: Cast) -> Callable[[str], Browser]:
    """`browse("director")`: the console as the director sees it."""
    return lambda who: Browser(cast, getattr(cast, who))
