"""The working-day table: one row per year, one row per day that differs from Monday to Friday."""

from __future__ import annotations

from django.db import models


class CalendarYear(models.Model):
    """A year of which the days are known. Provisional until the State Council's notice is out."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    is_official = models.BooleanField("已公布", default=False)
    source = models.CharField("依据", max_length=120, blank=True)

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday from Monday to Friday, or a 调休 working day."""

    date = models.DateField(primary_key=True)
    is_workday = models.BooleanField("工作日")
    note = models.CharField("说明", max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.date} {self.note}"
