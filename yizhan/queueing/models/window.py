"""Windows in service: who serves which window from when to when, and the pauses."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit, Window
from yizhan.queueing.states import PauseReason


class WindowSession(models.Model):
    """A person at a window. Open until signed out; one per window and one per person at a time.

    Every act at the window first raises `acts` where the session is still open: that orders the acts of
    one window and keeps a call from slipping in behind the signing out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="sessions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    acts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["window"], condition=models.Q(ended_at=None), name="queueing_one_person_per_window"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at=None), name="queueing_one_window_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window_id} {self.started_at}"


class Pause(models.Model):
    """A stretch in which a window in service does not call, with its reason."""

    session = models.ForeignKey(WindowSession, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=20, choices=PauseReason.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(ended_at=None), name="queueing_one_open_pause"
            )
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
