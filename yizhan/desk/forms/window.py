"""The clerk's forms: suspending, transferring, pausing, and what was really done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from yizhan.accounts.models import User
from yizhan.catalog.states import BusinessLine
from yizhan.desk.forms.fields import CHOOSE, UNKNOWN_CHOICE, Line, OneOf, Paragraphs
from yizhan.orgs.models import Window
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.actions.finishing import Done
from yizhan.queueing.models import Category
from yizhan.queueing.selectors.items import Doable
from yizhan.queueing.states import (
    CANCEL_REASONS,
    ConsultationTopic,
    EndReason,
    PauseReason,
    PriorityReason,
    SuspendKind,
)

MOST_ROWS = 20
MOST_OF_ONE = 99
ANSWER_LONGEST = 300
WORDS = {"required": CHOOSE, "invalid_choice": UNKNOWN_CHOICE}


class SuspendForm(forms.Form):
    """挂起: in which of the three ways, and what the next one should know."""

    kind = forms.ChoiceField(label="怎么挂起", choices=SuspendKind.choices, error_messages=WORDS)
    note = Line(label="说明", longest=60, required=False)


class TransferForm(forms.Form):
    """转号: to a category, or to one window in service."""

    target = OneOf(label="转到")

    def __init__(
        self,
        *args: Any,
        categories: Iterable[Category],
        windows: Iterable[tuple[Window, User]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.categories, self.windows = list(categories), list(windows)
        target = self.fields["target"]
        if isinstance(target, OneOf):
            target.offer([*self.categories, *(window for window, _ in self.windows)])

    @property
    def category(self) -> Category | None:
        """The chosen category, if it was one."""
        target = self.cleaned_data["target"]
        return target if isinstance(target, Category) else None

    @property
    def window(self) -> Window | None:
        """The chosen window, if it was one."""
        target = self.cleaned_data["target"]
        return target if isinstance(target, Window) else None


class PauseForm(forms.Form):
    """暂停: the reason that the window board shows."""

    reason = forms.ChoiceField(label="为什么暂停", choices=PauseReason.choices, error_messages=WORDS)


class CancelForm(forms.Form):
    """弃号: why the number will not be served."""

    reason = forms.ChoiceField(
        label="为什么取消", choices=[(one.value, one.label) for one in CANCEL_REASONS], error_messages=WORDS
    )
    seen = forms.CharField(required=False)
    """The state that the page showed."""

    @property
    def word(self) -> str:
        """The chosen reason in words."""
        return str(EndReason(self.cleaned_data["reason"]).label)


class PriorityForm(forms.Form):
    """优先: one of the listed reasons; none takes the priority back."""

    reason = forms.ChoiceField(
        label="优先原因",
        choices=[("", "不优先"), *PriorityReason.choices],
        required=False,
        error_messages=WORDS,
    )


@dataclass(frozen=True, slots=True)
class DoneRow:
    """One typed row: the item's key and the quantity, as typed."""

    item: str = ""
    quantity: str = "1"


class QuestionFields(forms.Form):
    """A question in two keys, and its answer."""

    business_line = forms.ChoiceField(
        label="业务条线", choices=BusinessLine.choices, required=False, error_messages=WORDS
    )
    topic = forms.ChoiceField(
        label="咨询内容", choices=ConsultationTopic.choices, required=False, error_messages=WORDS
    )
    answer = Paragraphs(label="答复", longest=ANSWER_LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        """Both keys or none."""
        typed = super().clean() or {}
        line, topic = typed.get("business_line"), typed.get("topic")
        if self.errors:
            return typed
        if bool(line) != bool(topic):
            self.add_error(
                "topic" if line else "business_line", "咨询要选两样：先选业务条线，再选问的是什么。"
            )
        elif typed.get("answer") and not line:
            self.add_error("business_line", "答复已经写了，请再选业务条线和问的是什么。")
        return typed

    @property
    def questions(self) -> list[Question]:
        """The question, if one was coded."""
        typed = self.cleaned_data
        if not typed["business_line"]:
            return []
        return [Question(typed["business_line"], typed["topic"], typed["answer"])]


class FinishForm(QuestionFields):
    """办结: what was really done. Rows of item and quantity, and a question; its own item stands there."""

    more_rows = ("more-1", "more-2")
    """Rows for a browser without scripts; with one, rows are added as needed."""

    def __init__(
        self,
        submitted: QueryDict | None = None,
        *,
        items: Sequence[Doable],
        preselected: Sequence[tuple[UUID, int]] = (),
    ) -> None:
        super().__init__(submitted)
        self.items = {str(item.pk): item for item in items}
        self.preselected = [(str(pk), str(quantity)) for pk, quantity in preselected if str(pk) in self.items]

    @property
    def rows(self) -> list[DoneRow]:
        """The rows as they are shown: as typed, else as recorded before, else the ticket's own item."""
        if isinstance(self.data, QueryDict) and self.is_bound:
            typed = zip(self.data.getlist("item"), self.data.getlist("quantity"), strict=False)
            rows = [DoneRow(item, quantity) for item, quantity in typed][:MOST_ROWS]
            return rows or [DoneRow()]
        return [DoneRow(item, quantity) for item, quantity in self.preselected] or [DoneRow()]

    @property
    def is_empty(self) -> bool:
        """Whether no item stands there yet."""
        return not any(row.item for row in self.rows)

    def clean(self) -> dict[str, Any]:
        """Every row with an item needs a real quantity."""
        typed = super().clean()
        done = []
        for row in self.rows:
            if not row.item:
                continue
            item = self.items.get(row.item)
            if item is None:
                self.add_error(None, "所选事项不在本厅的事项目录里，请重新选。")
            elif not (
                row.quantity.isascii()
                and row.quantity.isdecimal()
                and 1 <= int(row.quantity[:3]) <= MOST_OF_ONE
            ):
                self.add_error(None, f"“{item.name}”的件数要写 1 到 {MOST_OF_ONE} 的整数。")
            else:
                done.append(Done(item.implementation, int(row.quantity)))
        typed["done"] = done
        return typed
