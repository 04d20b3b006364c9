"""What changes a deadline: stops of the clock and extensions, as rows (clause 7.2c)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yizhan.cases.models.handling import Handling
from yizhan.cases.states import StopKind
from yizhan.catalog.states import LimitUnit
from yizhan.documents.models import Document
from yizhan.lib.ids import new_id


class ClockStop(models.Model):
    """A time that does not count, for a legal reason and told in writing. Open until `to_on` is known."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="stops")
    kind = models.CharField("种类", max_length=16, choices=StopKind.choices)
    basis = models.CharField("法律依据", max_length=120)
    reason = models.CharField("事由", max_length=200)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    expected_on = models.DateField("预计结束", null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling"], condition=Q(to_on=None), name="cases_one_open_stop"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="cases_stop_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}停表"


class Extension(models.Model):
    """A longer limit, approved by somebody who may, with the reason that the applicant is told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="extensions")
    count = models.PositiveSmallIntegerField("延长")
    unit = models.CharField(max_length=10, choices=LimitUnit.choices)
    reason = models.CharField("理由", max_length=200)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    granted_on = models.DateField("批准日期")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling"], name="cases_extended_once"),
            models.CheckConstraint(condition=Q(count__gte=1, count__lte=60), name="cases_extension_is_real"),
        ]

    def __str__(self) -> str:
        return f"延长{self.count}{self.get_unit_display()}"
