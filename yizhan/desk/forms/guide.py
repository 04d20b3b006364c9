"""The guide desk's forms: issuing, finding, questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from yizhan.accounts.models import User
from yizhan.desk.forms.fields import NEEDED, Line, OneOf, Paragraphs
from yizhan.desk.forms.window import ANSWER_LONGEST, WORDS, QuestionFields
from yizhan.devices.models import Device
from yizhan.queueing.models import Category
from yizhan.queueing.selectors.items import Doable
from yizhan.queueing.states import PriorityReason

_LABEL = re.compile(r"^([A-Za-z])?0*(\d{1,3})$")


class IssueForm(forms.Form):
    """取号: a category; item, priority and printer where they are known."""

    category = OneOf(label="业务")
    item = OneOf(label="事项", required=False, empty="不指定")
    priority_reason = forms.ChoiceField(
        label="优先原因",
        choices=[("", "不优先"), *PriorityReason.choices],
        required=False,
        error_messages=WORDS,
    )
    printer = OneOf(label="小票", required=False, empty="不打印，口头告诉号码")

    def __init__(
        self,
        *args: Any,
        categories: Iterable[Category],
        items: Sequence[Doable],
        printers: Iterable[Device],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offers: dict[str, tuple[Iterable[Any], Sequence[str]]] = {
            "category": (categories, ()),
            "item": (items, [item.name for item in items]),
            "printer": (printers, ()),
        }
        for name, (rows, words) in offers.items():
            field = self.fields[name]
            if isinstance(field, OneOf):
                field.offer(rows, words)


class FindForm(forms.Form):
    """A number as people say it: A012, a12, 12."""

    number = Line(label="号码", longest=8, required=False)

    def clean_number(self) -> str:
        """The letter in capitals and three digits; without a letter only the digits."""
        typed = str(self.cleaned_data["number"]).replace(" ", "")
        if not typed:
            return ""
        parts = _LABEL.match(typed)
        if parts is None:
            raise forms.ValidationError("号码是一个字母加三位数字，比如 A012。")
        return f"{(parts[1] or '').upper()}{int(parts[2]):03d}"


class ConsultationForm(QuestionFields):
    """A question without a ticket; without an answer it stays open with whoever was asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("business_line", "topic"):
            self.fields[name].required = True


class AnswerForm(forms.Form):
    """The answer to an open question."""

    answer = Paragraphs(label="答复", longest=ANSWER_LONGEST)


class HandOverForm(forms.Form):
    """移交: to a named colleague, with the reason."""

    to = OneOf(label="移交给", empty="请选一位同事")
    because = Line(label="为什么移交", longest=100, error_messages={"required": NEEDED})

    def __init__(self, *args: Any, colleagues: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        if isinstance(field, OneOf):
            field.offer(colleagues)
