"""One rating per visit, unchangeable, about the service, never about who gave it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from yizhan.feedback.actions import rate
from yizhan.feedback.models import Rating
from yizhan.feedback.refusals import NothingToRate, RatedAlready, TooLateToRate
from yizhan.feedback.rules import RATE_WITHIN, may_still_rate, reasons_for
from yizhan.feedback.states import BLAME, PRAISE, Grade
from yizhan.journal.models import Entry
from yizhan.queueing.actions import moving
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("6.2")


def test_a_rating_names_the_service_and_no_rater(served: Ticket, session: WindowSession) -> None:
    rating = rate(served.visit, Grade.SATISFIED, channel="pad", at=at(9, 30), reasons=["quick", "clear"])
    assert rating.session == session
    assert (rating.grade, rating.reasons, rating.channel) == (2, ["quick", "clear"], "pad")
    entry = Entry.objects.get(act="rating.left")
    assert (entry.actor_kind, entry.actor_id) == ("resident", "")
    assert entry.facts == {"grade": 2}


def test_a_visit_is_rated_once(served: Ticket) -> None:
    rate(served.visit, 1, channel="pad", at=at(9, 30))
    with pytest.raises(RatedAlready):
        rate(served.visit, 5, channel="qr", at=at(9, 31))
    assert Rating.objects.get().grade == 1


def test_the_same_press_twice_is_one_rating(served: Ticket) -> None:
    first = rate(served.visit, 1, channel="pad", at=at(9, 30), request_key="one-press")
    assert rate(served.visit, 1, channel="pad", at=at(9, 30, 1), request_key="one-press") == first


def test_the_database_itself_knows_one_rating_per_visit(served: Ticket, session: WindowSession) -> None:
    values = {
        "visit": served.visit,
        "unit_id": served.unit_id,
        "session": session,
        "grade": 1,
        "channel": "pad",
        "business_date": served.day.date,
        "rated_at": at(9, 30),
    }
    Rating.objects.create(**values)
    with pytest.raises(IntegrityError):
        Rating.objects.create(**values)


def test_reasons_that_do_not_go_with_the_grade_are_left_out(served: Ticket) -> None:
    rating = rate(
        served.visit, 5, channel="qr", at=at(9, 30), reasons=["friendly", "slow", "slow", "no-such"]
    )
    assert rating.reasons == ["slow"]


def test_a_number_not_yet_served_cannot_be_rated(waiting: Ticket) -> None:
    with pytest.raises(NothingToRate):
        rate(waiting.visit, 1, channel="qr", at=at(9, 30))


def test_after_thirty_days_nobody_can_rate(served: Ticket) -> None:
    with pytest.raises(TooLateToRate):
        rate(served.visit, 1, channel="qr", at=at(9, 29) + RATE_WITHIN + timedelta(seconds=1))


def test_a_transferred_visit_is_rated_once_for_the_window_that_ended_it(
    floor: Floor, session: WindowSession, cast: Cast
) -> None:
    floor.issue(9, 1)
    ticket = floor.call(session, cast.clerk, 9, 5)
    moving.transfer(ticket, session, by=cast.clerk.actor, at=at(9, 8), category=floor.civil)
    other = floor.serve(cast.clerk2, 1)
    ticket = floor.call(other, cast.clerk2, 9, 10)
    floor.finish(ticket, other, cast.clerk2, 9, 20)
    assert rate(ticket.visit, 1, channel="pad", at=at(9, 21)).session == other


@pytest.mark.parametrize(
    ("grade", "offered"),
    [(1, PRAISE), (2, PRAISE), (3, (*PRAISE, *BLAME)), (4, BLAME), (5, BLAME)],
)
def test_praise_goes_with_good_grades_and_blame_with_bad_ones(grade: int, offered: tuple[str, ...]) -> None:
    assert reasons_for(grade) == tuple(offered)


@pytest.mark.parametrize(
    ("ended", "may"),
    [(None, True), (at(9), True), (at(9) - timedelta(days=30), True), (at(9) - timedelta(days=31), False)],
)
def test_a_visit_may_be_rated_for_thirty_days(ended: object, may: bool) -> None:
    assert may_still_rate(ended, at(9)) is may  # type: ignore[arg-type]
