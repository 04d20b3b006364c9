"""Setting up: categories, and what a window calls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from yizhan.catalog.states import BusinessLine
from yizhan.desk.forms.fields import NEEDED, UNKNOWN_CHOICE, Line, OneOf, SomeOf
from yizhan.orgs.models import Zone
from yizhan.queueing.models import Category

HIGHEST_NUMBER = 999
WHOLE = {
    "invalid": "请写一个整数。",
    "min_value": "最小是 %(limit_value)s。",
    "max_value": "最大是 %(limit_value)s。",
    "required": NEEDED,
}


class CategoryForm(forms.Form):
    """A kind of ticket as it stands on the kiosk."""

    name = Line(label="名称", longest=16, help_text="取号机上的大字，比如“社保就业”。")
    name_en = Line(label="英文名称", longest=40, required=False)
    hint = Line(
        label="一句说明", longest=40, required=False, help_text="写在名称下面，让人一看就知道该不该选它。"
    )
    hint_en = Line(label="英文说明", longest=80, required=False)
    zone = OneOf(label="在哪里等候")
    lines = forms.MultipleChoiceField(
        label="取号机上列出哪些业务条线的事项",
        choices=BusinessLine.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN_CHOICE},
    )
    daily_quota = forms.IntegerField(
        label="每天最多取几个号",
        required=False,
        min_value=1,
        max_value=HIGHEST_NUMBER,
        error_messages=WHOLE,
        help_text="不填就不限。",
    )
    order = forms.IntegerField(label="排第几个", min_value=1, max_value=99, initial=1, error_messages=WHOLE)
    is_offered = forms.BooleanField(label="现在可以取号", required=False, initial=True)

    def __init__(self, *args: Any, zones: Iterable[Zone], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["zone"]
        if isinstance(field, OneOf):
            field.offer(zones)


class NewCategoryForm(CategoryForm):
    """A new kind of ticket: its letter is chosen once and stays."""

    letter = Line(
        label="字头",
        longest=1,
        help_text="一个大写字母，不用 I 和 O（念起来、看起来像 1 和 0）。选定后不再改。",
    )
    field_order = ("letter",)

    def clean_letter(self) -> str:
        """A capital letter that nobody takes for a digit."""
        letter = str(self.cleaned_data["letter"]).upper()
        if not ("A" <= letter <= "Z") or letter in "IO":
            raise forms.ValidationError("字头要用一个英文字母，不用 I 和 O。")
        return letter


class RestrictionForm(forms.Form):
    """Which categories a window calls; none means all of them."""

    categories = SomeOf(label="只叫这些业务的号", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, categories: Iterable[Category], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["categories"]
        if isinstance(field, SomeOf):
            field.offer(categories)
