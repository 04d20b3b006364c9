"""A resident read English in this browser before: the pages of staff are Chinese all the same."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from yizhan.kiosk.tests.screens import words
from yizhan.orgs.sessions import UNIT
from yizhan.testing.cast import Member
from yizhan.testing.floor import Floor

ENGLISH = ("Skip to content", "Demonstration", "about", "up to", "no reliable estimate", "Previous", "Please")


def after_a_resident(member: Member) -> Client:
    """Somebody of the staff signs in where a resident chose English."""
    client = Client()
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[UNIT] = str(member.unit.pk)
    session.save()
    client.cookies["language"] = "en"
    return client


def english_in(page: str) -> list[str]:
    return [word for word in ENGLISH if word in page]


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: Floor.at(9, 30))


@pytest.mark.parametrize("is_demo", [True, False])
def test_whole_pages_are_chinese(floor: Floor, settings: object, is_demo: bool) -> None:
    settings.IS_DEMO = is_demo  # type: ignore[attr-defined]
    floor.issue(9, 5)
    guide, director = after_a_resident(floor.cast.guide), after_a_resident(floor.cast.director)
    pages = [
        guide.get(reverse("desk:guide")),
        director.get(reverse("desk:today")),
        director.get(reverse("console:unit", args=[floor.cast.hall.pk])),
        director.get(reverse("accounts:password")),
        after_a_resident(floor.cast.clerk).get(reverse("catalog:start"), follow=True),
    ]
    for page in pages:
        assert page.status_code == 200
        assert 'lang="zh-Hans"' in page.content.decode()
        assert english_in(words(page)) == []  # type: ignore[arg-type]
        assert "跳到正文" in words(page)  # type: ignore[arg-type]


def test_a_fragment_and_a_refusal_are_chinese(floor: Floor) -> None:
    clerk = after_a_resident(floor.cast.clerk)
    refused = clerk.get(reverse("desk:today"))
    assert refused.status_code == 403
    assert "这一步不归您的岗位办理" in words(refused)  # type: ignore[arg-type]
    sent = {"username": "clerk", "password": "wrong-wrong-wrong"}
    fresh = Client()
    fresh.cookies["language"] = "en"
    again = fresh.post(reverse("accounts:sign_in"), sent)
    assert "登录名或密码不对" in words(again)  # type: ignore[arg-type]
    assert english_in(words(again)) == []  # type: ignore[arg-type]


def test_a_public_page_stays_in_the_language_that_was_chosen(floor: Floor) -> None:
    """Staff who look at the kiosk or the portal see what a resident sees."""
    guide = after_a_resident(floor.cast.guide)
    assert "What are you here for?" in words(guide.get(reverse("kiosk:home")))  # type: ignore[arg-type]
