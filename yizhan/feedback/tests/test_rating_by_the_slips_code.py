"""The same by the code on the slip: for thirty days, on one's own phone, without a script."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from yizhan.feedback.models import Rating
from yizhan.kiosk.tests.screens import Screen, unmarked_chinese, words
from yizhan.queueing.models import Ticket

pytestmark = pytest.mark.clause("6.2")


def leave(phone: Screen, ticket: Ticket, **typed: object) -> HttpResponse:
    # The page tells other pages only its host, so that is what the browser sends.
    answer = {"grade": "4", "request_key": "the-first-press"} | typed
    return phone.send("feedback:rate_by_code", ticket.visit.public_token, came_from="/", **answer)


def test_faces_reasons_and_thanks_on_the_phone(phone: Screen, served: Ticket) -> None:
    token = served.visit.public_token
    assert "非常满意 满意 基本满意 不满意 非常不满意" in phone.read("feedback:code", token)
    assert "没讲清楚" in phone.read("feedback:code", token, grade="4")
    answer = leave(phone, served, reasons=["unclear"], words="讲了三遍\n还是不明白")
    assert answer.headers["Location"] == f"/t/{token}"
    assert "您的评价：不满意。谢谢您。" in words(phone.browser.get(answer.headers["Location"]))  # type: ignore[arg-type]
    rating = Rating.objects.get()
    assert (rating.grade, rating.reasons, rating.words, rating.channel) == (
        4,
        ["unclear"],
        "讲了三遍 还是不明白",
        "qr",
    )


def test_a_second_rating_is_answered_in_a_friendly_sentence(phone: Screen, served: Ticket) -> None:
    leave(phone, served)
    assert "您已经评价过了" in phone.read("feedback:code", served.visit.public_token)
    answer = leave(phone, served, grade="1", request_key="a-second-press")
    assert answer.headers["Location"] == f"/t/{served.visit.public_token}"
    page = words(phone.browser.get(answer.headers["Location"]))  # type: ignore[arg-type]
    assert "您已经评价过了，谢谢您。" in page
    assert "您的评价：不满意。" in page
    assert Rating.objects.get().grade == 4


def test_a_second_rating_is_thanked_for_in_english_too(phone: Screen, served: Ticket) -> None:
    leave(phone.reads_english(), served)
    answer = leave(phone, served, grade="1", request_key="a-second-press")
    page = phone.browser.get(answer.headers["Location"])
    assert "You have already rated this visit, thank you." in words(page)  # type: ignore[arg-type]
    assert unmarked_chinese(page) == []  # type: ignore[arg-type]


def test_before_the_service_there_is_nothing_to_rate(phone: Screen, waiting: Ticket) -> None:
    assert "现在还不能评价" in phone.read("feedback:code", waiting.visit.public_token)
    answer = leave(phone, waiting)
    assert answer.headers["Location"] == f"/t/{waiting.visit.public_token}"
    page = words(phone.browser.get(answer.headers["Location"]))  # type: ignore[arg-type]
    assert "窗口还没有为这个号办理" in page
    assert not Rating.objects.exists()


def test_the_address_is_kept_from_search_engines_and_other_sites(phone: Screen, served: Ticket) -> None:
    answer = phone.get("feedback:code", served.visit.public_token)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_wrong_code_opens_nothing(phone: Screen) -> None:
    assert phone.get("feedback:code", "NOSUCHCODE").status_code == 404


def test_the_phone_reads_english_too(phone: Screen, served: Ticket) -> None:
    phone.reads_english()
    pages = [phone.get("feedback:code", served.visit.public_token, grade=grade) for grade in ("", "3")]
    assert [unmarked_chinese(page) for page in pages] == [[], []]
