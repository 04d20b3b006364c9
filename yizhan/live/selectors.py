"""Reading where units stand."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from yizhan.journal.models import Position


def positions_of(unit_ids: Iterable[UUID]) -> dict[UUID, int]:
    """The newest position of each of the units in one query; units without an entry are absent."""
    rows = Position.objects.filter(unit_id__in=list(unit_ids))
    return dict(rows.values_list("unit_id", "position"))
