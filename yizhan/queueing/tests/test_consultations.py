"""首问负责: who was asked first stays responsible on record until he hands over (clause 7.2a)."""

from __future__ import annotations

import pytest

from yizhan.lib.refusal import StaleState
from yizhan.queueing.actions import consulting
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import FirstContact
from yizhan.queueing.refusals import AlreadyHandedOver
from yizhan.testing.floor import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.2a"), pytest.mark.clause("3.4")]

OPEN_QUESTION = Question("elderly", "policy")


def responsible(floor: Floor) -> list[str]:
    return [contact.user.name for contact in FirstContact.objects.filter(until=None).select_related("user")]


def test_an_open_question_stays_with_who_was_asked(floor: Floor) -> None:
    guide = floor.cast.guide
    asked = consulting.record_consultation(
        floor.cast.hall, OPEN_QUESTION, guide.user, by=guide.actor, at=floor.at(9, 0)
    )
    assert asked.answered_at is None
    assert responsible(floor) == [guide.user.name]


def test_handing_over_names_the_next_one_and_keeps_the_story(floor: Floor) -> None:
    guide, director = floor.cast.guide, floor.cast.director
    asked = consulting.record_consultation(
        floor.cast.hall, OPEN_QUESTION, guide.user, by=guide.actor, at=floor.at(9, 0)
    )
    consulting.hand_over(asked, director.user, "要查政策", by=guide.actor, at=floor.at(9, 10))
    assert responsible(floor) == [director.user.name]
    assert list(asked.contacts.order_by("since").values_list("user_id", "handed_over_because")) == [
        (guide.user.pk, "要查政策"),
        (director.user.pk, ""),
    ]
    with pytest.raises(AlreadyHandedOver):
        consulting.hand_over(asked, guide.user, "再转", by=guide.actor, at=floor.at(9, 11))


def test_only_the_responsible_one_answers_and_only_once(floor: Floor) -> None:
    guide, clerk = floor.cast.guide, floor.cast.clerk
    asked = consulting.record_consultation(
        floor.cast.hall, OPEN_QUESTION, guide.user, by=guide.actor, at=floor.at(9, 0)
    )
    with pytest.raises(AlreadyHandedOver):
        consulting.answer(asked, "70岁起", by=clerk.actor, at=floor.at(9, 5))
    consulting.answer(asked, "70岁起", by=guide.actor, at=floor.at(9, 5))
    assert (asked.answer, asked.answered_at) == ("70岁起", floor.at(9, 5))
    with pytest.raises(StaleState):
        consulting.answer(asked, "80岁起", by=guide.actor, at=floor.at(9, 6))


def test_a_repeated_question_is_one(floor: Floor) -> None:
    guide = floor.cast.guide
    one, two = (
        consulting.record_consultation(
            floor.cast.hall,
            OPEN_QUESTION,
            guide.user,
            by=guide.actor,
            at=floor.at(9, minute),
            request_key="q",
        )
        for minute in (0, 1)
    )
    assert one == two
