"""Grades, reasons and channels of a rating (GB/T 39046—2020 A.8; GB/T 39734—2020)."""

from __future__ import annotations

from django.db import models


class Grade(models.IntegerChoices):
    """满意度: 1 is the best. The last two are 差评."""

    VERY_SATISFIED = 1, "非常满意"
    SATISFIED = 2, "满意"
    FAIR = 3, "基本满意"
    DISSATISFIED = 4, "不满意"
    VERY_DISSATISFIED = 5, "非常不满意"


BAD = frozenset({Grade.DISSATISFIED, Grade.VERY_DISSATISFIED})


class Reason(models.TextChoices):
    """Preset reasons; which are offered depends on the grade (states.REASONS)."""

    FRIENDLY = "friendly", "态度热情"
    CLEAR = "clear", "讲得清楚"
    QUICK = "quick", "办得快"
    ONE_TRIP = "one_trip", "只跑一趟"
    TIDY = "tidy", "环境整洁"
    UNFRIENDLY = "unfriendly", "态度生硬"
    UNCLEAR = "unclear", "没讲清楚"
    LONG_WAIT = "long_wait", "等得太久"
    SLOW = "slow", "办得慢"
    MORE_PAPERS = "more_papers", "一再要材料"
    SENT_AWAY = "sent_away", "来回跑、被推来推去"
    POOR_PLACE = "poor_place", "环境、设备不好"


PRAISE = (Reason.FRIENDLY, Reason.CLEAR, Reason.QUICK, Reason.ONE_TRIP, Reason.TIDY)
BLAME = (
    Reason.UNFRIENDLY,
    Reason.UNCLEAR,
    Reason.LONG_WAIT,
    Reason.SLOW,
    Reason.MORE_PAPERS,
    Reason.SENT_AWAY,
    Reason.POOR_PLACE,
)


class RatingChannel(models.TextChoices):
    """评价渠道."""

    PAD = "pad", "窗口评价器"
    QR = "qr", "扫码评价"
