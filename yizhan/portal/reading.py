"""A published guide made ready for a reader: which questions, which materials, in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yizhan.catalog.content import GuideContent, MaterialContent, Option
from yizhan.catalog.selectors import words
from yizhan.catalog.selectors.answers import is_settled, known_answers, needed_materials
from yizhan.catalog.states import Need


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material as one row of the page."""

    name: str
    pieces: str
    need: str
    is_situational: bool
    is_optional: bool
    issued_by: str
    note: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its answers and the one given."""

    key: str
    question: str
    options: tuple[Option, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """What the page shows beside the plain content."""

    questions: tuple[QuestionLine, ...]
    materials: tuple[MaterialLine, ...]
    left_out: int
    is_answered: bool
    is_settled: bool
    handling: str
    audience: str
    query: str


def read_guide(content: GuideContent, given: Mapping[str, str], *, english: bool) -> GuidePage:
    """The guide for these answers. An address that was tampered with counts as not answered (7.3)."""
    answers = known_answers(content.situations, given)
    needed = needed_materials(content.materials, answers)
    return GuidePage(
        questions=tuple(
            QuestionLine(one.key, one.question, one.options, answers.get(one.key, ""))
            for one in content.situations
        ),
        materials=tuple(_line(one, content, english=english) for one in needed),
        left_out=len(content.materials) - len(needed),
        is_answered=bool(answers),
        is_settled=is_settled(content.situations, answers),
        handling=words.handling(content.handling_type, english=english),
        audience=words.audience(content.audience, english=english),
        query="&".join(f"{key}={answer}" for key, answer in answers.items()),
    )


def _line(one: MaterialContent, content: GuideContent, *, english: bool) -> MaterialLine:
    return MaterialLine(
        name=one.name,
        pieces=words.pieces(one, english=english),
        need=words.need(one, content, english=english),
        is_situational=bool(one.when),
        is_optional=one.need == Need.OPTIONAL,
        issued_by=one.issued_by,
        note=one.note,
    )
