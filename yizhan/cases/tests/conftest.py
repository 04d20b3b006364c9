"""Offices for the tests of cases."""

from __future__ import annotations

import pytest

from yizhan.cases.tests import build
from yizhan.testing.cast import Cast


@pytest.fixture
def licence(cast: Cast) -> build.Office:
    """A licence: 20 working days by law."""
    return build.office(cast, build.LICENCE)


@pytest.fixture
def relief(cast: Cast) -> build.Office:
    """临时救助: review, public notice, decision."""
    return build.office(cast, build.RELIEF)
