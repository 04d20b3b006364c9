"""Entries, the position of each unit, cursors of consumers, and seals."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models.functions import Now

from yizhan.lib.ids import new_id

INSTALLATION = UUID(int=0)
"""The unit of acts that concern the whole installation (accounts, reference data)."""


class Position(models.Model):
    """How many entries a unit has; its row orders the unit's acts."""

    unit_id = models.UUIDField(primary_key=True)
    position = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.position}"


class Entry(models.Model):
    """One act: what was done to which subject, by whom, when. `facts` hold ids and field names only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_id = models.UUIDField()
    position = models.PositiveBigIntegerField()
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    request_key = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "position"], name="journal_position_once_per_unit"),
            models.UniqueConstraint(
                fields=["unit_id", "request_key"],
                condition=~models.Q(request_key=""),
                name="journal_one_entry_per_request",
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="journal_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind} {self.subject_id}"


class Cursor(models.Model):
    """How far a named consumer has read a unit's entries."""

    consumer = models.CharField(max_length=40)
    unit_id = models.UUIDField()
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consumer", "unit_id"], name="journal_one_cursor_per_consumer")
        ]

    def __str__(self) -> str:
        return f"{self.consumer}@{self.unit_id}:{self.position}"


class Seal(models.Model):
    """The chain of HMAC-SM3 digests along a unit's positions, under the auditor's key."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    digest = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.digest.hex()
