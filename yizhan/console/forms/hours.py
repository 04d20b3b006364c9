"""Opening hours: the week as one line per day, and single days."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms

from yizhan.console.forms.units import day_field
from yizhan.orgs.fields import LineField
from yizhan.orgs.typed_hours import HoursUnreadable, stretches_in_words, stretches_typed
from yizhan.ui.plain_forms import PlainForm

DAYS = 7


def _line(weekday: str) -> LineField:
    return LineField(label=weekday, max_length=80, required=False)


def week_typed(week: dict[int, list[tuple[time, time]]], valid_from: date) -> dict[str, Any]:
    """The week in force, as the form shows it."""
    lines = {f"day_{weekday}": stretches_in_words(week.get(weekday, [])) for weekday in range(DAYS)}
    return lines | {"valid_from": valid_from}


class WeekForm(PlainForm):
    """One line per weekday, as 09:00-12:00 13:00-17:00; an empty line is a closed day (clause 5.1)."""

    ids = "week"
    valid_from = day_field("从哪天起", help_text="只能从今天或以后起；以前的开放时间保留在记录里。")

    day_0 = _line("星期一")
    day_1 = _line("星期二")
    day_2 = _line("星期三")
    day_3 = _line("星期四")
    day_4 = _line("星期五")
    day_5 = _line("星期六")
    day_6 = _line("星期日")

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven lines."""
        return [self[f"day_{weekday}"] for weekday in range(DAYS)]

    def clean(self) -> dict[str, Any]:
        """Read each line; the act judges whether the hours make sense together."""
        typed = super().clean() or {}
        self.week: list[tuple[int, time, time]] = []
        for weekday in range(DAYS):
            try:
                stretches = stretches_typed(typed.get(f"day_{weekday}", ""))
            except HoursUnreadable:
                self.add_error(f"day_{weekday}", "要写成 09:00-12:00 13:00-17:00 这样；不开放就空着。")
                continue
            self.week += [(weekday, opens, closes) for opens, closes in stretches]
        return typed


class ExceptionForm(PlainForm):
    """A day on which the hall is closed, or open at other times."""

    ids = "exception"
    date = day_field("日期")
    opens = forms.TimeField(
        label="开门", required=False, widget=forms.TimeInput(attrs={"type": "time", "class": "short"})
    )
    closes = forms.TimeField(
        label="关门", required=False, widget=forms.TimeInput(attrs={"type": "time", "class": "short"})
    )
    reason = LineField(label="原因", max_length=60, help_text="群众会看到，如“法定节假日”“停电检修”。")
