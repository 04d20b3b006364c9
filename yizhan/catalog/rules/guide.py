"""Which materials the answers to the situations leave (clause 7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yizhan.catalog.content import ALTERNATIVES, GuideContent, MaterialContent, SituationContent
from yizhan.catalog.states import Need


def needed_materials(
    materials: Sequence[MaterialContent], answers: Mapping[str, str]
) -> tuple[MaterialContent, ...]:
    """The materials for these answers: those always needed, and those of the situations chosen.

    A situation that was not answered leaves its materials in the list: nobody comes with too little.
    """
    return tuple(one for one in materials if _is_needed(one, answers))


def is_settled(situations: Iterable[SituationContent], answers: Mapping[str, str]) -> bool:
    """Whether every question was answered, so that the list is exactly what this person needs."""
    return all(one.key in answers for one in situations)


def known_answers(situations: Iterable[SituationContent], given: Mapping[str, str]) -> dict[str, str]:
    """The given answers that exist; anything else in an address is passed over in silence."""
    return {
        one.key: given[one.key]
        for one in situations
        if given.get(one.key) in {option.key for option in one.options}
    }


def when_text(content: GuideContent, when: str) -> str:
    """The answer that makes a material needed, in words: “谁来办？”答“别人代办”的."""
    texts = {
        f"{one.key}/{option.key}": f"“{one.question}”答“{option.text}”的"
        for one in content.situations
        for option in one.options
    }
    return "；或".join(texts[answer] for answer in when.split(ALTERNATIVES) if answer in texts)


def loose_ends(content: GuideContent) -> list[str]:
    """Names of the situational materials whose situation is not asked any more, or not named."""
    answers = {f"{one.key}/{option.key}" for one in content.situations for option in one.options}
    return [
        one.name
        for one in content.materials
        if (one.need == Need.SITUATIONAL and not one.when)
        or any(answer not in answers for answer in one.when.split(ALTERNATIVES) if answer)
    ]


def _is_needed(material: MaterialContent, answers: Mapping[str, str]) -> bool:
    if not material.when:
        return True
    for alternative in material.when.split(ALTERNATIVES):
        key, _, option = alternative.partition("/")
        if answers.get(key, option) == option:
            return True
    return False
