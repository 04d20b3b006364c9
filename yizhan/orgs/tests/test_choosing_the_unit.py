"""A session acts in exactly one unit; photos are seen inside the unit only."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from yizhan.accounts import actions as accounts
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM, Actor, ActorKind
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Membership
from yizhan.orgs.states import Employment, Post
from yizhan.testing.cast import SET_UP, TODAY, Cast, Member, at

pytestmark = pytest.mark.clause("2.1")


def browser_of(member: Member) -> Client:
    browser = Client()
    browser.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def also_works_at(cast: Cast, member: Member) -> None:
    actions.grant_membership(
        member.user, cast.station, post=Post.AGENT, employment=Employment.CONTRACT, by=SYSTEM, at=SET_UP
    )
    actions.record_training(
        member.user, post=Post.AGENT, passed_on=SET_UP.date(), unit=cast.station, by=SYSTEM, at=SET_UP
    )


def test_who_works_in_two_units_chooses_and_the_session_acts_in_one(cast: Cast) -> None:
    also_works_at(cast, cast.clerk)
    browser = browser_of(cast.clerk)
    page = browser.get(reverse("accounts:unit")).content.decode()
    assert cast.hall.name in page
    assert cast.station.name in page
    browser.post(reverse("orgs:act_in"), {"unit": str(cast.station.pk)})
    assert browser.session["unit_id"] == str(cast.station.pk)
    browser.post(reverse("orgs:act_in"), {"unit": str(cast.hall.pk)})
    assert browser.session["unit_id"] == str(cast.hall.pk)
    noted = Entry.objects.filter(act="accounts.signed_in").order_by("recorded_at")
    assert [entry.unit_id for entry in noted] == [cast.station.pk, cast.hall.pk]


@pytest.mark.parametrize("posted", ["", "not-a-uuid", "01890000-0000-7000-8000-000000000000", "other hall"])
def test_nobody_goes_over_to_a_unit_in_which_he_holds_no_post(cast: Cast, posted: str) -> None:
    browser = browser_of(cast.clerk)
    unit = str(cast.other_hall.pk) if posted == "other hall" else posted
    assert browser.post(reverse("orgs:act_in"), {"unit": unit}).status_code == 404
    assert "unit_id" not in browser.session


@pytest.mark.clause("2.3")
def test_who_is_not_trained_reads_what_is_missing_and_whom_to_ask(cast: Cast) -> None:
    page = browser_of(cast.untrained).get(reverse("accounts:unit")).content.decode()
    assert "培训合格后方可上岗" in page
    assert "综合受理" in page


def test_who_holds_no_post_reads_whom_to_ask(cast: Cast) -> None:
    post = Membership.objects.get(user=cast.clerk.user)
    actions.end_membership(post, by=cast.security_admin.actor, at=at(9))
    page = browser_of(cast.clerk).get(reverse("accounts:unit")).content.decode()
    assert "安全管理员" in page


def test_nobody_chooses_without_signing_in(db: None) -> None:
    browser = Client()
    assert browser.get(reverse("accounts:unit")).headers["Location"] == reverse("accounts:sign_in")
    assert browser.post(reverse("orgs:act_in")).headers["Location"] == reverse("accounts:sign_in")


@pytest.mark.clause("5.3", "5.4")
def test_a_photo_is_seen_by_colleagues_and_boards_of_the_unit_only(cast: Cast) -> None:
    made = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(made, "JPEG")
    photo = accounts.put_photo(cast.clerk.user, made.getvalue(), by=cast.director.actor, at=at(9))
    address = reverse("accounts:photo", args=[cast.clerk.user.pk])
    assert Client().get(address).status_code == 302
    statuses = {}
    for name in ("guide", "stranger"):
        member = getattr(cast, name)
        browser = browser_of(member)
        browser.get(reverse("accounts:unit"))
        statuses[name] = browser.get(address)
    assert statuses["stranger"].status_code == 404
    assert statuses["guide"].content == bytes(photo.content)
    assert statuses["guide"].headers["Content-Type"] == "image/jpeg"
    board = Actor(ActorKind.DEVICE, "board", cast.hall.pk, frozenset({"window_board"}))
    other = Actor(ActorKind.DEVICE, "board", cast.other_hall.pk, frozenset({"window_board"}))
    assert selectors.photo_visible_to(board, cast.clerk.user.pk) == photo
    assert selectors.photo_visible_to(other, cast.clerk.user.pk) is None


def test_an_unchanged_photo_is_not_sent_again(cast: Cast) -> None:
    made = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(made, "JPEG")
    accounts.put_photo(cast.clerk.user, made.getvalue(), by=cast.director.actor, at=at(9))
    browser = browser_of(cast.guide)
    browser.get(reverse("accounts:unit"))
    address = reverse("accounts:photo", args=[cast.clerk.user.pk])
    etag = browser.get(address).headers["ETag"]
    assert browser.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert selectors.posts_in(cast.guide.user.pk, cast.hall.pk, TODAY) == {Post.GUIDE}
