"""Units and what is dated about them: their names and their place in the tree."""

from __future__ import annotations

from django.db import models

from yizhan.lib.ids import new_id
from yizhan.orgs.states import HALLS, UnitKind


class Unit(models.Model):
    """Anything that answers, accepts, manages or stands outside; the id never changes (clause 2.1).

    `division_code` is the statistical code; development zones, scenic areas, departments and halls
    have none. `name` and `short_name` are today's, kept beside the dated rows for lists.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("类别", max_length=20, choices=UnitKind.choices)
    division_code = models.CharField("统计用区划代码", max_length=12, blank=True)
    name = models.CharField("名称", max_length=80)
    short_name = models.CharField("简称", max_length=40)
    name_en = models.CharField("英文名称", max_length=120, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    phone = models.CharField("咨询电话", max_length=40, blank=True)
    complaint_phone = models.CharField("投诉电话", max_length=40, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["division_code"],
                condition=~models.Q(division_code=""),
                name="orgs_one_unit_per_division_code",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_hall(self) -> bool:
        """Whether residents come here: a centre or a station."""
        return self.kind in HALLS


class UnitName(models.Model):
    """A unit's name and sign name (挂牌名称) in a time; `valid_to` is the first day it no longer holds."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)
    sign_name = models.CharField("挂牌名称", max_length=80, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(valid_to=None), name="orgs_one_open_name_per_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="orgs_name_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.sign_name or self.name


class UnitPlace(models.Model):
    """Where a unit stands in a time: its parent by division, and the unit that manages it.

    They differ where a development zone manages streets that belong to a district on the map. What a
    unit may see follows the managing tree.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="places")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    managed_by = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(valid_to=None), name="orgs_one_open_place_per_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="orgs_place_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.managed_by_id}"
