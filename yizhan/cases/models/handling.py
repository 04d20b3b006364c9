"""What one unit does for a case: its item version, state, clock and outcome."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from yizhan.cases.models.case import Case
from yizhan.cases.states import BEFORE_ACCEPTANCE, AcceptedHow, HandlingState, LawClass, Outcome
from yizhan.catalog.models import Implementation, ItemVersion
from yizhan.catalog.states import BusinessLine
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit
from yizhan.rows.sealed import SealedJSONField, SealedTextField

_NOT_ACCEPTED = sorted(BEFORE_ACCEPTANCE)


class Handling(models.Model):
    """One unit's answer to a case. Queues, rights and reports count handlings.

    Facts (`…_on`, `…_at`, stops, extensions) are never overwritten; the dates `due_on`, `warn_on` and their
    companions are computed from them (rules.deadline) and stored to sort and filter by. `version` is empty
    for an item without a published guide: then no limit is known and none is invented. `revision` rises with
    every change of the materials: what was judged complete is what is accepted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handlings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handlings")
    implementation = models.ForeignKey(Implementation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        ItemVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    responsible_body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    business_line = models.CharField(max_length=20, choices=BusinessLine.choices)
    law_class = models.CharField(max_length=10, choices=LawClass.choices)
    state = models.CharField(max_length=10, choices=HandlingState.choices, default=HandlingState.RECEIVED)
    answers: models.Field[Any, Any] = SealedJSONField("情形", default=dict)
    remark = SealedTextField("备注", blank=True)
    revision = models.PositiveIntegerField(default=0)

    received_on = models.DateField("收件日期")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer_by = models.DateField("最迟答复日")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_how = models.CharField(max_length=10, choices=AcceptedHow.choices, blank=True)
    ended_on = models.DateField("办结日期", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_from = models.CharField(max_length=10, choices=HandlingState.choices, blank=True)
    outcome = models.CharField("办结结果", max_length=10, choices=Outcome.choices, blank=True)

    statutory_on = models.DateField("法定到期日", null=True, blank=True)
    promised_on = models.DateField("承诺到期日", null=True, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    warn_on = models.DateField("预警日", null=True, blank=True)
    is_stopped = models.BooleanField("停表", default=False)
    is_provisional = models.BooleanField("放假安排未公布", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "unit"], name="cases_one_handling_per_unit"),
            models.CheckConstraint(
                condition=Q(accepted_on=None, accepted_at=None, accepted_how="")
                | Q(accepted_on__isnull=False, accepted_at__isnull=False, accepted_how__gt=""),
                name="cases_accepted_has_day_and_way",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_NOT_ACCEPTED) | Q(accepted_on=None),
                name="cases_received_is_not_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[HandlingState.ACCEPTED, HandlingState.DECIDED])
                | Q(accepted_on__isnull=False),
                name="cases_nothing_is_decided_without_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(state=HandlingState.DECIDED, outcome__in=Outcome.values)
                | (~Q(state=HandlingState.DECIDED) & Q(outcome="")),
                name="cases_decided_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(accepted_on=None) | Q(due_on__gte=models.F("accepted_on")),
                name="cases_due_after_acceptance",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="cases_queue_by_deadline"),
            models.Index(fields=["state", "answer_by"], name="cases_to_be_answered"),
        ]

    def __str__(self) -> str:
        return str(self.case)


class ExternalReference(models.Model):
    """Under which number a case stands in another system, and how far it is there (clause 6.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="references")
    system = models.CharField("系统", max_length=40)
    number = models.CharField("对方编号", max_length=60)
    external_state = models.CharField("对方状态", max_length=40, blank=True)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    keyed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling", "system"], name="cases_one_reference_per_system"),
            models.CheckConstraint(condition=~Q(number=""), name="cases_reference_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.number}"


class Reason(models.Model):
    """Why a step was taken, in the words of whoever took it; the journal says who and when, and no words."""

    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="reasons")
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    text = SealedTextField("原因")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling", "act", "at"], name="cases_one_reason_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at}"
