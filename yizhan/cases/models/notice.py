"""The one-time notice: everything that is missing, told at once (clause 7.2b)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yizhan.cases.models.handling import Handling
from yizhan.cases.models.material import CaseMaterial
from yizhan.documents.models import Document
from yizhan.lib.ids import new_id


class OneTimeNotice(models.Model):
    """一次性补正告知. The first is the rule; a second one stands on the unit's record with its reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="notices")
    ordinal = models.PositiveSmallIntegerField("第几次")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField("怎么补", max_length=200)
    until = models.DateField("补正期限")
    given_on = models.DateField("告知日期")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_on = models.DateField("补齐日期", null=True, blank=True)
    forced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    forced_because = models.CharField("再次告知的原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling", "ordinal"], name="cases_notice_ordinal_once"),
            models.UniqueConstraint(
                fields=["handling"], condition=Q(answered_on=None), name="cases_one_open_notice"
            ),
            models.CheckConstraint(
                condition=Q(ordinal=1, forced_because="") | Q(ordinal__gt=1, forced_because__gt=""),
                name="cases_second_notice_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_on:%Y年%m月%d日}一次性补正告知"


class NoticeItem(models.Model):
    """One thing that is missing or wrong: what, why, what is wanted, on which basis."""

    notice = models.ForeignKey(OneTimeNotice, on_delete=models.CASCADE, related_name="items")
    material = models.ForeignKey(
        CaseMaterial, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("材料或内容", max_length=200)
    problem = models.CharField("问题", max_length=200)
    requirement = models.CharField("要求", max_length=200)
    basis = models.CharField("依据", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "order"], name="cases_notice_item_order_once")
        ]

    def __str__(self) -> str:
        return self.name
