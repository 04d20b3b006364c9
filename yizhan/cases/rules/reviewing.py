"""Who may work on a step, and when a joint step has all its opinions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from yizhan.catalog.states import ReviewMode


@dataclass(frozen=True, slots=True)
class Assigned:
    """A duty in force: who reviews a line, or one item of it."""

    user_id: str
    business_line: str
    implementation_id: UUID | None = None


def may_work_on(step_posts: Iterable[str], held: Collection[str]) -> bool:
    """Whether somebody with these posts may do a step."""
    return any(post in held for post in step_posts)


def is_complete(step_posts: Collection[str], mode: str, signed: Collection[str]) -> bool:
    """Whether a joint step has its opinions: of any one post, or of each of them."""
    if mode == ReviewMode.ALL:
        return set(step_posts) <= set(signed)
    return bool(signed)


def reviewers(duties: Iterable[Assigned], business_line: str, implementation_id: UUID) -> set[str]:
    """Who is named for an item: those of the item, else those of its line; empty: everybody with the post."""
    rows = list(duties)
    of_item = {one.user_id for one in rows if one.implementation_id == implementation_id}
    if of_item:
        return of_item
    return {
        one.user_id for one in rows if one.implementation_id is None and one.business_line == business_line
    }
