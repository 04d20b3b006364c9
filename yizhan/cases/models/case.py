"""A resident's matter: its number, who is in it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from yizhan.cases.states import IntakeChannel, PartyRole
from yizhan.lib.ids import new_id, public_token
from yizhan.orgs.models import Unit
from yizhan.people.models import Body, Person
from yizhan.queueing.models import Ticket, Visit
from yizhan.rows.sealed import SealedJSONField


class CaseSeries(models.Model):
    """The case numbers of one division code on one day: the last serial given."""

    code = models.CharField(max_length=12)
    date = models.DateField()
    last_serial = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "date"], name="cases_one_series_per_code_and_day"),
            models.CheckConstraint(condition=Q(last_serial__lte=99999), name="cases_serial_has_five_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.date}"


class Case(models.Model):
    """A resident's matter (办件) with one public number; what each unit does for it is a handling.

    `public_token` stands in the QR code of its papers: whoever holds the paper may follow the case.
    `applicant_label` is the masked name, so that no list has to open anything.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    number = models.CharField("办件编号", max_length=26, unique=True)
    query_code = models.CharField("查询码", max_length=8)
    public_token = models.CharField(max_length=24, unique=True, default=public_token)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField("来源", max_length=12, choices=IntakeChannel.choices)
    applicant_label = models.CharField("申请人", max_length=80)
    received_on = models.DateField("收件日期")
    received_at = models.DateTimeField("收件时间")

    class Meta:
        indexes = [models.Index(fields=["unit", "received_on"], name="cases_of_a_day")]

    def __str__(self) -> str:
        return f"办件{self.number[-6:]}"


class Party(models.Model):
    """Somebody in a case, with what was known of him when the case came in.

    `snapshot` holds the name, number, telephone and address as filed: what was printed stays true when
    the person moves.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField("身份", max_length=12, choices=PartyRole.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    masked_name = models.CharField("姓名", max_length=80)
    relation = models.CharField("关系", max_length=20, blank=True)
    snapshot: models.Field[Any, Any] = SealedJSONField(default=dict)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, body__isnull=False) | Q(person__isnull=False, body=None),
                name="cases_party_is_a_person_or_a_body",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(role=PartyRole.APPLICANT), name="cases_one_applicant"
            ),
            models.UniqueConstraint(
                fields=["case", "role", "person"],
                condition=Q(person__isnull=False),
                name="cases_person_once_in_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}{self.masked_name}"
