"""The gate: what an actor may see of the cases. Another unit's case does not exist for him."""

from __future__ import annotations

from django.db.models import QuerySet

from yizhan.cases.models import Batch, Case, Handling, IntakeDraft
from yizhan.cases.states import DraftState
from yizhan.lib.actor import Actor


def handlings_visible_to(actor: Actor) -> QuerySet[Handling]:
    """The handlings of the actor's own unit; sealed columns stay closed."""
    return (
        Handling.objects.filter(unit_id=actor.hall_id)
        .select_related("case", "implementation__item", "responsible_body")
        .defer("answers", "remark")
    )


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases in which the actor's unit has a handling."""
    return Case.objects.filter(handlings__unit_id=actor.hall_id).distinct()


def drafts_visible_to(actor: Actor) -> QuerySet[IntakeDraft]:
    """The open drafts of the actor's unit, the last touched first."""
    return (
        IntakeDraft.objects.filter(unit_id=actor.hall_id, state=DraftState.OPEN)
        .select_related("ticket", "implementation__item", "user")
        .defer("content")
        .order_by("-kept_at")
    )


def batches_visible_to(actor: Actor) -> QuerySet[Batch]:
    """The lists that were brought to the actor's unit, the newest first."""
    return (
        Batch.objects.filter(unit_id=actor.hall_id)
        .select_related("implementation__item")
        .defer("agent")
        .order_by("-read_at")
    )
