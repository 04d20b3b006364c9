"""Registering a person, and correcting what was written down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import NotYours, Refusal
from yizhan.people import actions
from yizhan.people.models import Person
from yizhan.people.refusals import (
    BirthdayAhead,
    IdNumberWrong,
    NameMissing,
    NoReasonWithoutNumber,
    NothingToCorrect,
    PersonChangedMeanwhile,
    PersonKnownAlready,
    PersonMergedAlready,
    PhoneWrong,
)
from yizhan.people.rules import Particulars
from yizhan.people.tests.build import HER_NUMBER, NUMBER, PLAIN, newborn, old_man, registered
from yizhan.testing.cast import TODAY, Cast, at

pytestmark = pytest.mark.django_db


def test_the_number_tells_birthday_and_sex(cast: Cast) -> None:
    person = registered(cast, old_man(born_on=TODAY, sex="female"))
    row = Person.objects.get(pk=person.pk)
    assert (row.born_on, row.sex) == ("1950-03-12", "male")
    assert (row.masked_name, row.masked_number, row.masked_phone) == (
        "欧阳**",
        f"610199********{NUMBER[-4:]}",
        "138****0000",
    )
    assert (row.name, row.id_number) == ("欧阳建国", NUMBER)


def test_who_has_no_number_has_a_reason(cast: Cast) -> None:
    child = registered(cast, newborn(born_on=TODAY, sex="female"))
    assert (child.id_kind, child.number_index, child.no_number_reason) == ("none", "", "newborn")
    assert child.birthday == TODAY
    registered(cast, newborn())  # two children without a number may bear one name


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (old_man(name="  "), NameMissing),
        (old_man(id_number=NUMBER[:-1] + "9"), IdNumberWrong),
        (old_man(id_number=""), IdNumberWrong),
        (old_man(id_kind="none", id_number=""), NoReasonWithoutNumber),
        (old_man(id_kind="none", no_number_reason="lost"), NoReasonWithoutNumber),
        (old_man(phone="12345"), PhoneWrong),
        (newborn(born_on=TODAY.replace(year=2027)), BirthdayAhead),
    ],
)
def test_what_cannot_be_right_is_refused(cast: Cast, told: Particulars, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        registered(cast, told)
    assert not any(plain in str(refused.value) for plain in PLAIN)
    assert not Person.objects.exists()


def test_one_number_stands_once_in_a_unit(cast: Cast) -> None:
    registered(cast)
    with pytest.raises(PersonKnownAlready):
        registered(cast, old_man(name="别名"))
    registered(cast, old_man(), by=cast.stranger)  # another hall keeps its own register
    registered(cast, old_man(id_kind="113"))  # the same number on another document: found as a duplicate
    assert Person.objects.count() == 3


@pytest.mark.clause("2.1", "2.3")
@pytest.mark.parametrize(
    ("who", "may"),
    [
        *((who, True) for who in ("clerk", "outsourced", "approver", "delivery", "agent", "director")),
        *((who, False) for who in ("guide", "untrained", "stranger", "station_worker", "system_admin")),
    ],
)
def test_the_posts_that_work_with_persons_may_register(cast: Cast, who: str, may: bool) -> None:
    def register() -> Person:
        return actions.register_person(cast.hall, old_man(), by=getattr(cast, who).actor, at=at(9))

    if may:
        register()
    else:
        with pytest.raises(NotYours):
            register()


def test_the_same_request_registers_once(cast: Cast) -> None:
    def send() -> Person:
        return actions.register_person(
            cast.hall, newborn(), by=cast.clerk.actor, at=at(9), request_key="once-and-again"
        )

    assert send().pk == send().pk
    assert Person.objects.count() == 1
    registered_once = actions.register_person(
        cast.hall, old_man(), by=SYSTEM, at=at(9), request_key="with-a-number"
    )
    again = actions.register_person(cast.hall, old_man(), by=SYSTEM, at=at(9), request_key="with-a-number")
    assert again == registered_once


def correct(cast: Cast, person: Person, **changes: Any) -> Person:
    revision = changes.pop("revision", None)
    return actions.correct_person(person, changes, revision=revision, by=cast.clerk.actor, at=at(10))


def test_a_correction_changes_what_is_said_and_nothing_else(cast: Cast) -> None:
    person = registered(cast)
    corrected = correct(cast, person, phone="139 0000 0000")
    assert (corrected.phone, corrected.masked_phone) == ("13900000000", "139****0000")
    assert (corrected.name, corrected.id_number, corrected.revision) == ("欧阳建国", NUMBER, 2)
    assert corrected.phone_index != person.phone_index
    assert corrected.name_index == person.name_index


def test_the_journal_learns_which_fields_and_never_what(cast: Cast) -> None:
    person = registered(cast)
    correct(cast, person, id_number=HER_NUMBER, address="搬家了")
    entry = Entry.objects.get(act="person.corrected")
    assert sorted(entry.facts["fields"]) == ["address", "born_on", "id_number", "sex"]
    written = str(list(Entry.objects.values()))
    assert not any(plain in written for plain in (*PLAIN, HER_NUMBER, "搬家了"))


def test_a_newborn_gets_his_number_later(cast: Cast) -> None:
    child = registered(cast, newborn())
    corrected = correct(cast, child, id_kind="111", id_number=HER_NUMBER)
    assert (corrected.no_number_reason, corrected.born_on) == ("", "1988-05-20")
    assert corrected.name_birth_index


def test_a_stale_page_is_refused(cast: Cast) -> None:
    person = registered(cast)
    correct(cast, person, phone="", revision=1)
    with pytest.raises(PersonChangedMeanwhile):
        correct(cast, person, address="", revision=1)
    assert Person.objects.get(pk=person.pk).address


def test_nothing_to_correct_is_said(cast: Cast) -> None:
    person = registered(cast)
    with pytest.raises(NothingToCorrect):
        correct(cast, person, phone="138 0000 0000")


def test_a_correction_to_a_number_of_somebody_else_is_refused(cast: Cast) -> None:
    registered(cast)
    other = registered(cast, old_man(id_number=HER_NUMBER))
    with pytest.raises(PersonKnownAlready):
        correct(cast, other, id_number=NUMBER)


def test_a_merged_registration_is_not_corrected(cast: Cast) -> None:
    keep, gone = registered(cast), registered(cast, newborn())
    actions.merge_persons(gone, keep, by=cast.clerk.actor, at=at(10))
    with pytest.raises(PersonMergedAlready):
        correct(cast, gone, phone="")


def test_particulars_do_not_show_themselves() -> None:
    told = replace(old_man(), name="不该出现")
    assert not any(plain in repr(told) for plain in (*PLAIN, "不该出现"))
