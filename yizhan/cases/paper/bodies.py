"""In whose name a hall issues paper: the bodies responsible for its items."""

from __future__ import annotations

from collections.abc import Sequence

from yizhan.documents.bodies import IssuingBody
from yizhan.lib.actor import Actor


def bodies_of(actor: Actor) -> Sequence[IssuingBody]:
    """The bodies responsible for the items of the actor's unit, by name."""
    from yizhan.catalog.models import Implementation  # not before the apps are ready

    rows = (
        Implementation.objects.filter(unit_id=actor.hall_id, responsible_body__isnull=False)
        .order_by("responsible_body__name")
        .values_list(
            "responsible_body_id",
            "responsible_body__name",
            "responsible_body__short_name",
            "responsible_body__phone",
            "responsible_body__address",
        )
        .distinct()
    )
    return [IssuingBody(*row) for row in rows]
