"""How the floor is set up: which windows call which categories."""

from __future__ import annotations

from uuid import UUID

from yizhan.lib.actor import Actor
from yizhan.queueing.models import WindowCategory


def restrictions_visible_to(actor: Actor) -> dict[UUID, set[UUID]]:
    """For each restricted window of the actor's own hall the categories that it calls; the others call all (4.2)."""
    found: dict[UUID, set[UUID]] = {}
    rows = WindowCategory.objects.filter(window__unit_id=actor.unit_id).values_list("window_id", "category_id")
    for window, category in rows:
        found.setdefault(window, set()).add(category)
    return found
