"""The draft of a guide as a form: its fields, and one row each for steps, laws, situations and materials.

An empty row is no row. A row is removed by emptying or ticking it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from yizhan.catalog.content import (
    MOST_ANSWER_WORKDAYS,
    MOST_EXTENSION_WORKDAYS,
    MOST_PUBLICITY_DAYS,
    Basis,
    FlowStep,
    GuideContent,
    Limit,
    MaterialContent,
    Option,
    SituationContent,
)
from yizhan.catalog.rules.limits import Promise, limit_text, promise_against_statute, written_limit
from yizhan.catalog.rules.review import LICENCE_PROCEDURES
from yizhan.catalog.states import (
    Audience,
    HandlingType,
    LimitUnit,
    MaterialForm,
    Need,
    SpecialProcedure,
)
from yizhan.ui.plain_forms import PlainForm

PROCEDURES = [
    (one.value, one.label if one in LICENCE_PROCEDURES else f"{one.label}（行政许可除外）")
    for one in SpecialProcedure
]
UNKNOWN_OR_NOT = [("", "未核实"), ("yes", "收费"), ("no", "不收费")]


class Lines(forms.CharField):
    """Several sentences, one in each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> Any:
        """Read lines as a list; empty lines are none."""
        return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())

    def run_validators(self, value: Any) -> None:
        """Each line has its own length; the act looks at it too."""
        for line in value:
            if len(line) > 300:
                raise forms.ValidationError(f"“{line[:20]}…”这一行太长：最多300个字。")


class LimitField(forms.CharField):
    """A time limit as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, max_length=20, widget=forms.TextInput(attrs={"class": "medium"}), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a limit in words."""
        return limit_text(value) if isinstance(value, Limit) else value

    def clean(self, value: Any) -> Any:
        """Read 20个工作日, 15天, 当场; empty means: not set."""
        text = super().clean(value)
        try:
            return written_limit(text)
        except ValueError:
            raise forms.ValidationError("看不懂这个时限，请写成“20个工作日”“15天”或“当场”。") from None


class GuideForm(PlainForm):
    """What a guide says beside its rows."""

    summary = forms.CharField(
        label="一句话说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="谁可以办、办了有什么、先去哪里。用平常的话。",
    )  # fmt: skip
    summary_en = forms.CharField(
        label="英文说明", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )  # fmt: skip
    audience = forms.MultipleChoiceField(
        label="服务对象", choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    conditions = Lines(label="受理条件", help_text="一行一条。")
    handling_type = forms.ChoiceField(
        label="办件类型", choices=[("", "未核实"), *HandlingType.choices], required=False
    )
    statutory = LimitField(label="法定时限", help_text="写成“20个工作日”“15天”“当场”。不知道的空着。")
    statutory_explain = forms.CharField(label="法定时限说明", max_length=200, required=False)
    promised = LimitField(label="承诺时限", help_text="不能超过法定时限，单位要和法定时限一样。")
    promised_explain = forms.CharField(label="承诺时限说明", max_length=200, required=False)
    answer_workdays = forms.IntegerField(
        label="几个工作日内答复是否受理", min_value=1, max_value=MOST_ANSWER_WORKDAYS, required=False,
        help_text="本单位公布过的才填。空着就按5个工作日（《行政许可法》第三十二条）。",
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    longest_extension = forms.IntegerField(
        label="最多延长几个工作日", min_value=0, max_value=MOST_EXTENSION_WORKDAYS, required=False,
        help_text="空着就按法律：行政许可10个，其他事项不能延长。",
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    special_procedures = forms.MultipleChoiceField(
        label="受理以后可以停表的特别程序", choices=PROCEDURES, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="停表的时间不算在时限里，要书面告知申请人。前八种是《行政许可法》第四十五条列明的；"
        "标“行政许可除外”的，要有本事项自己的依据。",
    )  # fmt: skip
    publicity_days = forms.IntegerField(
        label="公示几天", min_value=1, max_value=MOST_PUBLICITY_DAYS, required=False,
        help_text="决定以前要公示的才填，审核路线里要有“公示”这一步。",
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    charged = forms.ChoiceField(label="是否收费", choices=UNKNOWN_OR_NOT, required=False)
    fee_text = forms.CharField(label="收费标准", max_length=200, required=False)
    fee_basis = forms.CharField(label="收费依据", max_length=200, required=False)
    result_name = forms.CharField(label="办理结果", max_length=100, required=False)
    place = forms.CharField(
        label="办理地点", max_length=120, required=False, help_text="空着就显示本厅地址。"
    )
    phone = forms.CharField(label="咨询电话", max_length=60, required=False, help_text="空着就显示本厅电话。")
    supervise_phone = forms.CharField(label="监督电话", max_length=60, required=False)
    checked_on = forms.DateField(
        label="核对日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        help_text="哪一天对照依据核对过。公布前必填。",
        error_messages={"invalid": "请写成 2026-11-23 这样的日期。"},
    )
    sources = Lines(label="资料来源", help_text="一行一条。")
    unknown = Lines(label="尚未核实", help_text="一行一条，群众会看到“这几处还没有核实”。")

    def clean(self) -> dict[str, Any]:
        """A promise keeps within the statute; a fee is said to be one."""
        cleaned = super().clean() or self.cleaned_data
        statutory, promised = cleaned.get("statutory"), cleaned.get("promised")
        standing = promise_against_statute(statutory, promised)
        if standing is Promise.LONGER:
            self.add_error("promised", f"超过了法定时限{limit_text(statutory)}。")
        elif standing is Promise.UNCLEAR:
            unit = LimitUnit(statutory.unit).label if statutory else ""
            self.add_error("promised", f"法定时限按“{unit}”算，请把承诺时限也写成“{unit}”。")
        if cleaned.get("fee_text") and not cleaned.get("charged"):
            self.add_error("charged", "写了收费标准，请选收费还是不收费。")
        return cleaned


class FlowForm(PlainForm):
    """One step."""

    step = forms.CharField(label="做什么", max_length=300, required=False)
    who = forms.CharField(label="谁来做", max_length=300, required=False)
    within = forms.CharField(label="多长时间", max_length=300, required=False)


class BasisForm(PlainForm):
    """One law or notice."""

    title = forms.CharField(label="名称", max_length=300, required=False)
    article = forms.CharField(label="条款", max_length=300, required=False)


class SituationForm(PlainForm):
    """One question and its answers. The keys stay what they were, as materials refer to them."""

    key = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    question = forms.CharField(label="问题", max_length=120, required=False)
    answers = Lines(label="选项", help_text="一行一个，至少两个。")

    def clean(self) -> dict[str, Any]:
        """A question has at least two answers."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("question") and len(set(cleaned.get("answers", ()))) < 2:
            self.add_error("answers", "至少写两个不同的选项。")
        if cleaned.get("answers") and not cleaned.get("question"):
            self.add_error("question", "请写问题。")
        return cleaned


class MaterialRow(PlainForm):
    """One material."""

    name = forms.CharField(label="材料名称", max_length=200, required=False)
    originals = forms.IntegerField(label="原件份数", min_value=0, max_value=99, required=False)
    copies = forms.IntegerField(label="复印件份数", min_value=0, max_value=99, required=False)
    form = forms.ChoiceField(label="形式", choices=[("", "未核实"), *MaterialForm.choices], required=False)
    need = forms.ChoiceField(label="必要性", choices=Need.choices)
    when = forms.ChoiceField(label="哪种情形要带", required=False)
    issued_by = forms.CharField(label="谁出具", max_length=80, required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, situations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["when"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", "都要带"), *situations]
        field.error_messages["invalid_choice"] = "原来选的情形已经改了，请重选。"

    def clean(self) -> dict[str, Any]:
        """A situational material names its situation."""
        cleaned = super().clean() or self.cleaned_data
        situational = cleaned.get("need") == Need.SITUATIONAL
        if cleaned.get("name") and situational and not cleaned.get("when") and "when" not in self.errors:
            self.add_error("when", "“看情形”的材料要选是哪种情形。")
        return cleaned


def flow_of(rows: Sequence[Mapping[str, Any]]) -> tuple[FlowStep, ...]:
    """The steps that were filled in."""
    return tuple(FlowStep(row["step"], row["who"], row["within"]) for row in rows if row.get("step"))


def basis_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Basis, ...]:
    """The laws that were filled in."""
    return tuple(Basis(row["title"], row["article"]) for row in rows if row.get("title"))


def materials_of(rows: Sequence[Mapping[str, Any]]) -> tuple[MaterialContent, ...]:
    """The materials that were filled in; one that is no longer situational forgets its situation."""
    return tuple(
        MaterialContent(
            name=row["name"],
            originals=row["originals"] or 0,
            copies=row["copies"] or 0,
            form=row["form"],
            need=row["need"],
            when=row["when"] if row["need"] == Need.SITUATIONAL else "",
            issued_by=row["issued_by"],
            note=row["note"],
        )
        for row in rows
        if row.get("name")
    )


def options_of(texts: tuple[str, ...], before: tuple[Option, ...]) -> tuple[Option, ...]:
    """The answers with their keys: an unchanged text keeps its key, a changed one takes a key left over.

    So a reworded answer still stands for the same situation of the materials.
    """
    keys = {option.text: option.key for option in before}
    left = [option.key for option in before if option.text not in texts]
    used = set(keys.values())
    found: list[Option] = []
    for text in dict.fromkeys(texts):
        key = keys.get(text) or (left.pop(0) if left else new_key(used))
        used.add(key)
        found.append(Option(key, text))
    return tuple(found)


def situations_of(
    rows: Sequence[Mapping[str, Any]], before: tuple[SituationContent, ...]
) -> tuple[SituationContent, ...]:
    """The questions with their keys, which stay what they were."""
    known = {one.key: one for one in before}
    used = set(known)
    found: list[SituationContent] = []
    for row in rows:
        if not row.get("question"):
            continue
        key = row.get("key") or ""
        former = known.get(key)
        key = key if former else new_key(used)
        used.add(key)
        options = options_of(tuple(row.get("answers") or ()), former.options if former else ())
        found.append(SituationContent(key, row["question"], options))
    return tuple(found)


def content_with(cleaned: Mapping[str, Any], **rows: Any) -> GuideContent:
    """The whole content, from the form's fields and its rows."""
    charged = {"yes": True, "no": False}.get(cleaned["charged"])
    ticked: dict[str, Any] = {name: tuple(cleaned[name]) for name in ("audience", "special_procedures")}
    fields = {name: value for name, value in cleaned.items() if name not in {"charged", *ticked}}
    return GuideContent(**fields, **ticked, **rows, is_charged=charged)


def new_key(used: set[str], letter: str = "q") -> str:
    """A key that no other has."""
    number = 1
    while f"{letter}{number}" in used:
        number += 1
    return f"{letter}{number}"
