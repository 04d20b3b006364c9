"""Merging two registrations of one person, and taking them apart again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F

from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.people.columns import SEALED_OF_PERSON
from yizhan.people.models import Person
from yizhan.people.posts import MERGES, MERGES_OWNER
from yizhan.people.reach import only_in
from yizhan.people.refusals import (
    KeepTheNumbered,
    NotMerged,
    OfAnotherUnit,
    PersonChangedMeanwhile,
    PersonMergedAlready,
    SameNumberStays,
    SamePerson,
    TwoCitizensNumbers,
)
from yizhan.people.rules import are_two_citizens


@act("person.merged")
def merge_persons(
    duplicate: Person, into: Person, *, by: Actor, at: datetime, request_key: str = ""
) -> Person:
    """Let one registration stand for a second one of the same person; what refers to either finds both.

    Nothing is copied or deleted: `separate_person` undoes it. Raises NotYours, OfAnotherUnit, SamePerson,
    PersonMergedAlready, KeepTheNumbered, TwoCitizensNumbers, PersonChangedMeanwhile.
    """
    answer_repeated(duplicate.unit_id)
    only_in(duplicate.unit_id, *MERGES, owner=MERGES_OWNER, by=by)
    if duplicate.unit_id != into.unit_id:
        raise OfAnotherUnit
    if duplicate.pk == into.pk:
        raise SamePerson
    gone, kept = _now(duplicate), _now(into)
    _may_become_one(gone, kept)
    # Both rows are taken, always in the same order: A into B and B into A at once end with one of them.
    for row in sorted((gone, kept), key=lambda one: one.pk):
        changes: dict[str, Any] = {"merged_into": kept, "changed_at": at} if row is gone else {}
        still = Person.objects.filter(pk=row.pk, merged_into=None, revision=row.revision)
        if still.update(revision=F("revision") + 1, **changes) != 1:
            raise PersonChangedMeanwhile
    record(gone, by=by, at=at, unit_id=gone.unit_id, into=str(kept.pk))
    return _now(gone)


@act("person.separated")
def separate_person(person: Person, *, by: Actor, at: datetime, request_key: str = "") -> Person:
    """Take a merged registration out again: the two were different persons after all.

    What was filed while they were one stays where it was filed. Raises NotYours, NotMerged, SameNumberStays.
    """
    answer_repeated(person.unit_id)
    only_in(person.unit_id, *MERGES, owner=MERGES_OWNER, by=by)
    row = _now(person)
    if row.merged_into_id is None:
        raise NotMerged
    same = Person.objects.filter(unit_id=row.unit_id, id_kind=row.id_kind, number_index=row.number_index)
    if row.number_index and same.filter(merged_into=None).exists():
        raise SameNumberStays
    still = Person.objects.filter(pk=row.pk, merged_into=row.merged_into_id)
    if still.update(merged_into=None, revision=F("revision") + 1, changed_at=at) != 1:
        raise NotMerged
    record(row, by=by, at=at, unit_id=row.unit_id, out_of=str(row.merged_into_id))
    return _now(row)


def _may_become_one(gone: Person, kept: Person) -> None:
    if gone.merged_into_id is not None or kept.merged_into_id is not None:
        raise PersonMergedAlready
    if gone.number_index and not kept.number_index:
        raise KeepTheNumbered
    if are_two_citizens(gone.id_kind, gone.number_index, kept.id_kind, kept.number_index):
        raise TwoCitizensNumbers


def _now(person: Person) -> Person:
    """The row as it is, without opening anything."""
    return Person.objects.defer(*SEALED_OF_PERSON).get(pk=person.pk)
