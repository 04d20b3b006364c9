"""Limits in one sentence, and whether a promise keeps within the statute."""

from __future__ import annotations

import pytest

from yizhan.catalog.content import Limit
from yizhan.catalog.rules.limits import (
    Promise,
    limit_text,
    limits_sentence,
    limits_sentence_en,
    promise_against_statute,
    written_limit,
)

WORKDAYS, DAYS = "workdays", "days"


def limit(written: str) -> Limit | None:
    return written_limit(written)


@pytest.mark.clause("5.3")
@pytest.mark.parametrize(
    ("statutory", "promised", "sentence", "english"),
    [
        (
            "20个工作日",
            "10个工作日",
            "法定20个工作日，承诺10个工作日",
            "by law: 20 working days; we promise: 10 working days",
        ),
        (
            "20个工作日",
            "",
            "法定20个工作日，承诺未定时限",
            "by law: 20 working days; we promise: no limit set",
        ),
        ("", "3天", "承诺3天，法定未定时限", "by law: no limit set; we promise: 3 days"),
        ("", "", "未定时限", "no time limit set"),
        (
            "1个工作日",
            "当场",
            "法定1个工作日，承诺当场办结",
            "by law: 1 working day; we promise: on the spot",
        ),
    ],
)
def test_both_limits_stand_in_one_sentence_and_none_is_invented(
    statutory: str, promised: str, sentence: str, english: str
) -> None:
    assert limits_sentence(limit(statutory), limit(promised)) == sentence
    assert limits_sentence_en(limit(statutory), limit(promised)) == english


@pytest.mark.clause("7.2c")
@pytest.mark.parametrize(
    ("statutory", "promised", "standing"),
    [
        ("20个工作日", "10个工作日", Promise.WITHIN),
        ("20个工作日", "20个工作日", Promise.WITHIN),
        ("20个工作日", "21个工作日", Promise.LONGER),
        ("15天", "16天", Promise.LONGER),
        ("15天", "15天", Promise.WITHIN),
        # n days always pass within n working days …
        ("20个工作日", "20天", Promise.WITHIN),
        # … more than n may or may not: the holidays decide
        ("20个工作日", "21天", Promise.UNCLEAR),
        ("15天", "10个工作日", Promise.UNCLEAR),
        # n + 1 working days never pass within n days
        ("15天", "16个工作日", Promise.LONGER),
        ("15天", "当场", Promise.WITHIN),
        ("", "90天", Promise.WITHIN),
        ("15天", "", Promise.WITHIN),
    ],
)
def test_a_promise_is_never_longer_than_the_statute(statutory: str, promised: str, standing: Promise) -> None:
    assert promise_against_statute(limit(statutory), limit(promised)) is standing


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("20个工作日", Limit(20, WORKDAYS)),
        ("20 工作日", Limit(20, WORKDAYS)),
        ("15天", Limit(15, DAYS)),
        ("15日", Limit(15, DAYS)),
        ("15个自然日", Limit(15, DAYS)),
        ("当场", Limit(0, WORKDAYS)),
        ("", None),
        ("未定时限", None),
    ],
)
def test_a_limit_is_read_as_people_write_it(written: str, read: Limit | None) -> None:
    assert written_limit(written) == read


@pytest.mark.parametrize(
    "written", ["很快", "20", "-5天", "2000个工作日", "20个工作日左右", "1.5天", "二十天"]
)
def test_a_limit_that_is_not_clear_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match=written):
        written_limit(written)


@pytest.mark.parametrize("written", ["20个工作日", "15天", "当场办结", "未定时限"])
def test_what_is_shown_can_be_read_again(written: str) -> None:
    assert limit_text(written_limit(written)) == written
