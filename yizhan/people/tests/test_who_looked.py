"""Whoever opens personal data is written down first, and no rollback takes that back."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.db import transaction

from yizhan.journal.models import Entry
from yizhan.lib.actor import Actor
from yizhan.lib.keyring import Keyring
from yizhan.lib.refusal import NotYours
from yizhan.people import actions, selectors
from yizhan.people.models import AccessEntry, Body, Person
from yizhan.people.refusals import WordsMissing
from yizhan.people.tests.build import NUMBER, PHONE, newborn, registered, registered_body
from yizhan.testing.cast import Cast, Member, at

pytestmark = pytest.mark.django_db


def open_phone(who: Member, person: Person, purpose: str = "handling", words: str = "") -> Person:
    return selectors.person_for_use(
        who.actor, person.pk, purpose=purpose, words=words, at=at(10), fields=["phone"]
    )


def test_the_look_is_written_down_before_the_data_is_read(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = registered(cast)

    def fails(*_: object, **__: object) -> bytes:
        assert AccessEntry.objects.defer("words").count() == 1
        raise RuntimeError("the power is cut")

    monkeypatch.setattr(Keyring, "open", fails)
    with pytest.raises(RuntimeError, match="the power is cut"):
        open_phone(cast.clerk, person)
    assert AccessEntry.objects.defer("words").count() == 1


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_nothing_is_opened(cast: Cast) -> None:
    """A rollback would take the entry back, and a second connection would wait for this one for ever."""
    person = registered(cast)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        open_phone(cast.clerk, person)
    assert not AccessEntry.objects.exists()
    assert open_phone(cast.clerk, person).phone == PHONE
    assert AccessEntry.objects.count() == 1


def test_only_what_was_asked_for_is_open(cast: Cast) -> None:
    opened = open_phone(cast.clerk, registered(cast))
    assert opened.phone == PHONE
    with pytest.raises(FieldFetchBlocked):
        _ = opened.id_number


def test_a_merged_registration_opens_the_one_that_stands_for_it(cast: Cast) -> None:
    keep, gone = registered(cast), registered(cast, newborn())
    open_phone(cast.clerk, gone)
    actions.merge_persons(gone, keep, by=cast.clerk.actor, at=at(10))
    assert open_phone(cast.agent, gone).pk == keep.pk
    assert [look.who for look in selectors.looks_at(keep, cast.director.actor)] == [
        cast.agent.user.name,
        cast.clerk.user.name,
    ]


@pytest.mark.clause("2.1", "2.3")
def test_who_has_no_use_for_it_gets_nothing_and_leaves_no_entry(cast: Cast) -> None:
    person = registered(cast)
    for who in (cast.guide, cast.security_admin, cast.untrained):
        with pytest.raises(NotYours):
            open_phone(who, person)
    for outside in (cast.stranger, cast.station_worker):
        with pytest.raises(Person.DoesNotExist):
            open_phone(outside, person)
    with pytest.raises(WordsMissing):
        open_phone(cast.clerk, person, purpose="other")
    assert not AccessEntry.objects.exists()


def test_the_words_of_the_reason_are_sealed_and_not_in_the_journal(cast: Cast) -> None:
    person = registered(cast)
    actions.reveal(person, ["phone"], reason="other", words="家属来电询问", by=cast.clerk.actor, at=at(10))
    open_phone(cast.clerk, person, purpose="other", words="家属来电询问")
    entry = Entry.objects.get(act="person.revealed")
    assert entry.facts == {"fields": ["phone"], "reason": "other"}
    (look,) = selectors.looks_at(person, cast.director.actor)
    assert (look.reason, look.words, look.fields) == ("其他", "家属来电询问", ("电话",))


def test_who_may_not_open_may_not_announce_it_either(cast: Cast) -> None:
    person, body = registered(cast), registered_body(cast.hall, cast.clerk)
    actors: tuple[Actor, ...] = (cast.guide.actor, cast.stranger.actor, cast.audit_admin.actor)
    for actor in actors:
        with pytest.raises(NotYours):
            actions.reveal(person, ["phone"], reason="handling", by=actor, at=at(10))
        with pytest.raises(NotYours):
            actions.reveal_body(body, ["representative"], reason="handling", by=actor, at=at(10))


def test_a_bodys_representative_is_opened_in_the_same_way(cast: Cast) -> None:
    body = registered_body(cast.hall, cast.clerk)
    opened = selectors.body_for_use(cast.clerk.actor, body.pk, purpose="verifying", at=at(10))
    assert opened.representative == "司马样本"
    with pytest.raises(Body.DoesNotExist):
        selectors.body_for_use(cast.stranger.actor, body.pk, purpose="verifying", at=at(10))
    (look,) = selectors.looks_at(body, cast.director.actor)
    assert look.fields == ("法定代表人（负责人）姓名", "法定代表人（负责人）电话")
    assert selectors.looks_at(body, cast.stranger.actor) == []


def test_another_halls_director_does_not_see_who_looked(cast: Cast) -> None:
    person = registered(cast)
    open_phone(cast.clerk, person)
    assert selectors.looks_at(person, cast.stranger.actor) == []
    assert NUMBER not in repr(AccessEntry.objects.values_list("fields", "place", "reason"))
