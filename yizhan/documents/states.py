"""The fixed lists of official paper."""

from __future__ import annotations

from django.db import models


class TemplateFormat(models.TextChoices):
    """What a template makes."""

    TYPST = "typst", "PDF 模板（.typ）"
    WORD = "word", "Word 模板（.docx）"


SUFFIXES = {TemplateFormat.TYPST: ".typ", TemplateFormat.WORD: ".docx"}
"""How the file of a template ends."""
