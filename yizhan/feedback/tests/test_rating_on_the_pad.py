"""Five faces, then reasons, then thanks; only the pad of the window that served takes it."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from yizhan.feedback.models import Rating
from yizhan.kiosk.tests.screens import Screen, enrolled, unmarked_chinese, words
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import Cast

pytestmark = pytest.mark.clause("6.2")

FACES = "非常满意 满意 基本满意 不满意 非常不满意"


def leave(pad: Screen, ticket: Ticket, **typed: object) -> HttpResponse:
    answer = {"grade": "2", "request_key": "the-first-press"} | typed
    return pad.send(
        "feedback:rate_on_pad",
        ticket.visit.public_token,
        came_from=reverse("feedback:pad", args=[ticket.visit.public_token]),
        **answer,
    )


def test_five_faces_and_the_way_out(pad: Screen, served: Ticket) -> None:
    page = pad.get("feedback:pad", served.visit.public_token)
    assert FACES in words(page)
    assert "不评价" in words(page)
    assert "评价不记您的姓名" in words(page)
    closes = f"/boards/pad/home?skip={served.visit.public_token}"
    assert page.content.decode().count(closes) == 2  # the button, and the clock when nobody touches anything


@pytest.mark.parametrize(
    ("grade", "there", "not_there"), [("1", "态度热情", "办得慢"), ("5", "办得慢", "态度热情")]
)
def test_a_face_leads_to_its_reasons(
    pad: Screen, served: Ticket, grade: str, there: str, not_there: str
) -> None:
    page = pad.read("feedback:pad", served.visit.public_token, grade=grade)
    assert there in page
    assert not_there not in page
    assert "可以多选，也可以不选" in page


@pytest.mark.parametrize("grade", ["0", "6", "x", "²", "9" * 300, ""])
def test_no_other_grades_exist(pad: Screen, served: Ticket, grade: str) -> None:
    assert FACES in pad.read("feedback:pad", served.visit.public_token, grade=grade)
    answer = leave(pad, served, grade=grade)
    assert answer.status_code == 422
    assert not Rating.objects.exists()


def test_the_rating_is_left_and_thanked_for(pad: Screen, served: Ticket) -> None:
    answer = leave(pad, served, reasons=["quick", "clear"], words=" 办得 很快 ")
    assert answer.status_code == 303
    assert "谢谢您的评价" in words(pad.browser.get(answer.headers["Location"]))  # type: ignore[arg-type]
    rating = Rating.objects.get()
    assert (rating.grade, rating.reasons, rating.words, rating.channel) == (
        2,
        ["quick", "clear"],
        "办得 很快",
        "pad",
    )


def test_a_second_press_is_the_same_rating_and_a_second_opinion_is_told_no(
    pad: Screen, served: Ticket
) -> None:
    assert leave(pad, served).status_code == leave(pad, served).status_code == 303
    page = pad.read("feedback:pad", served.visit.public_token)
    assert "这次办事已经评价过了 每次办事评价一次，评价不能更改。" in page
    assert "满意" not in page  # the next one at the window does not read what the last one thought
    answer = leave(pad, served, grade="5", request_key="a-second-press")
    assert "您已经评价过了" in words(pad.browser.get(answer.headers["Location"]))  # type: ignore[arg-type]
    assert Rating.objects.get().grade == 2


def test_words_are_kept_as_typed_and_shown_as_words(pad: Screen, served: Ticket) -> None:
    leave(pad, served, words="<script>alert(1)</script>")
    assert Rating.objects.get().words == "<script>alert(1)</script>"


@pytest.mark.parametrize("typed", ["很" * 301, "看不见\x07", "反\u202e写"])
def test_words_that_cannot_be_kept_come_back_with_a_sentence(pad: Screen, served: Ticket, typed: str) -> None:
    answer = leave(pad, served, words=typed)
    assert answer.status_code == 422
    assert b"error" in answer.content
    assert not Rating.objects.exists()


def test_a_number_not_served_here_is_no_business_of_this_pad(
    pad: Screen, served: Ticket, waiting: Ticket, cast: Cast
) -> None:
    assert pad.get("feedback:pad", waiting.visit.public_token).status_code == 404
    next_door = enrolled(cast.hall, "pad", name="2号评价器", place_id=cast.windows[1].pk)
    assert next_door.get("feedback:pad", served.visit.public_token).status_code == 404
    assert leave(next_door, served).status_code == 404
    elsewhere = enrolled(cast.other_hall, "pad", place_id=cast.other_windows[0].pk)
    assert elsewhere.get("feedback:pad", served.visit.public_token).status_code == 404


def test_no_member_of_staff_leaves_a_rating_on_the_pad(served: Ticket, cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.clerk.user, backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session["unit_id"] = str(cast.hall.pk)
    session.save()
    address = reverse("feedback:rate_on_pad", args=[served.visit.public_token])
    assert browser.post(address, {"grade": "1", "request_key": "for-myself"}).status_code == 403
    assert not Rating.objects.exists()


def test_the_pad_is_complete_in_english(pad: Screen, served: Ticket) -> None:
    pad.reads_english()
    token = served.visit.public_token
    pages = [
        pad.get("feedback:pad", token),
        pad.get("feedback:pad", token, grade="3"),
        pad.get("feedback:pad_thanks"),
    ]
    assert [unmarked_chinese(page) for page in pages] == [[], [], []]
