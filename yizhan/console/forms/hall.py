"""Zones, windows, and how a hall calls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from yizhan.orgs.fields import LineField
from yizhan.orgs.models import HallPolicy, Unit, Zone
from yizhan.orgs.selectors import policy_bounds
from yizhan.orgs.states import CallPolicy
from yizhan.ui.plain_forms import PlainForm

_SHORT = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})


class ZoneForm(PlainForm):
    """A waiting zone."""

    ids = "zone"
    name = LineField(label="名称", max_length=20, help_text="如“等候一区”。")
    name_en = LineField(label="英文名称", max_length=40, required=False)
    order = forms.IntegerField(label="次序", min_value=1, max_value=99, initial=1, widget=_SHORT)


class WindowForm(PlainForm):
    """What a window's sign says (clause 5.3)."""

    ids = "window"
    number = forms.IntegerField(label="窗口号", min_value=1, max_value=99, widget=_SHORT)
    name = LineField(label="名称", max_length=30, help_text="如“综合窗口”。")
    name_en = LineField(label="英文名称", max_length=60, required=False)
    zone = forms.ModelChoiceField(Zone._default_manager.none(), label="等候区", empty_label=None)
    department = forms.ModelChoiceField(
        Unit._default_manager.none(), label="部门", required=False, empty_label="不限部门"
    )
    phone = LineField(label="电话", max_length=40, required=False)
    is_accessible = forms.BooleanField(label="低位（无障碍）窗口", required=False)

    def __init__(self, *args: Any, zones: QuerySet[Zone], departments: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].queryset = zones  # type: ignore[attr-defined]
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]


def _label(name: str) -> str:
    return str(getattr(HallPolicy._meta.get_field(name), "verbose_name", name))


def _number(name: str) -> forms.IntegerField:
    low, high = policy_bounds()[name]
    return forms.IntegerField(
        label=_label(name), min_value=low, max_value=high, widget=_SHORT, help_text=f"{low} 至 {high}"
    )


def _switch(name: str) -> forms.BooleanField:
    return forms.BooleanField(label=_label(name), required=False)


class PolicyForm(PlainForm):
    """How the hall calls and issues; the numbers between the bounds of the rules."""

    calls_before_pass = _number("calls_before_pass")
    seconds_between_calls = _number("seconds_between_calls")
    return_after = _number("return_after")
    returns_allowed = _number("returns_allowed")
    return_within_minutes = _number("return_within_minutes")
    last_ticket_minutes = _number("last_ticket_minutes")
    ratio = _number("ratio")
    aging_minutes = _number("aging_minutes")
    spoken_one_is_yao = _switch("spoken_one_is_yao")
    speaks_english = _switch("speaks_english")
    call_policy = forms.ChoiceField(label="叫号次序", choices=CallPolicy.choices, widget=forms.RadioSelect)
    notice = LineField(
        label="大屏通知", max_length=200, required=False, help_text="在大厅屏下方滚动；空着就不显示。"
    )
