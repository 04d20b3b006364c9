"""Persons, bodies, who looked at them, and rotations of the keys."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.functions import Now

from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit
from yizhan.people.states import BodyKind, IdKind, LookReason, NoNumberReason, Sex
from yizhan.rows.sealed import SealedTextField


class Person(models.Model):
    """A natural person as one unit knows him. `revision` rises with every change and guards the next one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="persons")
    name = SealedTextField()
    id_kind = models.CharField(max_length=4, choices=IdKind.choices)
    id_number = SealedTextField(blank=True)
    phone = SealedTextField(blank=True)
    address = SealedTextField(blank=True)
    born_on = SealedTextField(blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    no_number_reason = models.CharField(max_length=10, choices=NoNumberReason.choices, blank=True)
    masked_name = models.CharField(max_length=100)
    masked_number = models.CharField(max_length=30, blank=True)
    masked_phone = models.CharField(max_length=30, blank=True)
    name_index = models.CharField(max_length=64)
    number_index = models.CharField(max_length=64, blank=True)
    phone_index = models.CharField(max_length=64, blank=True)
    name_birth_index = models.CharField(max_length=64, blank=True)
    """Of name and birthday together: finds the same person registered once with and once without a number."""
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    revision = models.PositiveIntegerField(default=1)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "id_kind", "number_index"],
                condition=models.Q(merged_into=None) & ~models.Q(number_index=""),
                name="people_one_person_per_number",
            ),
            models.CheckConstraint(
                condition=models.Q(id_kind=IdKind.NONE, number_index="") & ~models.Q(no_number_reason="")
                | models.Q(no_number_reason="") & ~models.Q(id_kind=IdKind.NONE) & ~models.Q(number_index=""),
                name="people_number_or_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="people_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "number_index"], name="people_by_number"),
            models.Index(fields=["unit", "phone_index"], name="people_by_phone"),
            models.Index(fields=["unit", "name_index"], name="people_by_name"),
            models.Index(fields=["unit", "name_birth_index"], name="people_by_name_and_birth"),
        ]

    def __str__(self) -> str:
        return self.masked_name

    @property
    def birthday(self) -> date | None:
        """The day of birth, where it is known; opens the sealed column."""
        return date.fromisoformat(self.born_on) if self.born_on else None


class Body(models.Model):
    """A legal person or other organisation as one unit knows it. Public data, but for who represents it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, blank=True)
    kind = models.CharField(max_length=1, choices=BodyKind.choices)
    address = models.CharField(max_length=200, blank=True)
    representative = SealedTextField(blank=True)
    representative_phone = SealedTextField(blank=True)
    masked_representative = models.CharField(max_length=100, blank=True)
    masked_phone = models.CharField(max_length=30, blank=True)
    revision = models.PositiveIntegerField(default=1)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "uscc"], condition=~models.Q(uscc=""), name="people_one_body_per_code"
            ),
            models.CheckConstraint(
                condition=~models.Q(uscc="") | models.Q(kind=BodyKind.OTHER), name="people_body_has_a_code"
            ),
        ]
        indexes = [models.Index(fields=["unit", "name"], name="people_bodies_by_name")]

    def __str__(self) -> str:
        return self.name


class AccessEntry(models.Model):
    """Who looked at whose personal data, at what of it, when, why and where (个人信息保护法 51, 54).

    `unit_id` is the unit that owns the data. No foreign key to the subject: it outlives what is removed.
    """

    unit_id = models.UUIDField()
    subject_kind = models.CharField(max_length=10)
    subject_id = models.UUIDField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    fields = models.JSONField()
    reason = models.CharField(max_length=12, choices=LookReason.choices)
    words = SealedTextField(blank=True)
    place = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "at"], name="people_looks_at_one"),
            models.Index(fields=["unit_id", "at"], name="people_looks_of_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class KeyRotation(models.Model):
    """One run of `yizhan key rotate`: to which key, what was carried over, what is left under older ones."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=10)
    columns_resealed = models.PositiveBigIntegerField()
    files_resealed = models.PositiveBigIntegerField()
    left = models.PositiveBigIntegerField()
    dropped = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
