"""The field for one line of text: trimmed, with nothing invisible in it, HTML kept as plain text."""

from __future__ import annotations

from typing import Any

from django import forms

from yizhan.lib.text import UnreadableCharacters, clean_line, clean_paragraphs


class LineField(forms.CharField):
    """One line; control characters and signs that turn the direction of writing are refused."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        """The cleaned line, or a sentence at the field."""
        try:
            return clean_line(super().to_python(value) or "")
        except UnreadableCharacters as unreadable:
            raise forms.ValidationError(unreadable.text, code="unreadable") from unreadable


class ParagraphsField(forms.CharField):
    """Several lines; otherwise like LineField."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, **{"widget": forms.Textarea(attrs={"rows": 3})} | options)

    def to_python(self, value: Any) -> str:
        """The cleaned text, or a sentence at the field."""
        try:
            return clean_paragraphs(super().to_python(value) or "")
        except UnreadableCharacters as unreadable:
            raise forms.ValidationError(unreadable.text, code="unreadable") from unreadable
