"""The whole draft: its fields and its five kinds of rows, bound together, valid together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from yizhan.catalog.content import GuideContent, SituationContent
from yizhan.catalog.forms.guide import (
    BasisForm,
    FlowForm,
    GuideForm,
    MaterialRow,
    SituationForm,
    basis_of,
    content_with,
    flow_of,
    materials_of,
    situations_of,
)
from yizhan.catalog.forms.review import ReviewStepForm, moved, step_row, steps_of

BLANK_ROWS = 1
MOST_ROWS = 60
_NOUNS = {
    "flow": "步骤",
    "review_steps": "环节",
    "basis": "依据",
    "situations": "问题",
    "materials": "材料",
}

_Flow = forms.formset_factory(
    FlowForm, extra=BLANK_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
_ReviewSteps = forms.formset_factory(
    ReviewStepForm, extra=BLANK_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
_Basis = forms.formset_factory(
    BasisForm, extra=BLANK_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
_Situations = forms.formset_factory(
    SituationForm, extra=BLANK_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
_Materials = forms.formset_factory(
    MaterialRow, extra=BLANK_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class DraftForms:
    """The forms of one draft, as an editor has them before him."""

    def __init__(self, before: GuideContent, typed: QueryDict | None = None) -> None:
        self.before = before
        self.seen = typed.get("seen", "") if typed is not None else before.digest()
        self.guide = GuideForm(typed, initial=_initial(before))
        self.flow = _Flow(typed, prefix="flow", initial=[_row(one) for one in before.flow])
        self.move = typed.get("move", "") if typed is not None else ""
        self.review_steps = _ReviewSteps(
            typed, prefix="review_steps", initial=[step_row(one) for one in before.review_steps]
        )
        self.basis = _Basis(typed, prefix="basis", initial=[_row(one) for one in before.basis])
        self.situations = _Situations(
            typed, prefix="situations", initial=[_situation_row(one) for one in before.situations]
        )
        self.asked = self._asked() if typed is not None else before.situations
        self.materials = _Materials(
            typed,
            prefix="materials",
            initial=[_row(one) for one in before.materials],
            form_kwargs={"situations": _choices(self.asked)},
        )

    @property
    def moved_step(self) -> str:
        """The key of the step whose button was pressed to put it further up or down."""
        key = self.move.partition("/")[2]
        return key if any(step.key == key for step in self.before.review_steps) else ""

    @property
    def formsets(self) -> list[forms.BaseFormSet[Any]]:
        """The rows, in the order of the page."""
        return [self.situations, self.materials, self.flow, self.review_steps, self.basis]

    def is_valid(self) -> bool:
        """Whether everything can be kept; all parts are looked at, so that all errors show at once."""
        return all([self.guide.is_valid(), *(rows.is_valid() for rows in self.formsets)])

    @property
    def wrong_rows(self) -> list[tuple[str, str]]:
        """The id of each wrong field of the rows and what is wrong, for the summary on top."""
        return [
            (form[name].id_for_label, f"{_NOUNS[str(rows.prefix)]} {number}：{message}")
            for rows in self.formsets
            for number, form in enumerate(rows, start=1)
            for name, messages in form.errors.items()
            if name in form.fields
            for message in messages
        ]

    def content(self) -> GuideContent:
        """What was typed, as the content of the draft."""
        return content_with(
            self.guide.cleaned_data,
            flow=flow_of(_kept(self.flow)),
            review_steps=moved(steps_of(_kept(self.review_steps), self.before.review_steps), self.move),
            basis=basis_of(_kept(self.basis)),
            situations=self.asked,
            materials=materials_of(_kept(self.materials)),
        )

    def _asked(self) -> tuple[SituationContent, ...]:
        """The situations as typed, which the materials may name; a wrong one keeps the others usable."""
        self.situations.is_valid()
        return situations_of(_kept(self.situations), self.before.situations)


def _kept(rows: forms.BaseFormSet[Any]) -> list[dict[str, Any]]:
    """The rows that are not ticked for removal."""
    return [form.cleaned_data for form in rows if form.is_valid() and not form.cleaned_data.get("DELETE")]


def _initial(content: GuideContent) -> dict[str, Any]:
    charged = {True: "yes", False: "no", None: ""}[content.is_charged]
    return {name: getattr(content, name) for name in GuideForm.base_fields if name != "charged"} | {
        "charged": charged
    }


def _row(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def _situation_row(one: SituationContent) -> dict[str, Any]:
    return {"key": one.key, "question": one.question, "answers": [option.text for option in one.options]}


def _choices(situations: tuple[SituationContent, ...]) -> list[tuple[str, str]]:
    return [
        (f"{one.key}/{option.key}", f"{one.question} {option.text}")
        for one in situations
        for option in one.options
    ]
