"""Reading what was done with the keys."""

from __future__ import annotations

from django.db.models import QuerySet

from yizhan.people.models import KeyRotation


def rotations() -> QuerySet[KeyRotation]:
    """The runs of the rotation, newest first; for the command, they belong to no unit."""
    return KeyRotation.objects.order_by("-at")
