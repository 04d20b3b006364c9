"""Reading the journal: along a unit's positions, or the story of one subject."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from yizhan.journal.models import Entry, Position


def position_of(unit_id: UUID) -> int:
    """The unit's revision: the position of its newest entry, 0 before the first."""
    found = Position.objects.filter(unit_id=unit_id).values_list("position", flat=True).first()
    return found or 0


def entries_after(unit_id: UUID, position: int, *, limit: int = 500) -> list[Entry]:
    """The unit's entries behind a position, in order. Never by a global id: those commit out of order."""
    return list(Entry.objects.filter(unit_id=unit_id, position__gt=position).order_by("position")[:limit])


def story_of(subject: models.Model) -> models.QuerySet[Entry]:
    """What was done to one subject, oldest first."""
    return Entry.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk)).order_by(
        "unit_id", "position"
    )
