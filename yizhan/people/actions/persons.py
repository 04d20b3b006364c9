"""Registering a person, correcting the registration, and saying why its data is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.timezone import localtime

from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit
from yizhan.people.columns import SEALED_OF_PERSON, columns_of, particulars_of
from yizhan.people.looks import check_reason
from yizhan.people.models import Person
from yizhan.people.posts import USES, USES_OWNER
from yizhan.people.reach import only_in
from yizhan.people.refusals import (
    NothingToCorrect,
    PersonChangedMeanwhile,
    PersonKnownAlready,
    PersonMergedAlready,
)
from yizhan.people.rules import Particulars, changed_fields, checked

refuse_on("people.person", "people_one_person_per_number", PersonKnownAlready)


@act("person.registered")
def register_person(
    unit: Unit, told: Particulars, *, by: Actor, at: datetime, request_key: str = ""
) -> Person:
    """Write down a person whom the unit does not know yet; his number tells birthday and sex.

    Raises NotYours, PersonKnownAlready, and what `rules.checked` raises.
    """
    answer_repeated(unit.pk)
    only_in(unit.pk, *USES, owner=USES_OWNER, by=by)
    columns = columns_of(checked(told, today=localtime(at).date()), unit.pk)
    if _is_known(unit, columns):
        raise PersonKnownAlready
    person = Person.objects.create(unit=unit, registered_at=at, changed_at=at, **columns)
    record(person, by=by, at=at, unit_id=unit.pk, id_kind=person.id_kind)
    return person


@act("person.corrected")
def correct_person(
    person: Person,
    changes: Mapping[str, Any],
    *,
    revision: int | None = None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Person:
    """Correct what was written down; `changes` are fields of `Particulars`, the others stay.

    `revision` is that of the page on which it was read; whoever changed it meanwhile comes first. The journal
    learns which fields changed, never from what to what. Raises NotYours, NothingToCorrect,
    PersonChangedMeanwhile, PersonMergedAlready, PersonKnownAlready, and what `rules.checked` raises.
    """
    answer_repeated(person.unit_id)
    only_in(person.unit_id, *USES, owner=USES_OWNER, by=by)
    row = Person.objects.get(pk=person.pk)
    if row.merged_into_id is not None:
        raise PersonMergedAlready
    if (seen := row.revision if revision is None else revision) != row.revision:
        raise PersonChangedMeanwhile
    before = particulars_of(row)
    after = checked(replace(before, **changes), today=localtime(at).date())
    if not (changed := changed_fields(before, after)):
        raise NothingToCorrect
    still = Person.objects.filter(pk=row.pk, merged_into=None, revision=seen)
    columns = columns_of(after, row.unit_id)
    if still.update(revision=F("revision") + 1, changed_at=at, **columns) != 1:
        raise PersonChangedMeanwhile
    record(row, by=by, at=at, unit_id=row.unit_id, fields=changed)
    row.refresh_from_db()
    return row


@act("person.revealed")
def reveal(
    person: Person,
    fields: Collection[str],
    *,
    reason: str,
    words: str = "",
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Person:
    """Say which personal data is about to be shown, and why; `selectors.person_for_use` then opens it.

    `words` go to the sealed log of who looked, not to the journal. Raises NotYours, WordsMissing.
    """
    answer_repeated(person.unit_id)
    only_in(person.unit_id, *USES, owner=USES_OWNER, by=by)
    check_reason(reason, words)
    shown = [field for field in SEALED_OF_PERSON if field in fields]
    if not shown:
        raise ValueError(f"fields are some of {SEALED_OF_PERSON}")
    record(person, by=by, at=at, unit_id=person.unit_id, fields=shown, reason=reason)
    return person


def _is_known(unit: Unit, columns: dict[str, Any]) -> bool:
    """Asked first for the sake of the sentence; in a race the constraint decides."""
    if not columns["number_index"]:
        return False
    same = {name: columns[name] for name in ("id_kind", "number_index")}
    return Person.objects.filter(unit=unit, merged_into=None, **same).exists()
