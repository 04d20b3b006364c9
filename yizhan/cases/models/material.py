"""What was handed in for a handling, row by row, and its photos and scans."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yizhan.cases.models.handling import Handling
from yizhan.cases.states import TAKEN, HandedInAs
from yizhan.catalog.models import Material
from yizhan.catalog.states import Need
from yizhan.documents.models import Document
from yizhan.files.models import StoredFile
from yizhan.lib.ids import new_id
from yizhan.rows.sealed import SealedTextField


class CaseMaterial(models.Model):
    """One material of a handling: whether it was taken, in which form, how many, checked by whom.

    `material` is the guide's row; empty for what an item without a guide needs. `deferred_until` is the
    day up to which the applicant promised to bring it (容缺), each its own; `promise` is what he signed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="materials")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("材料名称", max_length=200)
    need = models.CharField("必要性", max_length=20, choices=Need.choices, default=Need.REQUIRED)
    handed_in_as = models.CharField(
        "收取方式", max_length=16, choices=HandedInAs.choices, default=HandedInAs.MISSING
    )
    count = models.PositiveSmallIntegerField("份数", default=0)
    remark = SealedTextField("备注", blank=True)
    is_checked = models.BooleanField("已核对", default=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deferred_until = models.DateField("承诺补交日", null=True, blank=True)
    promise = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    supplied_on = models.DateField("补交日期", null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling", "order"], name="cases_material_order_once"),
            models.CheckConstraint(
                condition=Q(handed_in_as=HandedInAs.DEFERRED, deferred_until__isnull=False)
                | ~Q(handed_in_as=HandedInAs.DEFERRED),
                name="cases_deferred_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(handed_in_as__in=sorted(TAKEN)) | Q(count__gte=1), name="cases_taken_is_counted"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MaterialFile(models.Model):
    """A photo or scan of a material. Taking one out ends its row; nothing is overwritten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    material = models.ForeignKey(CaseMaterial, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material", "file"],
                condition=Q(removed_at=None),
                name="cases_file_once_per_material",
            )
        ]

    def __str__(self) -> str:
        return f"{self.material_id} {self.order}"
