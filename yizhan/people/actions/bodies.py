"""Registering a body, correcting the registration, and saying why its representative is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import F

from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit
from yizhan.people.columns import SEALED_OF_BODY, columns_of_body, particulars_of_body
from yizhan.people.looks import check_reason
from yizhan.people.models import Body
from yizhan.people.posts import USES, USES_OWNER
from yizhan.people.reach import only_in
from yizhan.people.refusals import BodyChangedMeanwhile, BodyKnownAlready, NothingToCorrect
from yizhan.people.rules import BodyParticulars, changed_fields, checked_body

refuse_on("people.body", "people_one_body_per_code", BodyKnownAlready)


@act("body.registered")
def register_body(
    unit: Unit, told: BodyParticulars, *, by: Actor, at: datetime, request_key: str = ""
) -> Body:
    """Write down a body whom the unit does not know yet.

    Raises NotYours, BodyKnownAlready, and what `rules.checked_body` raises.
    """
    answer_repeated(unit.pk)
    only_in(unit.pk, *USES, owner=USES_OWNER, by=by)
    columns = columns_of_body(checked_body(told))
    if columns["uscc"] and Body.objects.filter(unit=unit, uscc=columns["uscc"]).exists():
        raise BodyKnownAlready
    body = Body.objects.create(unit=unit, registered_at=at, changed_at=at, **columns)
    record(body, by=by, at=at, unit_id=unit.pk, kind=body.kind)
    return body


@act("body.corrected")
def correct_body(
    body: Body,
    changes: Mapping[str, Any],
    *,
    revision: int | None = None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Body:
    """Correct what was written down; `changes` are fields of `BodyParticulars`, the others stay.

    Raises NotYours, NothingToCorrect, BodyChangedMeanwhile, BodyKnownAlready, and what
    `rules.checked_body` raises.
    """
    answer_repeated(body.unit_id)
    only_in(body.unit_id, *USES, owner=USES_OWNER, by=by)
    row = Body.objects.get(pk=body.pk)
    if (seen := row.revision if revision is None else revision) != row.revision:
        raise BodyChangedMeanwhile
    before = particulars_of_body(row)
    after = checked_body(replace(before, **changes))
    if not (changed := changed_fields(before, after)):
        raise NothingToCorrect
    still = Body.objects.filter(pk=row.pk, revision=seen)
    if still.update(revision=F("revision") + 1, changed_at=at, **columns_of_body(after)) != 1:
        raise BodyChangedMeanwhile
    record(row, by=by, at=at, unit_id=row.unit_id, fields=changed)
    row.refresh_from_db()
    return row


@act("body.revealed")
def reveal_body(
    body: Body,
    fields: Collection[str],
    *,
    reason: str,
    words: str = "",
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Body:
    """Say that the representative's name or phone is about to be shown, and why.

    `selectors.body_for_use` then opens it. Raises NotYours, WordsMissing.
    """
    answer_repeated(body.unit_id)
    only_in(body.unit_id, *USES, owner=USES_OWNER, by=by)
    check_reason(reason, words)
    shown = [field for field in SEALED_OF_BODY if field in fields]
    if not shown:
        raise ValueError(f"fields are some of {SEALED_OF_BODY}")
    record(body, by=by, at=at, unit_id=body.unit_id, fields=shown, reason=reason)
    return body
