"""A unit and a server of live streams."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from yizhan.lib.ids import new_id
from yizhan.live.tests.streams import Served, served


@pytest.fixture
def unit_id() -> UUID:
    return new_id()


@pytest.fixture
def server() -> Iterator[Served]:
    with served() as running:
        yield running
