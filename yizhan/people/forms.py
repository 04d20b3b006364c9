"""What the screens of persons and bodies send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from yizhan.lib import idnumber, telephone, uscc
from yizhan.lib.idnumber import NumberKind, Problem
from yizhan.orgs.fields import LineField
from yizhan.people.looks import LONGEST_WORDS
from yizhan.people.rules import LONGEST_ADDRESS, LONGEST_BODY_NAME, LONGEST_NAME, BodyParticulars, Particulars
from yizhan.people.states import WITHOUT_WORDS, BodyKind, IdKind, LookReason, NoNumberReason, Sex
from yizhan.ui.plain_forms import PlainForm

EMPTY = ("", "——")
# Nothing of a person stays in the browser's own memory of forms on a PC that many use.
TYPED_ONCE = {"autocomplete": "off", "spellcheck": "false"}
NUMBER_LENGTH = 40


def _line(
    label: str, longest: int, *, required: bool = False, kind: str = "medium", **words: str
) -> LineField:
    return LineField(
        label=label,
        max_length=longest,
        required=required,
        help_text=words.get("help_text", ""),
        widget=forms.TextInput(attrs={**TYPED_ONCE, "class": kind}),
    )


class PhoneField(LineField):
    """A telephone number: kept as typed, refused with a sentence at the field."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={**TYPED_ONCE, "class": "medium", "inputmode": "tel"})
        super().__init__(max_length=NUMBER_LENGTH, **{"required": False, "widget": widget} | options)

    def to_python(self, value: Any) -> str:
        """The number as it is stored."""
        if not (typed := super().to_python(value)):
            return ""
        found = telephone.read(typed)
        if isinstance(found, Problem):
            raise forms.ValidationError(found.text, code=found.code)
        return found


class SoughtForm(PlainForm):
    """What a clerk types to find somebody."""

    ids = "find"
    typed = LineField(
        label="证件号码、电话或姓名全名",
        max_length=LONGEST_BODY_NAME,
        widget=forms.TextInput(attrs={**TYPED_ONCE, "data-focus": "", "class": "wide"}),
    )


class OnADayForm(PlainForm):
    """A form that knows which day it is: numbers tell birthdays, and none lies ahead."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


class PersonForm(OnADayForm):
    """A person written down by hand, from the card or by word of mouth."""

    ids = "person"
    id_kind = forms.ChoiceField(label="证件类型", choices=IdKind.choices, initial=IdKind.RESIDENT_CARD)
    id_number = _line("证件号码", NUMBER_LENGTH, required=True, help_text="中间有空格、x小写都可以。")
    no_number_reason = forms.ChoiceField(
        label="没有号码的原因", choices=[EMPTY, *NoNumberReason.choices], required=False
    )
    name = _line("姓名", LONGEST_NAME, required=True, help_text="按证件写；少数民族姓名中间用“·”。")
    sex = forms.ChoiceField(label="性别", choices=[EMPTY, *Sex.choices], required=False)
    born_on = forms.DateField(
        label="出生日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium", **TYPED_ONCE}, format="%Y-%m-%d"),
    )
    phone = PhoneField(label="电话", help_text="手机号，或带区号的座机，如 029-86510000。")
    address = _line("住址", LONGEST_ADDRESS, kind="wide")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["id_number"].required = self.data.get("id_kind") != NumberKind.NONE

    def clean(self) -> dict[str, Any]:
        """The number checked, with the problem said at its own field."""
        typed = super().clean() or {}
        if typed.get("id_kind") == NumberKind.NONE:
            self._clean_without_number(typed)
        elif "id_kind" in typed and "id_number" in typed:
            self._clean_number(typed)
        return typed

    def _clean_without_number(self, typed: dict[str, Any]) -> None:
        if typed.get("id_number"):
            self.add_error("id_number", "选了“没有号码”，却填了号码。请选证件类型，或把号码删去。")
        if not typed.get("no_number_reason"):
            self.add_error("no_number_reason", "请选择没有号码的原因。")

    def _clean_number(self, typed: dict[str, Any]) -> None:
        found = idnumber.read(typed["id_kind"], typed["id_number"], today=self.today)
        if isinstance(found, Problem):
            self.add_error("id_number", found.text)

    @property
    def told(self) -> Particulars:
        """The particulars as the act takes them."""
        typed = self.cleaned_data
        return Particulars(
            name=typed["name"],
            id_kind=typed["id_kind"],
            id_number=typed["id_number"],
            phone=typed["phone"],
            address=typed["address"],
            born_on=typed["born_on"],
            sex=typed["sex"],
            no_number_reason=typed["no_number_reason"] if typed["id_kind"] == NumberKind.NONE else "",
        )


class CorrectionForm(OnADayForm):
    """Only what changes is filled in: so a correction shows nobody what was written down before."""

    ids = "correct"
    name = _line("姓名", LONGEST_NAME)
    id_kind = forms.ChoiceField(label="证件类型", choices=[EMPTY, *IdKind.choices], required=False)
    id_number = _line("证件号码", NUMBER_LENGTH, help_text="改号码时连证件类型一起选。")
    no_number_reason = forms.ChoiceField(
        label="没有号码的原因", choices=[EMPTY, *NoNumberReason.choices], required=False
    )
    phone = PhoneField(label="电话")
    address = _line("住址", LONGEST_ADDRESS, kind="wide")
    born_on = forms.DateField(
        label="出生日期",
        required=False,
        help_text="号码里有的以号码为准。",
        widget=forms.DateInput(attrs={"type": "date", "class": "medium", **TYPED_ONCE}, format="%Y-%m-%d"),
    )
    sex = forms.ChoiceField(label="性别", choices=[EMPTY, *Sex.choices], required=False)
    removed = forms.MultipleChoiceField(
        label="删去不再对的",
        choices=[("phone", "电话"), ("address", "住址")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Something must change; a number comes with its kind."""
        typed = super().clean() or {}
        kind, number = typed.get("id_kind", ""), typed.get("id_number", "")
        if number and not kind:
            self.add_error("id_kind", "改号码时请选证件类型。")
        elif kind == NumberKind.NONE and not typed.get("no_number_reason"):
            self.add_error("no_number_reason", "请选择没有号码的原因。")
        elif kind not in {"", NumberKind.NONE} and number:
            found = idnumber.read(kind, number, today=self.today)
            if isinstance(found, Problem):
                self.add_error("id_number", found.text)
        if not self.errors and not self.changes:
            raise forms.ValidationError("没有填要改的内容。请只填要改的那几项。")
        return typed

    @property
    def changes(self) -> Mapping[str, Any]:
        """Fields of `Particulars` and their new values."""
        typed = self.cleaned_data
        names = ("name", "id_kind", "id_number", "phone", "address", "born_on", "sex", "no_number_reason")
        changes = {name: typed[name] for name in names if typed.get(name)}
        if changes.get("id_kind") == NumberKind.NONE:
            changes["id_number"] = ""
        return changes | dict.fromkeys(typed.get("removed", []), "")


class RevealForm(PlainForm):
    """What is to be shown, and why."""

    ids = "reveal"
    fields_wanted = forms.MultipleChoiceField(
        label="要看哪几项",
        choices=[
            ("id_number", "证件号码"),
            ("name", "姓名"),
            ("phone", "电话"),
            ("address", "住址"),
            ("born_on", "出生日期"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.ChoiceField(label="原因", choices=[EMPTY, *LookReason.choices])
    words = _line("说明", LONGEST_WORDS, kind="wide", help_text="原因选“其他”时要写。不要写群众的个人信息。")

    def clean(self) -> dict[str, Any]:
        """其他 needs words."""
        typed = super().clean() or {}
        reason = typed.get("reason")
        if reason and LookReason(reason) not in WITHOUT_WORDS and not typed.get("words"):
            self.add_error("words", "原因选了“其他”，请写一句为什么要看。")
        return typed


class BodyRevealForm(RevealForm):
    """What of a body is to be shown, and why."""

    fields_wanted = forms.MultipleChoiceField(
        label="要看哪几项",
        choices=[("representative", "姓名"), ("representative_phone", "电话")],
        widget=forms.CheckboxSelectMultiple,
    )


class MergeForm(PlainForm):
    """The clerk says that he has compared the two."""

    ids = "merge"
    compared = forms.BooleanField(label="已当面或凭证件核对，这两份登记是同一个人")


class BodyForm(PlainForm):
    """A body written down by hand."""

    ids = "body"
    uscc = _line("统一社会信用代码", NUMBER_LENGTH, help_text="18位；只有“其他组织”可以没有。")
    name = _line("单位名称", LONGEST_BODY_NAME, required=True, kind="wide", help_text="按证照写全称。")
    kind = forms.ChoiceField(label="单位类型", choices=[EMPTY, *BodyKind.choices])
    address = _line("地址", LONGEST_ADDRESS, kind="wide")
    representative = _line("法定代表人（负责人）姓名", LONGEST_NAME)
    representative_phone = PhoneField(label="法定代表人（负责人）电话")

    def clean(self) -> dict[str, Any]:
        """The code checked, with the problem said at its own field."""
        typed = super().clean() or {}
        code = typed.get("uscc", "")
        if code:
            found = uscc.read(code)
            if isinstance(found, Problem):
                self.add_error("uscc", found.text)
        elif typed.get("kind") and typed["kind"] != BodyKind.OTHER:
            self.add_error("uscc", "请填写统一社会信用代码；只有“其他组织”可以没有。")
        return typed

    @property
    def told(self) -> BodyParticulars:
        """The particulars as the act takes them."""
        return BodyParticulars(**self.cleaned_data)


class BodyCorrectionForm(PlainForm):
    """Only what changes is filled in."""

    ids = "correct"
    name = _line("单位名称", LONGEST_BODY_NAME, kind="wide")
    kind = forms.ChoiceField(label="单位类型", choices=[EMPTY, *BodyKind.choices], required=False)
    uscc = _line("统一社会信用代码", NUMBER_LENGTH)
    address = _line("地址", LONGEST_ADDRESS, kind="wide")
    representative = _line("法定代表人（负责人）姓名", LONGEST_NAME)
    representative_phone = PhoneField(label="法定代表人（负责人）电话")
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Something must change."""
        typed = super().clean() or {}
        if typed.get("uscc") and isinstance(found := uscc.read(typed["uscc"]), Problem):
            self.add_error("uscc", found.text)
        if not self.errors and not self.changes:
            raise forms.ValidationError("没有填要改的内容。请只填要改的那几项。")
        return typed

    @property
    def changes(self) -> Mapping[str, Any]:
        """Fields of `BodyParticulars` and their new values."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "revision"}


def prefilled(typed: str) -> dict[str, Any]:
    """What was typed to find somebody, put into the field where it belongs: nothing is typed twice."""
    kind = idnumber.kind_told_by(typed)
    if kind is not None:
        return {"id_kind": kind.value, "id_number": typed}
    if not isinstance(telephone.read(typed), Problem):
        return {"phone": typed}
    return {"name": typed}


def reading_of(kind: str, typed: str, today: date) -> dict[str, Any]:
    """What a number tells, or what is wrong with it, for the line under the field."""
    if not typed.strip() or kind not in IdKind.values or kind == NumberKind.NONE:
        return {}
    found = idnumber.read(kind, typed, today=today)
    if isinstance(found, Problem):
        return {"problem": found.text}
    sex = str(Sex(found.sex).label) if found.sex else ""
    return {"found": found, "sex": sex, "age": found.age_on(today)}
