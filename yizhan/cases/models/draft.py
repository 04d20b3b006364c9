"""What was typed and is not yet a case: drafts of the window, of residents, and lists brought by an agent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from yizhan.cases.models.case import Case
from yizhan.cases.states import BatchRowState, DraftState, IntakeChannel
from yizhan.catalog.models import Implementation
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit
from yizhan.people.models import Person
from yizhan.queueing.models import Ticket
from yizhan.rows.sealed import SealedJSONField


class IntakeDraft(models.Model):
    """A form as it was typed so far. Opened again by ticket, person or code; `revision` orders two pages.

    `code` is what a resident who filled it at a kiosk or phone (自助填单) says at the window, and what the
    slip's barcode carries. Its content is sealed like every personal thing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("取单码", max_length=12, unique=True)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    is_by_resident = models.BooleanField("群众自助填写", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    implementation = models.ForeignKey(
        Implementation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    content: models.Field[Any, Any] = SealedJSONField(default=dict)
    label = models.CharField("标题", max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "implementation", "user"],
                condition=Q(state=DraftState.OPEN, ticket__isnull=False, implementation__isnull=False),
                name="cases_one_open_draft_per_matter",
            )
        ]
        indexes = [models.Index(fields=["unit", "state", "kept_at"], name="cases_open_drafts")]

    def __str__(self) -> str:
        return self.label or f"草稿{self.code}"


class Batch(models.Model):
    """A list that somebody brought with several matters at once; each row becomes a case or says why not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    implementation = models.ForeignKey(Implementation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    agent: models.Field[Any, Any] = SealedJSONField(default=dict)
    channel = models.CharField(max_length=12, choices=IntakeChannel.choices, default=IntakeChannel.BATCH)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class BatchRow(models.Model):
    """One row of the list, as it was read, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveSmallIntegerField("行号")
    content: models.Field[Any, Any] = SealedJSONField(default=dict)
    label = models.CharField("申请人", max_length=80)
    state = models.CharField(max_length=10, choices=BatchRowState.choices, default=BatchRowState.WAITING)
    problem = models.CharField("原因", max_length=200, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "order"], name="cases_batch_row_once"),
            models.CheckConstraint(
                condition=Q(state=BatchRowState.RECEIVED, case__isnull=False)
                | (~Q(state=BatchRowState.RECEIVED) & Q(case=None)),
                name="cases_received_row_has_its_case",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.order}行 {self.label}"
