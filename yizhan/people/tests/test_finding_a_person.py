"""Finding by number, phone or full name; a list never opens anything, and ends at the hall's door."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldFetchBlocked

from yizhan.lib.keyring import Keyring
from yizhan.people import selectors
from yizhan.people.models import Person
from yizhan.people.tests.build import NUMBER, PLAIN, newborn, old_man, registered, registered_body
from yizhan.testing.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        (NUMBER, "号码相符"),
        (f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", "号码相符"),
        (NUMBER[:6] + NUMBER[8:17], "号码相符"),  # the old number of 15 digits
        ("13800000000", "电话相符"),
        ("+86 138-0000-0000", "电话相符"),
        ("欧阳建国", "姓名相符"),
        (" 欧阳 建国 ", "姓名相符"),
    ],
)
def test_the_exact_thing_is_found(cast: Cast, typed: str, because: str) -> None:
    person = registered(cast)
    (line,) = selectors.find(cast.clerk.actor, typed)
    assert (line.id, line.because, line.name, line.phone) == (
        person.pk,
        (because,),
        "欧阳**",
        "138****0000",
    )
    assert not any(plain in repr(line) for plain in PLAIN)


@pytest.mark.parametrize(
    "typed", ["", " ", "欧阳", "建国", NUMBER[:10], "0000", "%", "欧阳**", "138****0000"]
)
def test_a_part_of_it_finds_nobody(cast: Cast, typed: str) -> None:
    registered(cast)
    assert selectors.find(cast.clerk.actor, typed) == []


def test_a_minority_name_is_found_with_any_dot(cast: Cast) -> None:
    registered(cast, newborn(name="阿依古丽•买买提"))
    assert len(selectors.find(cast.clerk.actor, "阿依古丽·买买提")) == 1
    assert len(selectors.find(cast.clerk.actor, "阿依古丽・买买提")) == 1


@pytest.mark.clause("2.1")
def test_another_hall_and_the_town_above_find_nobody(cast: Cast) -> None:
    registered(cast)
    at_the_station = registered(cast, by=cast.station_worker)
    assert selectors.find(cast.stranger.actor, NUMBER) == []
    assert [line.id for line in selectors.find(cast.station_worker.actor, NUMBER)] == [at_the_station.pk]
    assert len(selectors.find(cast.director.actor, NUMBER)) == 1


def test_two_units_know_one_person_under_different_indexes(cast: Cast) -> None:
    here, there = registered(cast), registered(cast, by=cast.stranger)
    assert here.number_index != there.number_index
    assert here.name_index != there.name_index


def test_a_list_never_opens_anything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(cast)
    registered(cast, newborn())

    def opened(*_: object, **__: object) -> bytes:
        raise AssertionError("a list opened personal data")

    monkeypatch.setattr(Keyring, "open", opened)
    lines = selectors.find(cast.clerk.actor, "欧阳建国")
    assert lines
    with pytest.raises(AssertionError, match="a list opened"):
        Person.objects.get(pk=lines[0].id)


def test_a_row_out_of_the_gate_cannot_be_opened(cast: Cast) -> None:
    registered(cast)
    row = selectors.persons_visible_to(cast.clerk.actor).get()
    with pytest.raises(FieldFetchBlocked):
        _ = row.name


def test_bodies_are_found_by_code_or_a_part_of_the_name(cast: Cast) -> None:
    body = registered_body(cast.hall, cast.clerk)
    for typed in ("谭家样本", "9135 0100 m000100y43"):
        assert [line.id for line in selectors.find_bodies(cast.clerk.actor, typed)] == [body.pk]
    assert selectors.find_bodies(cast.stranger.actor, "谭家样本") == []
    assert selectors.find_bodies(cast.clerk.actor, " ") == []


def test_more_of_one_name_than_can_be_told_apart_are_cut(cast: Cast) -> None:
    for _ in range(21):
        registered(cast, old_man(id_kind="none", id_number="", no_number_reason="lost", phone=""))
    assert len(selectors.find(cast.clerk.actor, "欧阳建国")) == 20
