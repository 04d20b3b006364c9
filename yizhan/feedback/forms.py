"""What a page of rating sends."""

from __future__ import annotations

from typing import Any

from django import forms

from yizhan.feedback.states import Grade, Reason
from yizhan.lib.text import has_control_characters

LONGEST_WORDS = 300


class RatingForm(forms.Form):
    """A grade, any of its preset reasons, and words if the resident wants to add some."""

    grade = forms.TypedChoiceField(choices=Grade.choices, coerce=int)
    reasons = forms.MultipleChoiceField(choices=Reason.choices, required=False)
    words = forms.CharField(max_length=LONGEST_WORDS, required=False, strip=True)
    request_key = forms.RegexField(r"^[0-9a-zA-Z-]{8,64}$")

    def clean_words(self) -> str:
        """One line; what a phone's keyboard puts in between lines becomes a space."""
        words = " ".join(str(self.cleaned_data["words"]).split())
        if has_control_characters(words):
            raise forms.ValidationError("文字里有看不见的控制字符，请删去后再提交。")
        return words

    @property
    def answer(self) -> dict[str, Any]:
        """The values as the act takes them."""
        return {key: self.cleaned_data[key] for key in ("reasons", "words", "request_key")}
