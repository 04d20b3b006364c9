"""首问负责: who was asked first answers, or hands over to a named colleague."""

from __future__ import annotations

import pytest
from django.urls import reverse

from yizhan.desk.tests.conftest import Screen, words
from yizhan.queueing.actions import consulting
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import Consultation, FirstContact
from yizhan.testing.cast import Cast, at

pytestmark = pytest.mark.clause("7.2a", "3.4")


@pytest.fixture
def open_question(cast: Cast) -> Consultation:
    question = Question("civil_affairs", "policy")
    return consulting.record_consultation(cast.hall, question, cast.guide.user, by=cast.guide.actor, at=at(9))


def test_a_question_is_written_down_with_its_answer(cast: Cast, guide: Screen) -> None:
    guide.press("ask", came_from="questions", business_line="elderly", topic="fees", answer="这件事不收费。")
    asked = Consultation.objects.get()
    assert asked.answered_at is not None
    assert asked.contacts.get().user == cast.guide.user


def test_without_an_answer_it_stays_open_with_who_was_asked(cast: Cast, guide: Screen) -> None:
    page = guide.press("ask", came_from="questions", business_line="elderly", topic="policy", answer="")
    assert "由您负责到底" in page
    assert "等我答复的 1" in words(page)


def test_both_keys_are_needed(cast: Cast, guide: Screen) -> None:
    answer = guide.send("ask", business_line="elderly", answer="带身份证。")
    assert answer.status_code == 422
    assert "带身份证。" in answer.content.decode()
    assert not Consultation.objects.exists()


def test_the_one_responsible_answers(open_question: Consultation, guide: Screen) -> None:
    assert "答复好了" in guide.open("question", open_question.pk)
    guide.press("answer", open_question.pk, came_from="questions", answer="已按现行政策解释。")
    open_question.refresh_from_db()
    assert open_question.answer == "已按现行政策解释。"


def test_a_colleague_sees_who_is_responsible_and_cannot_answer_for_him(
    open_question: Consultation, clerk: Screen
) -> None:
    page = words(clerk.open("question", open_question.pk))
    assert "现在负责 许导引" in page
    assert "答复好了" not in page
    refused = clerk.press("answer", open_question.pk, came_from="questions", answer="我来答")
    assert "现在的责任人不是您" in refused


def test_handing_over_names_the_colleague_and_the_reason(
    open_question: Consultation, cast: Cast, guide: Screen, clerk: Screen
) -> None:
    page = guide.press(
        "hand_over",
        open_question.pk,
        came_from="questions",
        to=cast.clerk.user.pk,
        because="归民政窗口解释",
    )
    assert "已移交给何受理" in page
    assert FirstContact.objects.get(until=None).user == cast.clerk.user
    shown = words(clerk.open("question", open_question.pk))
    assert "归民政窗口解释" in shown
    assert "首问 许导引 现在负责 何受理" in shown


def test_a_reason_is_needed_and_the_colleague_must_be_of_this_hall(
    open_question: Consultation, cast: Cast, guide: Screen
) -> None:
    assert guide.send("hand_over", open_question.pk, to=cast.clerk.user.pk, because="").status_code == 422
    stranger = guide.send("hand_over", open_question.pk, to=cast.stranger.user.pk, because="他懂")
    assert stranger.status_code == 422
    assert "他懂" in stranger.content.decode()


def test_another_halls_question_does_not_exist(open_question: Consultation, cast: Cast) -> None:
    screen = Screen(cast.stranger)
    assert screen.get("question", open_question.pk).status_code == 404
    assert screen.send("answer", open_question.pk, answer="x").status_code == 404


def test_an_answer_refused_because_somebody_was_faster_is_kept(
    open_question: Consultation, cast: Cast, guide: Screen
) -> None:
    consulting.answer(open_question, "已答。", by=cast.guide.actor, at=at(9, 10))
    here = reverse("desk:question", args=[open_question.pk])
    page = guide.press("answer", open_question.pk, came_from=here, answer="我又写了一遍")
    assert "已答复" in page
    assert "我又写了一遍" in page
