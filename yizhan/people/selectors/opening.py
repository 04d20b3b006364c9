"""Opening personal data: the one place. Who looks is written down first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import FETCH_RAISE

from yizhan.accounts.models import User
from yizhan.lib.actor import Actor, ActorKind
from yizhan.orgs.selectors import of_own_unit
from yizhan.people.columns import SEALED_OF_BODY, SEALED_OF_PERSON
from yizhan.people.looks import write_look
from yizhan.people.models import AccessEntry, Body, Person
from yizhan.people.posts import USES, USES_OWNER
from yizhan.people.reach import only_in
from yizhan.people.selectors.gate import bodies_visible_to, ids_of, standing_person

NAMES = {
    "name": "姓名",
    "id_number": "证件号码",
    "phone": "电话",
    "address": "住址",
    "born_on": "出生日期",
    "representative": "法定代表人（负责人）姓名",
    "representative_phone": "法定代表人（负责人）电话",
}
"""What fields are called where people read about them."""

NEWEST = 50
"""So many looks does a page show."""


@dataclass(frozen=True, slots=True)
class Look:
    """One time somebody looked, in words."""

    at: datetime
    who: str
    fields: tuple[str, ...]
    reason: str
    words: str


def person_for_use(
    actor: Actor,
    pk: UUID,
    *,
    purpose: str,
    at: datetime,
    fields: Collection[str] = SEALED_OF_PERSON,
    words: str = "",
    place: str = "people.person",
) -> Person:
    """A person with the asked fields open, after it was written down who looks, at what, why and where.

    Follows a merge. `purpose` is a `LookReason`. Outside of acts only (see `looks`). Raises
    Person.DoesNotExist for another unit's, NotYours for posts that need no personal data, WordsMissing.
    """
    found = standing_person(actor, pk)
    if found is None:
        raise Person.DoesNotExist
    only_in(found.unit_id, *USES, owner=USES_OWNER, by=actor)
    shown = [field for field in SEALED_OF_PERSON if field in fields]
    write_look(found, shown, reason=purpose, words=words, place=place, by=actor, at=at)
    shut = [field for field in SEALED_OF_PERSON if field not in shown]
    return Person.objects.defer(*shut).fetch_mode(FETCH_RAISE).get(pk=found.pk)


def body_for_use(
    actor: Actor,
    pk: UUID,
    *,
    purpose: str,
    at: datetime,
    fields: Collection[str] = SEALED_OF_BODY,
    words: str = "",
    place: str = "people.body",
) -> Body:
    """A body with its representative open, after it was written down who looks.

    Raises Body.DoesNotExist, NotYours, WordsMissing.
    """
    found = bodies_visible_to(actor).get(pk=pk)
    only_in(found.unit_id, *USES, owner=USES_OWNER, by=actor)
    shown = [field for field in SEALED_OF_BODY if field in fields]
    write_look(found, shown, reason=purpose, words=words, place=place, by=actor, at=at)
    shut = [field for field in SEALED_OF_BODY if field not in shown]
    return Body.objects.defer(*shut).fetch_mode(FETCH_RAISE).get(pk=found.pk)


def looks_at(subject: Person | Body, actor: Actor) -> Sequence[Look]:
    """Who looked at a person or body seen through a gate, newest first; also at what was merged into it."""
    keys = ids_of(subject) if isinstance(subject, Person) else {subject.pk}
    rows = of_own_unit(AccessEntry.objects.filter(subject_id__in=keys), actor).order_by("-at", "-pk")[:NEWEST]
    staff = {row.actor_id for row in rows if row.actor_kind == ActorKind.STAFF}
    names = {str(key): name for key, name in User.objects.filter(pk__in=staff).values_list("pk", "name")}
    return [
        Look(
            at=row.at,
            who=names.get(row.actor_id, "程序" if row.actor_kind == ActorKind.SYSTEM else "已不在册的账号"),
            fields=tuple(NAMES.get(field, field) for field in row.fields),
            reason=row.get_reason_display(),
            words=row.words,
        )
        for row in rows
    ]
