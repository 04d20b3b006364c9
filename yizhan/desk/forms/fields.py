"""Fields of typed text, and the choice from a list that was already read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from yizhan.lib.refusal import Refusal
from yizhan.lib.text import clean_line, clean_paragraphs

UNKNOWN_CHOICE = "列表里没有这一项，请重新选。"
NEEDED = "请填写。"
CHOOSE = "请选一项。"


class Line(forms.CharField):
    """One line, as it is stored: nothing invisible in it, not too long."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        options.setdefault("error_messages", {"required": NEEDED})
        super().__init__(**options)
        self.longest = longest
        self.widget.attrs["maxlength"] = longest

    def to_python(self, value: Any) -> str:
        """Clean the text; what the rule refuses is told at the field."""
        try:
            return clean_line(str(value or ""), longest=self.longest)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.text) from refusal


class Paragraphs(Line):
    """A text of several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Clean the text; what the rule refuses is told at the field."""
        try:
            return clean_paragraphs(str(value or ""), longest=self.longest)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.text) from refusal


class OneOf(forms.ChoiceField):
    """One of the rows that the view has read anyway: the form makes no query of its own."""

    def __init__(self, rows: Iterable[Any] = (), *, empty: str = "", **options: Any) -> None:
        options.setdefault("error_messages", {"required": CHOOSE, "invalid_choice": UNKNOWN_CHOICE})
        super().__init__(**options)
        self.empty = empty
        self.offer(rows)

    def offer(self, rows: Iterable[Any], words: Sequence[str] = ()) -> None:
        """Offer these rows by their keys; `words` name them, else they name themselves."""
        found = list(rows)
        self.rows = {str(row.pk): row for row in found}
        named = list(zip(self.rows, words or map(str, found), strict=True))
        self.choices = [("", self.empty), *named] if self.empty else named

    def clean(self, value: Any) -> Any:
        """The row that was chosen, or None."""
        return self.rows.get(super().clean(value))


class SomeOf(forms.MultipleChoiceField):
    """Some of the rows that the view has read anyway."""

    def __init__(self, rows: Iterable[Any] = (), **options: Any) -> None:
        options.setdefault(
            "error_messages", {"invalid_choice": UNKNOWN_CHOICE, "invalid_list": UNKNOWN_CHOICE}
        )
        super().__init__(**options)
        self.offer(rows)

    def offer(self, rows: Iterable[Any]) -> None:
        """Offer these rows by their keys."""
        found = list(rows)
        self.rows = {str(row.pk): row for row in found}
        self.choices = [(key, str(row)) for key, row in self.rows.items()]

    def clean(self, value: Any) -> Any:
        """The rows that were chosen, in the offered order."""
        chosen = set(super().clean(value))
        return [row for key, row in self.rows.items() if key in chosen]
