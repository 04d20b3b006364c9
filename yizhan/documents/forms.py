"""What a director types about paper: a letterhead, and a template file."""

from __future__ import annotations

from typing import Any

from django import forms

from yizhan.documents.rules import LONGEST_CODE
from yizhan.documents.uploads import LARGEST_TYPST, LARGEST_WORD
from yizhan.ui.plain_forms import PlainForm


class LetterheadForm(PlainForm):
    """How a body signs."""

    name = forms.CharField(
        label="落款名称",
        max_length=80,
        help_text="写全称，与印章一致，例如“西安市未央区人民政府谭家街道办事处”。",
    )
    code = forms.CharField(
        label="机关代字",
        max_length=LONGEST_CODE,
        help_text="写在文号前面，例如“谭家街办”：谭家街办受〔2026〕1号。",
    )
    phone = forms.CharField(label="电话", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=120, required=False)
    reconsideration_body = forms.CharField(
        label="行政复议机关",
        max_length=80,
        required=False,
        help_text="不服决定时向谁申请行政复议，印在不予受理、不予批准的文书上。",
    )
    court = forms.CharField(label="行政诉讼法院", max_length=80, required=False)
    seal_name = forms.CharField(label="印章名称", max_length=80, required=False)


class TemplateForm(PlainForm):
    """A template file of the unit's own."""

    file = forms.FileField(label="模板文件", max_length=120)

    def __init__(self, *args: Any, suffix: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suffix = suffix
        self.fields["file"].widget.attrs["accept"] = suffix
        self.largest = LARGEST_TYPST if suffix == ".typ" else LARGEST_WORD
        self.fields["file"].help_text = f"{suffix} 文件，最多{self.largest // 1000}KB。"

    def clean_file(self) -> object:
        """A file of the right kind; what is in it is tried afterwards."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(self.suffix):
            raise forms.ValidationError(f"请选 {self.suffix} 文件。")
        if file.size > self.largest:
            raise forms.ValidationError("文件太大，请缩小后再选。")
        return file
