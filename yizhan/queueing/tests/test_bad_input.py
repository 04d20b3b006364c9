"""Over-long text, control characters, unknown codes, huge numbers: a sentence, and nothing half written."""

from __future__ import annotations

from typing import Any

import pytest

from yizhan.lib.refusal import NotYours
from yizhan.lib.text import TextTooLong, UnreadableCharacters
from yizhan.queueing.actions import consulting, days, moving, setting_up
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import Category, Consultation
from yizhan.queueing.refusals import AnswerNeeded, CategoryIncomplete, PrefixTaken
from yizhan.queueing.states import SuspendKind, TicketState
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("note", "refusal"),
    [("长" * 61, TextTooLong), ("a\x00b", UnreadableCharacters), ("\u202egnp.exe", UnreadableCharacters)],
)
def test_a_bad_note_suspends_nothing(floor: Floor, note: str, refusal: type[Exception]) -> None:
    floor.issue(9, 0)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    with pytest.raises(refusal):
        moving.suspend(ticket, session, SuspendKind.WITH_PAPERS, by=clerk.actor, at=floor.at(9, 6), note=note)
    ticket.refresh_from_db()
    assert ticket.state == TicketState.CALLED


def test_html_is_kept_as_the_text_it_is(floor: Floor) -> None:
    guide = floor.cast.guide
    asked = consulting.record_consultation(
        floor.cast.hall,
        Question("elderly", "policy", "<b>70</b>岁起"),
        guide.user,
        by=guide.actor,
        at=floor.at(9, 0),
    )
    assert asked.answer == "<b>70</b>岁起"


@pytest.mark.parametrize("answer", ["长" * 301, "\x07"])
def test_a_bad_answer_records_nothing(floor: Floor, answer: str) -> None:
    guide = floor.cast.guide
    with pytest.raises((TextTooLong, UnreadableCharacters)):
        consulting.record_consultation(
            floor.cast.hall,
            Question("elderly", "policy", answer),
            guide.user,
            by=guide.actor,
            at=floor.at(9, 0),
        )
    assert not Consultation.objects.exists()


def test_an_answer_of_blanks_is_none(floor: Floor) -> None:
    guide = floor.cast.guide
    asked = consulting.record_consultation(
        floor.cast.hall, Question("elderly", "policy"), guide.user, by=guide.actor, at=floor.at(9, 0)
    )
    with pytest.raises(AnswerNeeded):
        consulting.answer(asked, "  ", by=guide.actor, at=floor.at(9, 1))


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"name": "名" * 17}, TextTooLong),
        ({"name": " "}, CategoryIncomplete),
        ({"daily_quota": 0}, CategoryIncomplete),
        ({"daily_quota": 10**12}, CategoryIncomplete),
        ({"order": -1}, CategoryIncomplete),
        ({"lines": ["astrology"]}, CategoryIncomplete),
        ({"prefix": "I"}, PrefixTaken),
        ({"prefix": "a"}, PrefixTaken),
        ({"prefix": "A"}, PrefixTaken),
    ],
)
def test_a_bad_category_is_not_added(floor: Floor, details: dict[str, Any], refusal: type[Exception]) -> None:
    before = Category.objects.count()
    told = {"prefix": "Z", "name": "其他", **details}
    with pytest.raises(refusal):
        setting_up.add_category(
            floor.cast.hall,
            told.pop("prefix"),
            told.pop("name"),
            floor.cast.zone,
            by=floor.cast.director.actor,
            at=floor.at(9, 0),
            **told,
        )
    assert Category.objects.count() == before


def test_clerks_neither_set_up_nor_close_the_hall(floor: Floor) -> None:
    by, at = floor.cast.clerk.actor, floor.at(9, 0)
    with pytest.raises(NotYours):
        setting_up.change_category(floor.social, by=by, at=at, name="改名")
    with pytest.raises(NotYours):
        setting_up.restrict_window(floor.cast.windows[0], [], by=by, at=at)
    with pytest.raises(NotYours):
        days.close_day(floor.day, by=by, at=at)
