"""What a hall has and how it works: zones, windows, hours, policy."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from yizhan.lib.ids import new_id
from yizhan.orgs.models.unit import Unit
from yizhan.orgs.states import CallPolicy


class Zone(models.Model):
    """A waiting zone of a hall (clause 3.4): where people sit, and where one voice speaks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="zones")
    name = models.CharField("名称", max_length=20)
    name_en = models.CharField("英文名称", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="orgs_zone_name_once_per_hall")]

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """A service window. What it serves is restricted in queueing; without restriction it is comprehensive."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="windows")
    number = models.PositiveSmallIntegerField(
        "窗口号", validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    name = models.CharField("名称", max_length=30)
    name_en = models.CharField("英文名称", max_length=60, blank=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="windows")
    department = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门"
    )
    phone = models.CharField("电话", max_length=40, blank=True)
    is_accessible = models.BooleanField("低位（无障碍）窗口", default=False)
    is_in_use = models.BooleanField("启用", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="orgs_window_number_once_per_hall"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=99), name="orgs_window_number_is_sayable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}号窗口"


class OpeningHours(models.Model):
    """One stretch of a weekday (0 = Monday) in which the hall is open, from a day on (clause 5.1)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="opening_hours")
    valid_from = models.DateField("启用日期")
    weekday = models.PositiveSmallIntegerField("星期")
    opens = models.TimeField("开门")
    closes = models.TimeField("关门")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "valid_from", "weekday", "opens"], name="orgs_opening_stretch_once"
            ),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="orgs_opens_before_it_closes"
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="orgs_weekday_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


class OpeningException(models.Model):
    """A day that differs from the weekly hours: closed, or open at other times. No working-day calendar."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="opening_exceptions")
    date = models.DateField("日期")
    opens = models.TimeField("开门", null=True, blank=True)
    closes = models.TimeField("关门", null=True, blank=True)
    reason = models.CharField("原因", max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "date"], name="orgs_one_exception_per_day"),
            models.CheckConstraint(
                condition=models.Q(opens=None, closes=None) | models.Q(closes__gt=models.F("opens")),
                name="orgs_exception_closed_or_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"


class HallPolicy(models.Model):
    """How this hall calls and issues. Typed columns, one row per hall; durations carry their unit."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True, related_name="policy")
    calls_before_pass = models.PositiveSmallIntegerField("叫几遍后才可过号", default=3)
    seconds_between_calls = models.PositiveSmallIntegerField("两遍之间至少几秒", default=12)
    return_after = models.PositiveSmallIntegerField("过号回来后，排到几位之后", default=3)
    returns_allowed = models.PositiveSmallIntegerField("过号后可回来几次", default=1)
    return_within_minutes = models.PositiveSmallIntegerField("过号后几分钟内可回来", default=30)
    last_ticket_minutes = models.PositiveSmallIntegerField("关门前几分钟停止取号", default=15)
    call_policy = models.CharField(
        "叫号次序", max_length=10, choices=CallPolicy.choices, default=CallPolicy.RATIO
    )
    ratio = models.PositiveSmallIntegerField("每叫几个优先号，再叫一个普通号", default=2)
    aging_minutes = models.PositiveSmallIntegerField("优先号相当于早到几分钟", default=20)
    spoken_one_is_yao = models.BooleanField("“1”读作“幺”", default=False)
    speaks_english = models.BooleanField("叫号加报英语", default=False)
    notice = models.CharField("大屏通知", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(calls_before_pass__gte=1), name="orgs_called_at_least_once"
            ),
            models.CheckConstraint(condition=models.Q(ratio__gte=1), name="orgs_ratio_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_call_policy_display()}"
