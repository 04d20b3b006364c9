"""How the floor is set up: which windows call which categories, who sat where."""

from __future__ import annotations

from uuid import UUID

from yizhan.lib.actor import Actor
from yizhan.orgs.selectors import windows_visible_to
from yizhan.orgs.selectors.units import of_own_unit
from yizhan.queueing.models import WindowCategory, WindowSession


def restrictions_visible_to(actor: Actor) -> dict[UUID, set[UUID]]:
    """For each restricted window of the own hall the categories that it calls; the others call all (4.2)."""
    found: dict[UUID, set[UUID]] = {}
    rows = WindowCategory.objects.filter(window__in=windows_visible_to(actor).values("pk"))
    for window, category in rows.values_list("window_id", "category_id"):
        found.setdefault(window, set()).add(category)
    return found


def last_window_of(actor: Actor) -> UUID | None:
    """The window of the actor's hall that he served last: most mornings he takes the same one again."""
    last = of_own_unit(WindowSession.objects.filter(user_id=actor.id), actor).order_by("-started_at")
    return last.values_list("window_id", flat=True).first()
