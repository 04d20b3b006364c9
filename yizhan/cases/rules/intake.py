"""What acceptance asks for: only the materials that the situation needs, and when they are complete.

行政许可法 32; 优化营商环境条例 36; clause 7.2b.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yizhan.cases.states import EXEMPT, TAKEN, HandedInAs
from yizhan.catalog.content import ALTERNATIVES


@dataclass(frozen=True, slots=True)
class Asked:
    """A situation's question: its key, its words and the keys of its answers."""

    key: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A material of the guide: `when` names the answers that make it needed, empty: always."""

    key: int
    name: str
    need: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """A material as it stands in a case."""

    name: str
    need: str
    handed_in_as: str
    is_checked: bool


def unanswered(asked: Sequence[Asked], answers: Mapping[str, str]) -> list[str]:
    """The questions that were not answered, or with something that is no answer to them."""
    return [one.question for one in asked if answers.get(one.key) not in one.options]


def is_needed(when: str, answers: Mapping[str, str]) -> bool:
    """Whether a material is needed in this situation: one of its alternatives was chosen."""
    if not when:
        return True
    chosen = {f"{question}/{answer}" for question, answer in answers.items()}
    return any(alternative.strip() in chosen for alternative in when.split(ALTERNATIVES))


def needed(materials: Iterable[Listed], answers: Mapping[str, str]) -> list[Listed]:
    """The materials that this situation needs, in the guide's order; nothing else may be asked for."""
    return [one for one in materials if is_needed(one.when, answers)]


def is_settled(one: Handed) -> bool:
    """Whether nothing more is to be done about a material: taken and checked, exempt, or promised."""
    if one.handed_in_as in TAKEN:
        return one.is_checked
    return one.handed_in_as in EXEMPT or one.handed_in_as == HandedInAs.DEFERRED


def lacking(materials: Iterable[Handed]) -> list[str]:
    """The materials for want of which the case cannot be accepted yet, each with what is the matter.

    An optional material is never lacking; one that was taken must be checked all the same.
    """
    found = []
    for one in materials:
        if is_settled(one) or (one.need == "optional" and one.handed_in_as == HandedInAs.MISSING):
            continue
        found.append(f"{one.name}（{'还没核对' if one.handed_in_as in TAKEN else '未交'}）")
    return found
