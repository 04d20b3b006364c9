"""What a hall issues: categories, their numbers, and the business day they belong to."""

from __future__ import annotations

from django.db import models

from yizhan.catalog.states import BusinessLine
from yizhan.lib.ids import new_id
from yizhan.orgs.models import Unit, Window, Zone
from yizhan.queueing.states import DayState


class Category(models.Model):
    """A kind of ticket of a hall: its prefix letter, its name on the kiosk, where to wait, how many a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="categories")
    prefix = models.CharField("字头", max_length=1)
    name = models.CharField("名称", max_length=16)
    name_en = models.CharField("英文名称", max_length=40, blank=True)
    hint = models.CharField("说明", max_length=40, blank=True)
    hint_en = models.CharField("英文说明", max_length=80, blank=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+")
    daily_quota = models.PositiveSmallIntegerField("每日限号", null=True, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=1)
    is_offered = models.BooleanField("可取号", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "prefix"], name="queueing_prefix_once_per_hall"),
            # I and O are left out: said aloud or read from afar they pass for 1 and 0.
            models.CheckConstraint(
                condition=models.Q(prefix__regex=r"^[A-HJ-NP-Z]$"), name="queueing_prefix_is_sayable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"


class CategoryLine(models.Model):
    """A business line whose items stand under a category on the kiosk."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="lines")
    business_line = models.CharField(max_length=20, choices=BusinessLine.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "business_line"], name="queueing_line_once_per_category"
            )
        ]

    def __str__(self) -> str:
        return self.get_business_line_display()


class WindowCategory(models.Model):
    """A restriction: the window calls these categories only. Without any row it is comprehensive (4.2)."""

    window = models.ForeignKey(Window, on_delete=models.CASCADE, related_name="restrictions")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window", "category"], name="queueing_restriction_once")
        ]

    def __str__(self) -> str:
        return f"{self.window_id} {self.category_id}"


class BusinessDay(models.Model):
    """A day of a hall, opened and closed by acts. `date` is the hall's own date, never derived again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="business_days")
    date = models.DateField()
    state = models.CharField(max_length=10, choices=DayState.choices, default=DayState.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "date"], name="queueing_one_day_per_date"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(state=DayState.OPEN),
                name="queueing_one_open_day_per_hall",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y年%m月%d日}"


class TicketSeries(models.Model):
    """The numbers of one category on one day: the last one issued, and how many were called.

    Rows are made when the day opens. `is_closed` is set when it closes: issuing raises `last_number` only
    where it is not, so no number can slip in behind the closing.
    """

    day = models.ForeignKey(BusinessDay, on_delete=models.CASCADE, related_name="series")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "category"], name="queueing_one_series_per_day"),
            models.CheckConstraint(condition=models.Q(last_number__lte=999), name="queueing_three_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.last_number}"
