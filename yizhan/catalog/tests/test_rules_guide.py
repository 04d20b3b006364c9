"""Which materials are left once the questions are answered (clause 7.3)."""

from __future__ import annotations

import pytest

from yizhan.catalog.content import GuideContent, MaterialContent, Option, SituationContent
from yizhan.catalog.reading import reference_guides
from yizhan.catalog.rules.guide import is_settled, known_answers, loose_ends, needed_materials, when_text

pytestmark = pytest.mark.clause("7.3")

WHO = SituationContent("who", "谁来办？", (Option("self", "自己来"), Option("agent", "别人代办")))
HOME = SituationContent("home", "住在哪里？", (Option("same", "户籍地"), Option("other", "别处")))
CARD = MaterialContent("身份证")
LETTER = MaterialContent("委托书", need="situational", when="who/agent")
EITHER = MaterialContent("说明", need="situational", when="who/agent；home/other")
GUIDE = GuideContent(situations=(WHO, HOME), materials=(CARD, LETTER, EITHER))


def names(answers: dict[str, str]) -> list[str]:
    return [one.name for one in needed_materials(GUIDE.materials, answers)]


def test_without_answers_nobody_comes_with_too_little() -> None:
    assert names({}) == ["身份证", "委托书", "说明"]


def test_answers_leave_only_what_is_needed() -> None:
    assert names({"who": "self", "home": "same"}) == ["身份证"]
    assert names({"who": "agent", "home": "same"}) == ["身份证", "委托书", "说明"]
    assert names({"who": "self", "home": "other"}) == ["身份证", "说明"]


def test_one_answer_of_two_keeps_what_the_other_may_need() -> None:
    assert names({"who": "self"}) == ["身份证", "说明"]
    assert not is_settled(GUIDE.situations, {"who": "self"})
    assert is_settled(GUIDE.situations, {"who": "self", "home": "same"})


def test_an_invented_answer_in_the_address_is_passed_over() -> None:
    assert known_answers(GUIDE.situations, {"who": "nobody", "home": "same", "x": "y"}) == {"home": "same"}


def test_a_situation_is_told_in_words() -> None:
    assert when_text(GUIDE, "who/agent") == "“谁来办？”答“别人代办”的"
    assert when_text(GUIDE, "who/agent；home/other") == "“谁来办？”答“别人代办”的；或“住在哪里？”答“别处”的"


def test_a_material_of_a_situation_that_is_not_asked_is_a_loose_end() -> None:
    orphan = MaterialContent("居住证明", need="situational", when="gone/yes")
    nowhere = MaterialContent("照片", need="situational")
    assert loose_ends(GuideContent(situations=(WHO,), materials=(CARD, LETTER, orphan, nowhere))) == [
        "居住证明",
        "照片",
    ]


def test_no_shipped_guide_has_a_loose_end() -> None:
    assert [guide.row for guide in reference_guides() if loose_ends(guide.content)] == []
