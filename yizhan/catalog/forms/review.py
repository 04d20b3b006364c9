"""The review route of a draft as rows of the form: one step each, put in another order by buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from yizhan.catalog.content import LONGEST_STEP_NAME, MOST_STEP_WORKDAYS, ReviewStepContent
from yizhan.catalog.forms.guide import new_key
from yizhan.catalog.rules.review import REVIEW_POSTS, post_problem
from yizhan.catalog.states import ReviewKind, ReviewMode
from yizhan.ui.plain_forms import PlainForm

UP, DOWN = "up", "down"


class ReviewStepForm(PlainForm):
    """One step of the review. Its key stays what it was."""

    key = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="环节名称", max_length=LONGEST_STEP_NAME, required=False)
    kind = forms.ChoiceField(label="种类", choices=ReviewKind.choices)
    limit_workdays = forms.IntegerField(
        label="几个工作日", min_value=1, max_value=MOST_STEP_WORKDAYS, required=False
    )
    posts = forms.MultipleChoiceField(
        label="由哪些岗位办",
        choices=[(post.value, post.label) for post in REVIEW_POSTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mode = forms.ChoiceField(label="选了几个岗位时", choices=ReviewMode.choices)

    def clean(self) -> dict[str, Any]:
        """A step has a name, and posts that can do it. A saved step whose name was emptied is one no more."""
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("name")
        is_begun = not cleaned.get("key") and (cleaned.get("posts") or cleaned.get("limit_workdays"))
        if not name and is_begun and "name" not in self.errors:
            self.add_error("name", "请写这一步叫什么。")
        if name and "posts" not in self.errors and "kind" in cleaned:
            problem = post_problem(cleaned["kind"], cleaned.get("posts", ()), name)
            if problem:
                self.add_error("posts", f"{problem}。")
        return cleaned


def step_row(step: ReviewStepContent) -> dict[str, Any]:
    """A step as its row shows it."""
    return {
        "key": step.key,
        "name": step.name,
        "kind": step.kind,
        "posts": list(step.posts),
        "mode": step.mode,
        "limit_workdays": step.limit_workdays,
    }


def steps_of(
    rows: Sequence[Mapping[str, Any]], before: tuple[ReviewStepContent, ...]
) -> tuple[ReviewStepContent, ...]:
    """The steps that were filled in, with their keys, which stay what they were."""
    known = {step.key for step in before}
    used = set(known)
    found: list[ReviewStepContent] = []
    for row in rows:
        if not row.get("name"):
            continue
        key = row["key"] if row["key"] in known else new_key(used, "s")
        known.discard(key)  # a second row with the same key is another step
        used.add(key)
        found.append(
            ReviewStepContent(
                key, row["name"], row["kind"], tuple(row["posts"]), row["mode"], row["limit_workdays"]
            )
        )
    return tuple(found)


def moved(steps: tuple[ReviewStepContent, ...], wish: str) -> tuple[ReviewStepContent, ...]:
    """The steps with one of them a place further up or down, as a button wishes: `up/key` or `down/key`.

    What cannot be, as the first going up, leaves everything as it is.
    """
    way, _, key = wish.partition("/")
    places = [place for place, step in enumerate(steps) if step.key == key]
    if not places or way not in {UP, DOWN}:
        return steps
    here = places[0]
    there = here - 1 if way == UP else here + 1
    if not 0 <= there < len(steps):
        return steps
    order = list(steps)
    order[here], order[there] = order[there], order[here]
    return tuple(order)
