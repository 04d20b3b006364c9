"""What a post is worth on a day, in the words of the list of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PostState:
    """A colour of the status chip, and what is the matter in words."""

    kind: str
    word: str

    @property
    def is_held(self) -> bool:
        """Whether the post is held on the day or later, trained or not."""
        return self.kind != "paused"


def post_state(
    valid_from: date,
    valid_to: date | None,
    trainings: Iterable[tuple[date, date | None]],
    *,
    needs_training: bool,
    on: date,
) -> PostState:
    """Whether the post gives rights on the day, and if not, why (clause 2.3)."""
    if valid_to is not None and valid_to <= on:
        return PostState("paused", f"{valid_to}起不再担任")
    if valid_from > on:
        return PostState("waiting", f"{valid_from}起担任")
    if not needs_training:
        return PostState("done", "在岗")
    passed = [(start, end) for start, end in trainings if start <= on]
    if not passed:
        return PostState("late", "未培训，不能上岗")
    if all(end is not None and end < on for _, end in passed):
        return PostState("late", "培训已过期，不能上岗")
    return PostState("done", "在岗")
