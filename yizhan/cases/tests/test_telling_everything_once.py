"""What is missing is told once and completely; a second notice is refused, or stands on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yizhan.cases.actions import answering, ending
from yizhan.cases.actions.answering import Correction
from yizhan.cases.models import Handling, OneTimeNotice
from yizhan.cases.papers.filing import papers_of
from yizhan.cases.refusals import (
    AlreadyNoticed,
    LapseTooEarly,
    NoOpenNotice,
    NoSupplementInReview,
    NothingToCorrect,
    SecondNoticeNeedsAReason,
    TooLateToNotice,
)
from yizhan.cases.states import AcceptedHow, HandlingState
from yizhan.cases.tests.build import Office
from yizhan.documents.rendering import pdf
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import StaleState
from yizhan.testing.cast import TODAY, Member, at

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.2b")]

MISSING = Correction("户口本首页复印件", "没有交", "交复印件一份，加盖印章页", "办事指南第3项")
UNTIL = TODAY + timedelta(days=14)


def _tell(
    office: Office, handling: Handling, *, by: Member | None = None, because: str = "", on: date = TODAY
) -> OneTimeNotice:
    who = by or office.cast.clerk
    return answering.give_notice(
        handling, [MISSING], how="交到窗口，不用重新取号", until=UNTIL, user=who.user,
        by=who.actor, at=at(10, 0, day=on), forced_because=because,
    )  # fmt: skip


def test_a_notice_says_everything_and_waits(licence: Office) -> None:
    handling = licence.received()
    notice = _tell(licence, handling)
    assert (handling.state, notice.ordinal) == (HandlingState.NOTICED, 1)
    paper = papers_of(handling)[-1]
    assert paper.key == "one_time_notice"
    assert "补〔2026〕1号" in paper.number
    assert pdf(paper).startswith(b"%PDF")


def test_an_empty_notice_is_refused(licence: Office) -> None:
    handling, clerk = licence.received(), licence.cast.clerk
    with pytest.raises(NothingToCorrect):
        answering.give_notice(
            handling, [], how="", until=UNTIL, user=clerk.user, by=clerk.actor, at=at(10, 0)
        )


def test_a_second_notice_is_refused_and_forced_only_with_the_directors_reason(licence: Office) -> None:
    handling = licence.received()
    _tell(licence, handling)
    answering.supplement(handling, by=licence.cast.clerk.actor, at=at(10, 30))
    with pytest.raises(AlreadyNoticed):
        _tell(licence, handling)
    with pytest.raises(SecondNoticeNeedsAReason):
        _tell(licence, handling, by=licence.cast.director)
    forced = _tell(licence, handling, by=licence.cast.director, because="首次漏看了背面的有效期")
    assert (forced.ordinal, forced.forced_by) == (2, licence.cast.director.user)


def test_a_supplement_is_a_new_receipt(licence: Office) -> None:
    handling = licence.received()
    _tell(licence, handling)
    later = TODAY + timedelta(days=2)
    answering.supplement(handling, by=licence.cast.clerk.actor, at=at(9, 0, day=later))
    assert (handling.state, handling.received_on) == (HandlingState.RECEIVED, later)
    assert handling.answer_by.isoformat() == "2026-12-02"
    with pytest.raises(NoOpenNotice):
        answering.supplement(handling, by=licence.cast.clerk.actor, at=at(9, 1, day=later))


def test_who_is_told_too_late_is_accepted_from_the_day_of_receipt(licence: Office) -> None:
    handling = licence.received()
    in_time, too_late = date(2026, 11, 30), date(2026, 12, 1)
    with pytest.raises(TooLateToNotice):
        _tell(licence, handling, on=too_late)
    with pytest.raises(StaleState):
        answering.deem_accepted(handling, by=SYSTEM, at=at(23, 0, day=in_time))
    answering.deem_accepted(handling, by=SYSTEM, at=at(1, 0, day=too_late))
    assert (handling.accepted_on, handling.accepted_how) == (TODAY, AcceptedHow.DEEMED)
    assert handling.due_on is not None
    assert handling.due_on.isoformat() == "2026-12-21"
    assert papers_of(handling)[-1].key == "deemed_acceptance"


def test_a_licence_lacks_nothing_any_more_once_it_is_accepted(licence: Office) -> None:
    handling = licence.accepted()
    with pytest.raises(NoSupplementInReview):
        _tell(licence, handling, by=licence.cast.approver)


def test_who_does_not_come_back_lapses_after_the_day_told(licence: Office) -> None:
    handling, clerk = licence.received(), licence.cast.clerk
    _tell(licence, handling)
    with pytest.raises(LapseTooEarly):
        ending.lapse(handling, reason="没有来", by=clerk.actor, at=at(17, 0, day=UNTIL))
    after = UNTIL + timedelta(days=1)
    ending.lapse(handling, reason="多次联系没有来补", by=clerk.actor, at=at(9, 0, day=after))
    assert handling.state == HandlingState.LAPSED
    ending.reopen(handling, reason="住院，今天来补", by=licence.cast.director.actor, at=at(10, 0, day=after))
    assert (handling.state, handling.received_on) == (HandlingState.RECEIVED, after)
