"""Who holds which post in which unit, and who was trained for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yizhan.lib.ids import new_id
from yizhan.orgs.models.unit import Unit
from yizhan.orgs.states import ADMIN_POSTS, NEVER_APPROVE, Employment, Post


class Membership(models.Model):
    """A user's post in a unit from a day on; `valid_to` is the first day it no longer holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    post = models.CharField("岗位", max_length=20, choices=Post.choices)
    employment = models.CharField("用工性质", max_length=20, choices=Employment.choices)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "post"],
                condition=models.Q(valid_to=None),
                name="orgs_one_open_membership_per_post",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(valid_to=None, post__in=ADMIN_POSTS),
                name="orgs_administrators_are_kept_apart",
            ),
            models.CheckConstraint(
                condition=~models.Q(post=Post.APPROVER, employment__in=NEVER_APPROVE),
                name="orgs_approvers_are_chosen_by_the_town",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()}"


class Training(models.Model):
    """A passed training: without one a post gives no right (clause 2.3: 培训合格后方可上岗)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trainings")
    post = models.CharField("岗位", max_length=20, choices=Post.choices)
    passed_on = models.DateField("合格日期")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    note = models.CharField("培训内容", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "post", "passed_on"], name="orgs_training_recorded_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.passed_on}"


class AccessToken(models.Model):
    """A bearer token of another system: acts as this user in this unit, with the rights he has today."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("用途", max_length=40)
    token_digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
