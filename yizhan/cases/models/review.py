"""The review of a handling: its steps, opinions, site checks, public notices, and who reviews what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yizhan.cases.models.handling import Handling
from yizhan.cases.states import PublicityState, StepState, Verdict
from yizhan.catalog.models import Implementation
from yizhan.catalog.states import BusinessLine, ReviewKind, ReviewMode
from yizhan.documents.models import Document
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit
from yizhan.orgs.states import Post
from yizhan.rows.sealed import SealedJSONField, SealedTextField


class Duty(models.Model):
    """分工: somebody reviews a business line, or one item of it, from a day to a day.

    Where nobody is named for a line, everybody with the post reviews it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    business_line = models.CharField(max_length=20, choices=BusinessLine.choices)
    implementation = models.ForeignKey(
        Implementation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "user", "business_line"],
                condition=Q(valid_to=None, implementation=None),
                name="cases_line_once_per_officer",
            ),
            models.UniqueConstraint(
                fields=["unit", "user", "implementation"],
                condition=Q(valid_to=None),
                name="cases_item_once_per_officer",
            ),
        ]

    def __str__(self) -> str:
        return self.get_business_line_display()


class Step(models.Model):
    """环节: one step of a handling's review, copied from the item's version when the case was accepted.

    A return ends the step and lays the named one and all behind it anew, as a further `round`. One step of a
    handling is open at a time.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="steps")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField("第几轮", default=1)
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=30)
    name = models.CharField("环节", max_length=30)
    kind = models.CharField(max_length=12, choices=ReviewKind.choices)
    posts = models.JSONField(default=list)
    mode = models.CharField(max_length=4, choices=ReviewMode.choices, default=ReviewMode.ANY)
    limit_workdays = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.WAITING)
    opened_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling", "round", "order"], name="cases_step_once_in_a_round"),
            models.UniqueConstraint(
                fields=["handling"], condition=Q(state=StepState.OPEN), name="cases_one_open_step"
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.OPEN) | Q(opened_on__isnull=False), name="cases_open_step_since"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_on"], condition=Q(state=StepState.OPEN), name="cases_open_steps"
            )
        ]

    def __str__(self) -> str:
        return f"{self.handling}的“{self.name}”"


class Opinion(models.Model):
    """签署意见: what one officer says in a step, in his name; signed once and never changed."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="opinions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=20, choices=Post.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    text = SealedTextField("意见")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "user"], name="cases_one_opinion_each"),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class SiteCheck(models.Model):
    """核查记录: what two officers found; the second confirms with his own name (行政许可法 34)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="site_check")
    place = SealedTextField("地点")
    present = SealedTextField("在场人", blank=True)
    checked = SealedTextField("核查内容")
    facts = SealedTextField("核查情况")
    conclusion = SealedTextField("结论")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    first_officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_officer=F("second_officer")), name="cases_two_officers_check"
            ),
            models.CheckConstraint(condition=Q(ended_at__gte=F("started_at")), name="cases_check_in_order"),
        ]

    def __str__(self) -> str:
        return "现场核查记录"


class Publicity(models.Model):
    """公示: what hangs out during the review, masked, from a day to a day; never anything of a minor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="publicity")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PublicityState.choices, default=PublicityState.POSTED)
    masked_name = models.CharField("公示对象", max_length=80)
    area = models.CharField("住址（到社区）", max_length=80, blank=True)
    matter = models.CharField("公示内容", max_length=200)
    place = models.CharField("公示地点", max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField("公示结果", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cases_publicity_in_order")
        ]
        indexes = [models.Index(fields=["unit", "state", "ends_on"], name="cases_publicity_now")]

    def __str__(self) -> str:
        return f"{self.masked_name}的公示"


class Objection(models.Model):
    """What somebody said against a public notice, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publicity = models.ForeignKey(Publicity, on_delete=models.CASCADE, related_name="objections")
    told: models.Field[Any, Any] = SealedJSONField("异议人和内容", default=dict)
    raised_at = models.DateTimeField()
    finding = SealedTextField("核实结果", blank=True)
    is_upheld = models.BooleanField("异议成立", null=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return "异议"
