"""Every worked example of docs/algorithms/deadline.md, run as it is printed."""

from __future__ import annotations

from datetime import date

import pytest

from yizhan.calendars.published import published_calendar
from yizhan.cases.rules.answering import answer_by, deemed_accepted, receipt_that_counts
from yizhan.cases.rules.counting import count_between
from yizhan.cases.rules.deadline import Facts, Limit, due
from yizhan.cases.rules.explaining import explain, explain_answer
from yizhan.cases.rules.standing import standing
from yizhan.cases.tests.deadline_examples import (
    NOTHING,
    Example,
    answer_examples,
    due_examples,
    thirds,
)

pytestmark = pytest.mark.clause("7.2c")
CALENDAR = published_calendar()
DUE, ANSWERS = due_examples(), answer_examples()


def named(example: Example) -> str:
    return f"line {example.line}"


def test_the_document_has_its_examples() -> None:
    """A table that lost its head would be read as none."""
    assert len(DUE) >= 40
    assert len(ANSWERS) >= 10


@pytest.mark.parametrize("example", DUE, ids=named)
def test_the_date_is_the_printed_one(example: Example) -> None:
    found = due(example.facts, CALENDAR, on=example.seen_on)
    assert str(found.due_on or NOTHING) == example["due"]


@pytest.mark.parametrize("example", DUE, ids=named)
def test_it_stands_as_printed_and_the_sentence_says_why(example: Example) -> None:
    facts = example.facts
    found = due(facts, CALENDAR, on=example.seen_on)
    assert standing(found, CALENDAR).words == example["stands"]
    assert explain(facts, found) == example["sentence"]


@pytest.mark.parametrize("example", ANSWERS, ids=named)
def test_a_receipt_is_answered_or_deemed_accepted_as_printed(example: Example) -> None:
    received = receipt_that_counts(date.fromisoformat(example["received"]), _supplements(example))
    if received is None:
        assert [example["answer_by"], example["deemed_accepted"]] == [NOTHING, NOTHING]
        return
    own = None if example["own_days"] == NOTHING else int(example["own_days"])
    answer = answer_by(received, example["class"], CALENDAR, own_workdays=own)
    deemed = deemed_accepted(received, answer.on, on=example.seen_on)
    assert str(answer.on) == example["answer_by"]
    assert str(deemed or NOTHING) == example["deemed_accepted"]
    assert explain_answer(answer) == example["sentence"]


@pytest.mark.parametrize(("limit", "left"), thirds().items())
def test_a_third_is_left_when_it_is_warned(limit: int, left: int) -> None:
    start = date(2026, 11, 20)
    found = due(Facts(start, start, promised=Limit(limit)), CALENDAR, on=start)
    assert found.warn_on is not None
    assert found.due_on is not None
    assert count_between(found.warn_on, found.due_on, "workdays", CALENDAR) == left
    assert len(thirds()) == 7


def _supplements(example: Example) -> list[date | None]:
    text = example["supplements"]
    return [] if text == NOTHING else [None if text == "open" else date.fromisoformat(text)]
