"""What the auditor looks for in the journal."""

from __future__ import annotations

from typing import Any

from django import forms

from yizhan.console.forms.units import day_field
from yizhan.console.words import act_word
from yizhan.ui.plain_forms import PlainForm


class JournalForm(PlainForm):
    """By act and by day."""

    act = forms.ChoiceField(label="操作", required=False)
    since = day_field("从", required=False)
    until = day_field("到", required=False)

    def __init__(self, *args: Any, acts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "全部"), *((act, f"{act_word(act)}（{act}）") for act in acts)]
        self.fields["act"].choices = choices  # type: ignore[attr-defined]
