"""Devices and print jobs. Units live a floor above, so a unit is named by its id."""

from __future__ import annotations

from django.db import models

from yizhan.devices.states import DeviceKind, JobState
from yizhan.lib.ids import new_id


class Device(models.Model):
    """A kiosk, board, pad or printer of a unit. `place_id` is the window or zone where it stands.

    Printers have an address and no token; the others have a token and no address.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_id = models.UUIDField(db_index=True)
    kind = models.CharField("类别", max_length=20, choices=DeviceKind.choices)
    name = models.CharField("名称", max_length=30)
    place_id = models.UUIDField(null=True, blank=True)
    speaks = models.BooleanField("播报语音", default=False)
    token_digest = models.CharField(max_length=64, blank=True)
    host = models.CharField("打印机地址", max_length=100, blank=True)
    port = models.PositiveIntegerField("端口", default=9100)
    printer = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所用打印机"
    )
    enrolled_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    condition = models.CharField("设备报告", max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "name"], name="devices_name_once_per_unit"),
            models.UniqueConstraint(
                fields=["token_digest"], condition=~models.Q(token_digest=""), name="devices_token_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PrintJob(models.Model):
    """Bytes for a printer. `subject_id` is what the slip is about; `copy` 0 is the first print."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    printer = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="jobs")
    subject_id = models.UUIDField(db_index=True)
    copy = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField()
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    problem = models.CharField(max_length=120, blank=True)
    queued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "copy"], name="devices_one_job_per_copy"),
        ]
        indexes = [
            models.Index(
                fields=["queued_at"],
                condition=models.Q(state__in=[JobState.QUEUED, JobState.SENDING]),
                name="devices_jobs_under_way",
            )
        ]

    def __str__(self) -> str:
        return "打印任务"
