"""Names, contacts, departments and stations of a unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from yizhan.orgs.fields import LineField
from yizhan.orgs.models import Unit
from yizhan.ui.plain_forms import PlainForm


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
    )


class SignNameForm(PlainForm):
    """What stands at the door."""

    ids = "sign"
    sign_name = LineField(label="挂牌名称", max_length=80, required=False, help_text="不填就用单位名称。")
    on = day_field("从哪天起")


class RenameForm(PlainForm):
    """Another name for the unit."""

    ids = "rename"
    name = LineField(label="单位名称", max_length=80)
    short_name = LineField(label="简称", max_length=40)
    on = day_field("从哪天起")


class ContactsForm(PlainForm):
    """What signs, slips and the portal show."""

    ids = "contacts"
    address = LineField(label="地址", max_length=120, required=False)
    phone = LineField(label="咨询电话", max_length=40, required=False)
    complaint_phone = LineField(label="投诉电话", max_length=40, required=False)
    name_en = LineField(label="英文名称", max_length=120, required=False)


class DepartmentForm(PlainForm):
    """A department of the town, or inside the hall."""

    ids = "department"
    name = LineField(label="部门名称", max_length=80)
    short_name = LineField(label="简称", max_length=40, required=False, help_text="窗口牌上用，如“民政”。")


class StationForm(PlainForm):
    """A community or village of the town that has no station yet."""

    ids = "station"
    community = forms.ModelChoiceField(Unit._default_manager.none(), label="社区（村）", empty_label="请选择")

    def __init__(self, *args: Any, communities: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
