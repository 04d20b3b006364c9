"""One person written down twice: found, compared without opening, merged, and taken apart again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yizhan.lib.refusal import NotYours, Refusal
from yizhan.people import actions, selectors
from yizhan.people.models import Person
from yizhan.people.refusals import (
    KeepTheNumbered,
    NotMerged,
    OfAnotherUnit,
    PersonMergedAlready,
    SameNumberStays,
    SamePerson,
    TwoCitizensNumbers,
)
from yizhan.people.rules import Particulars
from yizhan.people.tests.build import HER_NUMBER, NUMBER, PHONE, newborn, old_man, registered
from yizhan.testing.cast import Cast, Member, at

pytestmark = pytest.mark.django_db
WITHOUT_PAPERS = Particulars(name="欧阳建国", no_number_reason="lost")


def merge(cast: Cast, gone: Person, keep: Person, by: Member | None = None) -> Person:
    return actions.merge_persons(gone, keep, by=(by or cast.clerk).actor, at=at(10))


@pytest.mark.parametrize(
    ("twin", "because"),
    [
        (old_man(id_kind="113", name="欧阳健国", phone=""), "号码相同，证件类型不同"),
        (replace(WITHOUT_PAPERS, phone="138-0000-0000"), "姓名和电话相同"),
        (Particulars(name="欧阳 建国", id_kind="414", id_number="E12345678", phone=PHONE), "姓名和电话相同"),
    ],
)
def test_a_second_registration_is_found(cast: Cast, twin: Particulars, because: str) -> None:
    person, second = registered(cast), registered(cast, twin)
    assert [(line.id, line.because) for line in selectors.duplicates_of(person, cast.clerk.actor)] == [
        (second.pk, (because,))
    ]


def test_name_and_birthday_find_whoever_has_no_number(cast: Cast) -> None:
    person = registered(cast, old_man(phone=""))
    twin = registered(cast, replace(WITHOUT_PAPERS, born_on=person.birthday))
    (line,) = selectors.duplicates_of(person, cast.clerk.actor)
    assert (line.id, line.because) == (twin.pk, ("姓名和出生日期相同",))


def test_a_relative_with_the_same_phone_is_no_duplicate(cast: Cast) -> None:
    person = registered(cast)
    registered(cast, old_man(name="欧阳美丽", id_number=HER_NUMBER))
    registered(cast, old_man(), by=cast.stranger)
    assert selectors.duplicates_of(person, cast.clerk.actor) == []


def test_two_are_compared_without_opening_either(cast: Cast) -> None:
    person, twin = registered(cast), registered(cast, replace(WITHOUT_PAPERS, phone="13900000000"))
    gate = selectors.persons_visible_to(cast.clerk.actor)
    found = selectors.likeness(gate.get(pk=person.pk), gate.get(pk=twin.pk))
    assert [(one.what, one.is_same) for one in found] == [
        ("姓名", True),
        ("出生日期", None),
        ("证件号码", None),
        ("电话", False),
        ("性别", None),
    ]


def test_the_kept_one_stands_for_the_other(cast: Cast) -> None:
    keep, gone, third = registered(cast), registered(cast, newborn()), registered(cast, newborn())
    actor = cast.clerk.actor
    merge(cast, third, gone)
    merge(cast, gone, keep)
    assert {row.pk for row in selectors.persons_visible_to(actor)} == {keep.pk}
    assert selectors.standing_person(actor, third.pk) == keep
    assert selectors.ids_of(keep) == {keep.pk, gone.pk, third.pk}
    assert selectors.find(actor, "欧阳小宝") == []
    assert selectors.standing_person(cast.stranger.actor, third.pk) is None


def test_what_was_merged_by_mistake_is_taken_apart(cast: Cast) -> None:
    keep, gone = registered(cast), registered(cast, newborn())
    merged = merge(cast, gone, keep)
    actions.separate_person(merged, by=cast.director.actor, at=at(11))
    assert selectors.standing_person(cast.clerk.actor, gone.pk) == gone
    with pytest.raises(NotMerged):
        actions.separate_person(gone, by=cast.clerk.actor, at=at(12))


def test_one_number_is_not_taken_apart_into_two(cast: Cast) -> None:
    keep, gone = registered(cast, old_man(id_kind="113")), registered(cast)
    merge(cast, gone, keep)
    actions.correct_person(keep, {"id_kind": "111"}, by=cast.clerk.actor, at=at(11))
    with pytest.raises(SameNumberStays):
        actions.separate_person(gone, by=cast.clerk.actor, at=at(12))


def refused(cast: Cast, gone: Person, keep: Person, refusal: type[Refusal], by: Member | None = None) -> None:
    with pytest.raises(refusal):
        merge(cast, gone, keep, by)
    assert Person.objects.exclude(merged_into=None).count() == 0


def test_what_are_two_persons_is_not_merged(cast: Cast) -> None:
    person, her = registered(cast), registered(cast, old_man(id_number=HER_NUMBER))
    there = registered(cast, old_man(), by=cast.stranger)
    nameless = registered(cast, newborn())
    refused(cast, her, person, TwoCitizensNumbers)
    refused(cast, person, person, SamePerson)
    refused(cast, person, there, OfAnotherUnit)
    refused(cast, person, nameless, KeepTheNumbered)
    for who in (cast.agent, cast.delivery, cast.approver, cast.guide, cast.stranger):
        refused(cast, nameless, person, NotYours, who)


def test_two_passports_of_one_person_are_merged(cast: Cast) -> None:
    first = registered(cast, old_man(id_kind="414", id_number="E12345678"))
    second = registered(cast, old_man(id_kind="414", id_number="E87654321"))
    assert merge(cast, second, first).merged_into_id == first.pk


def test_a_merged_one_is_not_merged_again(cast: Cast) -> None:
    keep, gone, third = registered(cast), registered(cast, newborn()), registered(cast, newborn())
    merge(cast, gone, keep)
    with pytest.raises(PersonMergedAlready):
        merge(cast, gone, third)
    with pytest.raises(PersonMergedAlready):
        merge(cast, third, gone)
    with pytest.raises(PersonMergedAlready):
        merge(cast, keep, gone)


def test_the_number_of_a_merged_one_may_be_given_to_the_kept(cast: Cast) -> None:
    keep, gone = registered(cast, old_man(id_kind="414", id_number="E12345678")), registered(cast)
    merge(cast, gone, keep)
    changes = {"id_kind": "111", "id_number": NUMBER}
    corrected = actions.correct_person(keep, changes, by=cast.clerk.actor, at=at(11))
    assert corrected.masked_number.startswith("610199")
