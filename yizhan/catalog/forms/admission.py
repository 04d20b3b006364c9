"""Closing an item, its way into the hall, its standing in law, an uploaded table."""

from __future__ import annotations

from typing import Any

from django import forms

from yizhan.catalog.models import Implementation
from yizhan.catalog.selectors import possible_bodies
from yizhan.catalog.states import Admission, ItemStatus, Nature
from yizhan.orgs.models import Unit
from yizhan.ui.plain_forms import PlainForm


class CloseForm(PlainForm):
    """Why an item is closed; residents read it."""

    reason = forms.CharField(
        label="停办原因", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="群众打开这一项时会看到这句话。写清从什么时候起、改到哪里办。",
    )  # fmt: skip


class AdmissionForm(PlainForm):
    """How an item is in the hall, and who answers for it (clause 4.1)."""

    nature = forms.ChoiceField(label="事项性质", choices=Nature.choices)
    admission = forms.ChoiceField(label="进驻方式", choices=Admission.choices, widget=forms.RadioSelect)
    responsible_body = forms.ModelChoiceField(
        Unit.objects.none(), label="实施主体", required=False, empty_label="未核实",
        help_text="作决定、负责任的镇街、社区或部门。中心和站不是法人，不能选。",
    )  # fmt: skip
    entrusting_body = forms.ModelChoiceField(
        Unit.objects.none(), label="委托单位", required=False, empty_label="没有委托",
        help_text="进驻方式是“委托受理”的必选。",
    )  # fmt: skip
    reason = forms.CharField(
        label="未进驻原因", max_length=120, required=False, help_text="进驻方式是“未进驻”的必填，群众会看到。"
    )

    def __init__(self, *args: Any, implementation: Implementation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {
            "nature": implementation.nature,
            "admission": implementation.admission,
            "responsible_body": implementation.responsible_body_id,
            "entrusting_body": implementation.entrusting_body_id,
            "reason": implementation.admission_reason,
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        bodies = possible_bodies(implementation.unit)
        for name in ("responsible_body", "entrusting_body"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
            field.queryset = bodies

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs; the act asks again, whoever calls it."""
        cleaned = super().clean() or self.cleaned_data
        admission = cleaned.get("admission")
        if admission == Admission.ABSENT and not cleaned.get("reason"):
            self.add_error("reason", "未进驻要写明原因。")
        if admission == Admission.ENTRUSTED and not cleaned.get("entrusting_body"):
            self.add_error("entrusting_body", "委托受理要选是哪个单位委托的。")
        return cleaned


class MarkForm(PlainForm):
    """How an item stands in today's law."""

    status = forms.ChoiceField(label="法律上的状态", choices=ItemStatus.choices)
    note = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="存疑、停办的必填：为什么，现在该办哪一项。",
    )  # fmt: skip
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="文件名称和文号。")

    def clean(self) -> dict[str, Any]:
        """An item is not called ended without saying why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") != ItemStatus.ACTIVE:
            for name in ("note", "basis"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "存疑或停办的事项要写明。")
        return cleaned


class UploadForm(PlainForm):
    """A table of items; what it is decides its content."""

    table = forms.FileField(
        label="事项表", help_text="Excel（.xlsx）或 CSV，不超过5 MB、2000行。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请先选一个文件。", "empty": "这个文件是空的，请换一个。",
                        "missing": "没有选文件。", "invalid": "没有收到文件，请再选一次。"},
    )  # fmt: skip
