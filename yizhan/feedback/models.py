"""Ratings."""

from __future__ import annotations

from django.db import models

from yizhan.feedback.states import Grade, RatingChannel
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit
from yizhan.queueing.models import Visit, WindowSession


class Rating(models.Model):
    """One visit's rating (一次一评). `session` is who was at the window; nothing says who rated."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="ratings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ratings")
    session = models.ForeignKey(WindowSession, on_delete=models.PROTECT, related_name="ratings")
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    reasons = models.JSONField(default=list)
    words = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=5, choices=RatingChannel.choices)
    business_date = models.DateField()
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit"], name="feedback_one_rating_per_visit"),
            models.CheckConstraint(
                condition=models.Q(grade__gte=1, grade__lte=5), name="feedback_five_grades"
            ),
        ]
        indexes = [models.Index(fields=["unit", "business_date"], name="feedback_of_a_day")]

    def __str__(self) -> str:
        return self.get_grade_display()
