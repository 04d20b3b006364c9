"""Two people in the same second, with real commits; each race has its negative control."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from yizhan.journal.models import Entry
from yizhan.people import actions, selectors
from yizhan.people.actions import merging, persons
from yizhan.people.models import AccessEntry, Person
from yizhan.people.refusals import PersonChangedMeanwhile, PersonKnownAlready, PersonMergedAlready
from yizhan.people.tests.build import newborn, old_man, registered
from yizhan.testing.cast import Cast, at
from yizhan.testing.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CLIENTS = 8
LOST = (PersonChangedMeanwhile, PersonMergedAlready)


def register(cast: Cast) -> Person:
    return actions.register_person(cast.hall, old_man(), by=cast.clerk.actor, at=at(9))


def test_two_clerks_register_one_number_and_there_is_one_person(cast: Cast) -> None:
    outcomes = at_once([partial(register, cast)] * CLIENTS)
    assert sum(isinstance(one, Person) for one in outcomes) == 1
    assert sum(isinstance(one, PersonKnownAlready) for one in outcomes) == CLIENTS - 1
    assert Person.objects.count() == Entry.objects.filter(act="person.registered").count() == 1


def test_the_constraint_holds_where_nobody_asked_first(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a race the question finds nobody; then the constraint says the same sentence."""
    monkeypatch.setattr(persons, "_is_known", lambda unit, columns: False)
    outcomes = at_once([partial(register, cast)] * CLIENTS)
    assert sum(isinstance(one, PersonKnownAlready) for one in outcomes) == CLIENTS - 1
    assert Person.objects.count() == 1


def test_two_corrections_from_one_page_end_with_one(cast: Cast) -> None:
    person = registered(cast)

    def correct(phone: str) -> Person:
        return actions.correct_person(person, {"phone": phone}, revision=1, by=cast.clerk.actor, at=at(9))

    outcomes = at_once([partial(correct, f"1390000000{number}") for number in range(CLIENTS)])
    assert sum(isinstance(one, Person) for one in outcomes) == 1
    assert sum(isinstance(one, PersonChangedMeanwhile) for one in outcomes) == CLIENTS - 1
    assert Person.objects.get().revision == 2


def cross(cast: Cast, one: Person, other: Person) -> list[Any]:
    """Each into the other, at once."""
    merge = partial(actions.merge_persons, by=cast.clerk.actor, at=at(10))
    return at_once([partial(merge, one, other), partial(merge, other, one)])


def test_each_into_the_other_leaves_one_standing(cast: Cast) -> None:
    one, other = registered(cast, newborn()), registered(cast, newborn())
    outcomes = cross(cast, one, other)
    assert sum(isinstance(outcome, Person) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, LOST) for outcome in outcomes) == 1
    assert selectors.persons_visible_to(cast.clerk.actor).count() == 1


def test_where_both_were_read_as_standing_the_guard_alone_decides(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both acts read before either wrote, as two processes do; without the condition both would vanish."""
    one, other = registered(cast, newborn()), registered(cast, newborn())
    as_read = {row.pk: row for row in Person.objects.all()}
    monkeypatch.setattr(merging, "_now", lambda person: as_read[person.pk])
    actions.merge_persons(one, other, by=cast.clerk.actor, at=at(10))
    with pytest.raises(PersonChangedMeanwhile):
        actions.merge_persons(other, one, by=cast.clerk.actor, at=at(10))
    assert selectors.persons_visible_to(cast.clerk.actor).get() == other


def test_merged_and_corrected_at_once_is_one_of_them(cast: Cast) -> None:
    keep, gone = registered(cast), registered(cast, newborn())
    by, when = cast.clerk.actor, at(10)
    outcomes = at_once(
        [
            lambda: actions.merge_persons(gone, keep, by=by, at=when),
            lambda: actions.correct_person(gone, {"address": "新住址"}, revision=1, by=by, at=when),
        ]
    )
    row = Person.objects.get(pk=gone.pk)
    assert isinstance(outcomes[0], Person) or isinstance(outcomes[1], Person)
    assert (row.merged_into_id == keep.pk) == isinstance(outcomes[0], Person)
    assert (row.address == "新住址") == isinstance(outcomes[1], Person)


def test_who_looks_at_once_is_written_down_each_time(cast: Cast) -> None:
    person = registered(cast)

    def look() -> Person:
        actions.reveal(person, ["phone"], reason="contacting", by=cast.clerk.actor, at=at(10))
        return selectors.person_for_use(cast.clerk.actor, person.pk, purpose="contacting", at=at(10))

    outcomes = at_once([look] * CLIENTS)
    assert all(isinstance(one, Person) for one in outcomes), outcomes
    assert AccessEntry.objects.count() == Entry.objects.filter(act="person.revealed").count() == CLIENTS
