"""Kinds of device, and the life of a print job."""

from __future__ import annotations

from django.db import models

from yizhan.rows.lifecycle import move


class DeviceKind(models.TextChoices):
    """What a device is for; it decides which pages its token opens."""

    KIOSK = "kiosk", "取号机"
    HALL_BOARD = "hall_board", "大厅屏"
    WINDOW_BOARD = "window_board", "窗口屏"
    PAD = "pad", "评价器"
    PRINTER = "printer", "小票打印机"


class JobState(models.TextChoices):
    """Where a print job is."""

    QUEUED = "queued", "待打印"
    SENDING = "sending", "正在打印"
    PRINTED = "printed", "已打印"
    FAILED = "failed", "未打印"


TAKE = move("take", {JobState.QUEUED}, JobState.SENDING)
PRINTED = move("printed", {JobState.SENDING}, JobState.PRINTED)
FAIL = move("fail", {JobState.QUEUED, JobState.SENDING}, JobState.FAILED)
"""A job whose fate is unknown (cable cut while sending) fails: a person looks and reprints, marked 补打."""
