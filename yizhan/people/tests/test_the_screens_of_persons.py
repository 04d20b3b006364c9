"""The screens: masked until a reason is given, closed to other halls, with nothing personal in an address."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from yizhan.people import actions
from yizhan.people.models import AccessEntry, Body, Person
from yizhan.people.tests.browsing import Browser
from yizhan.people.tests.build import (
    ADDRESS,
    CODE,
    HER_NUMBER,
    NUMBER,
    PHONE,
    PLAIN,
    newborn,
    old_man,
    registered,
    registered_body,
)
from yizhan.people.urls import urlpatterns
from yizhan.testing.cast import Cast, at

pytestmark = pytest.mark.django_db
GROUPED = re.compile("[\u00a0 ]")
WHO = ("director", "clerk", "agent", "approver", "delivery", "security_admin", "audit_admin")


def holds_nothing_plain(page: str) -> bool:
    bare = GROUPED.sub("", page)
    return not any(plain in bare for plain in PLAIN)


def test_what_is_typed_finds_a_masked_line(cast: Cast) -> None:
    registered(cast)
    browser = Browser(cast.clerk)
    for typed in (NUMBER, PHONE, "欧阳建国"):
        page = browser.sent("find", typed=typed)
        shown = page.replace(f'value="{typed}"', "")  # what the clerk typed himself stays in his field
        assert "欧阳**" in shown
        assert holds_nothing_plain(shown)


def test_who_is_not_found_is_written_down_without_typing_again(cast: Cast) -> None:
    browser = Browser(cast.clerk)
    assert "本单位还没有登记过" in browser.sent("find", typed=NUMBER)
    assert f'value="{NUMBER}"' in browser.sent("begin_person", typed=NUMBER)
    page = browser.sent(
        "register_person",
        id_kind="111",
        id_number=NUMBER.lower(),
        name="欧阳建国",
        phone=PHONE,
        address=ADDRESS,
    )
    assert "已登记" in page
    assert holds_nothing_plain(page)
    assert Person.objects.get().born_on == "1950-03-12"


def test_a_mistyped_number_is_explained_at_its_field(cast: Cast) -> None:
    browser = Browser(cast.clerk)
    assert "最后一位对不上" in browser.sent("find", typed=NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"))
    answer = browser.post("register_person", id_kind="111", id_number=NUMBER[:-2], name="某人")
    assert (answer.status_code, "应是18位，现在是16位" in answer.content.decode()) == (422, True)
    assert "1950年3月12日生，男，76岁" in browser.sent("read_number", id_kind="111", id_number=NUMBER)


def test_a_known_number_leads_to_the_person(cast: Cast) -> None:
    person = registered(cast)
    answer = Browser(cast.clerk).post("register_person", id_kind="111", id_number=NUMBER, name="欧阳建国")
    assert answer.status_code == 422
    assert reverse("people:person", args=[person.pk]) in answer.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("who", WHO)
def test_the_page_of_a_person_is_masked_for_everybody(cast: Cast, who: str) -> None:
    person = registered(cast)
    registered(cast, newborn(name="欧阳建国", phone=PHONE, no_number_reason="lost"))
    page = Browser(getattr(cast, who)).read("person", person.pk)
    assert "138****0000" in page
    assert holds_nothing_plain(page)
    assert ("谁看过" in page) == (who in {"director", "security_admin", "audit_admin"})


@pytest.mark.clause("6.3")
def test_a_reason_opens_only_what_was_asked_for(cast: Cast) -> None:
    person = registered(cast)
    browser = Browser(cast.clerk)
    asked = {"fields_wanted": ["phone"], "reason": "contacting", "request_key": "a-press-of-the-key"}
    answer = browser.post("reveal", person.pk, **asked)
    page = GROUPED.sub("", answer.content.decode())
    assert PHONE in page
    assert not any(plain in page for plain in PLAIN if plain != PHONE)
    assert answer.headers["Cache-Control"] == "no-store"
    entry = AccessEntry.objects.get()
    assert (entry.subject_id, entry.fields, entry.reason, entry.actor_id) == (
        person.pk,
        ["phone"],
        "contacting",
        str(cast.clerk.user.pk),
    )
    assert holds_nothing_plain(browser.read("person", person.pk))
    looked = Browser(cast.director).read("person", person.pk)
    assert "联系本人" in looked
    assert cast.clerk.user.name in looked


def test_without_a_reason_nothing_is_opened(cast: Cast) -> None:
    person = registered(cast)
    for typed in (
        {"fields_wanted": ["phone"]},
        {"reason": "contacting"},
        {"fields_wanted": ["phone"], "reason": "other"},
        {"fields_wanted": ["name_index"], "reason": "contacting"},
    ):
        answer = Browser(cast.clerk).post("reveal", person.pk, **typed)
        assert answer.status_code == 422
        assert holds_nothing_plain(answer.content.decode())
    assert not AccessEntry.objects.exists()


def test_a_correction_needs_no_opening_and_a_stale_page_is_told(cast: Cast) -> None:
    person = registered(cast)
    browser = Browser(cast.clerk)
    page = browser.sent("correct", person.pk, phone="139 0000 0000", removed=["address"], revision=1)
    assert "139****0000" in page
    assert Person.objects.get().address == ""
    assert browser.post("correct", person.pk, revision=2).status_code == 422
    answer = browser.post("correct", person.pk, sex="female", revision=1)
    assert (answer.status_code, "被别人改过" in answer.content.decode()) == (409, True)
    page = browser.sent("correct", person.pk, id_kind="111", id_number=HER_NUMBER, revision=2)
    assert HER_NUMBER not in page


def test_two_are_compared_and_merged_on_the_screen(cast: Cast) -> None:
    keep, gone = registered(cast), registered(cast, old_man(id_kind="113", name="欧阳健国"))
    browser = Browser(cast.clerk)
    page = browser.read("merge", keep.pk, gone.pk)
    assert ("相同" in page, "不同" in page) == (True, True)
    assert holds_nothing_plain(page)
    assert browser.post("merge", keep.pk, gone.pk).status_code == 422
    assert "已合并" in browser.sent("merge", keep.pk, gone.pk, compared="on")
    moved = browser.get("person", gone.pk)
    assert moved.headers["Location"] == reverse("people:person", args=[keep.pk])
    assert "已拆开" in browser.sent("separate", gone.pk)


def test_a_body_shows_who_represents_it_with_a_reason(cast: Cast) -> None:
    browser = Browser(cast.clerk)
    page = browser.sent(
        "register_body", uscc=CODE.lower(), name="样本公司", kind="2", representative="司马样本"
    )
    assert ("司马**" in page, "司马样本" in page) == (True, False)
    body = Body.objects.get()
    opened = browser.sent("reveal_body", body.pk, fields_wanted=["representative"], reason="verifying")
    assert "司马样本" in opened
    assert "已更正" in browser.sent("correct_body", body.pk, address="西安市未央区", revision=1)
    answer = browser.post("register_body", uscc=CODE, name="样本公司", kind="2")
    assert (answer.status_code, "已经登记过" in answer.content.decode()) == (422, True)


@pytest.mark.clause("2.1")
def test_for_another_hall_nobody_is_there(cast: Cast) -> None:
    person, gone = registered(cast), registered(cast, newborn())
    body = registered_body(cast.hall, cast.clerk)
    actions.merge_persons(gone, person, by=cast.clerk.actor, at=at(10))
    stranger = Browser(cast.stranger)
    for page, *ids in (("person", person.pk), ("merge", person.pk, gone.pk), ("body", body.pk)):
        assert stranger.get(page, *ids).status_code == 404
    for page, *ids in (
        ("reveal", person.pk),
        ("correct", person.pk),
        ("separate", gone.pk),
        ("reveal_body", body.pk),
        ("correct_body", body.pk),
    ):
        assert stranger.post(page, *ids).status_code == 404
    assert "本单位还没有登记过" in stranger.sent("find", typed=NUMBER)
    assert Browser(cast.clerk).get("person", uuid4()).status_code == 404


def test_the_guide_and_the_system_administrator_have_no_business_here(cast: Cast) -> None:
    person = registered(cast)
    for who in (cast.guide, cast.system_admin):
        assert Browser(who).get("person", person.pk).status_code == 403
    for who in (cast.security_admin, cast.audit_admin):
        assert (
            Browser(who).post("reveal", person.pk, fields_wanted=["phone"], reason="other").status_code == 403
        )


def test_addresses_carry_ids_only() -> None:
    for pattern in urlpatterns:
        assert set(pattern.pattern.converters) <= {"person_id", "other_id", "body_id"}
