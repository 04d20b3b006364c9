"""The result of a case and how it got into the resident's hand (统一窗口出件)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yizhan.cases.models.handling import Handling
from yizhan.cases.states import DeliveryWay, ResultState
from yizhan.documents.models import Document
from yizhan.files.models import StoredFile
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit
from yizhan.rows.sealed import SealedJSONField, SealedTextField


class Result(models.Model):
    """What is handed out: a certificate with its number and validity, or the decision itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handling = models.OneToOneField(Handling, on_delete=models.CASCADE, related_name="result")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ResultState.choices, default=ResultState.READY)
    name = models.CharField("结果名称", max_length=100)
    certificate_number = SealedTextField("证照编号", blank=True)
    valid_from = models.DateField("有效期自", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    decision = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    ready_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="cases_validity_in_order",
            )
        ]
        indexes = [models.Index(fields=["unit", "state", "ready_on"], name="cases_results_to_deliver")]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """送达: one handing over, or an attempt at it, with its receipt (送达回证); never changed later."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="deliveries")
    way = models.CharField("送达方式", max_length=10, choices=DeliveryWay.choices)
    is_delivered = models.BooleanField("已送达", default=True)
    recipient: models.Field[Any, Any] = SealedJSONField("收件人", default=dict)
    masked_name = models.CharField(max_length=80)
    relation = models.CharField("与申请人关系", max_length=20, blank=True)
    identity_checked = models.BooleanField("已核验身份", default=False)
    tracking_number = SealedTextField("邮件号", blank=True)
    witnesses = SealedTextField("见证人", blank=True)
    refusal_reason = SealedTextField("拒收理由", blank=True)
    signature = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receipt = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    delivered_at = models.DateTimeField()
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result"],
                condition=Q(is_delivered=True) & ~Q(way=DeliveryWay.POSTED),
                name="cases_delivered_once",
            ),
            models.CheckConstraint(
                condition=~Q(way__in=[DeliveryWay.COLLECTED, DeliveryWay.BY_AGENT])
                | Q(is_delivered=False)
                | Q(identity_checked=True),
                name="cases_collected_by_the_right_person",
            ),
        ]

    def __str__(self) -> str:
        return self.get_way_display()
