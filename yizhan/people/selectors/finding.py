"""Finding a person by number, phone or full name, and finding who was written down twice. All masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yizhan.lib import uscc
from yizhan.lib.actor import Actor
from yizhan.people.columns import name_index, number_index, phone_index
from yizhan.people.models import Body, Person
from yizhan.people.rules import phone_key
from yizhan.people.selectors.gate import bodies_visible_to, persons_visible_to

MOST = 20
"""More of one name cannot be told apart by masked lines; the number decides then."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as lists show him: `number` may be why he has none, `because` how he came into the list."""

    id: UUID
    name: str
    kind: str
    number: str
    phone: str
    sex: str
    registered_at: datetime
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body as lists show it."""

    id: UUID
    name: str
    kind: str
    uscc: str
    representative: str
    phone: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two registrations compare in one respect: the same, different, or not known of both."""

    what: str
    is_same: bool | None
    one: str
    other: str


def find(actor: Actor, typed: str) -> list[PersonLine]:
    """The persons of the actor's unit whose number, phone or full name was typed, never a part of it.

    An old number of 15 digits finds its 18; spaces, dashes and small letters make no difference.
    """
    if actor.unit_id is None or not typed.strip():
        return []
    by_number = number_index(typed, actor.unit_id)
    by_phone = phone_index(phone_key(typed), actor.unit_id)
    by_name = name_index(typed, actor.unit_id)
    wanted = Q(name_index=by_name)
    wanted |= Q(number_index=by_number) if by_number else Q()
    wanted |= Q(phone_index=by_phone) if by_phone else Q()
    rows = persons_visible_to(actor).filter(wanted).order_by("-changed_at")[:MOST]
    return [
        line_of(
            row,
            because=_because(
                ("号码相符", bool(by_number) and row.number_index == by_number),
                ("电话相符", bool(by_phone) and row.phone_index == by_phone),
                ("姓名相符", row.name_index == by_name),
            ),
        )
        for row in rows
    ]


def duplicates_of(person: Person, actor: Actor) -> list[PersonLine]:
    """Who of the unit may be the same person: by number of another kind, or name with birthday or phone."""
    alike = Q()
    if person.number_index:
        alike |= Q(number_index=person.number_index)
    if person.name_birth_index:
        alike |= Q(name_birth_index=person.name_birth_index)
    if person.phone_index:
        alike |= Q(phone_index=person.phone_index, name_index=person.name_index)
    if not alike:
        return []
    rows = persons_visible_to(actor).filter(alike).exclude(pk=person.pk).order_by("registered_at")[:MOST]
    return [line_of(row, because=_why_alike(person, row)) for row in rows]


def likeness(one: Person, other: Person) -> list[Likeness]:
    """Two registrations side by side: what is the same and what is not, without opening either."""
    shown = [
        ("姓名", one.name_index, other.name_index, one.masked_name, other.masked_name),
        ("证件号码", one.number_index, other.number_index, one.masked_number, other.masked_number),
        ("电话", one.phone_index, other.phone_index, one.masked_phone, other.masked_phone),
        ("性别", one.sex, other.sex, one.get_sex_display(), other.get_sex_display()),
    ]
    found = [
        Likeness(what, first == second if first and second else None, left, right)
        for what, first, second, left, right in shown
    ]
    return [*found[:1], _birthdays(one, other), *found[1:]]


def line_of(person: Person, *, because: tuple[str, ...] = ()) -> PersonLine:
    """A person as a line of a list."""
    return PersonLine(
        id=person.pk,
        name=person.masked_name,
        kind=person.get_id_kind_display(),
        number=person.masked_number or person.get_no_number_reason_display(),
        phone=person.masked_phone,
        sex=person.get_sex_display(),
        registered_at=person.registered_at,
        because=because,
    )


def find_bodies(actor: Actor, typed: str) -> list[BodyLine]:
    """The bodies of the actor's unit with this code, or with this in their name."""
    if not (told := typed.strip()):
        return []
    wanted = Q(name__icontains=told) | Q(uscc=uscc.tidy(told))
    rows = bodies_visible_to(actor).filter(wanted).order_by("name")[:MOST]
    return [_body_line(row) for row in rows]


def _body_line(body: Body) -> BodyLine:
    return BodyLine(
        id=body.pk,
        name=body.name,
        kind=body.get_kind_display(),
        uscc=body.uscc,
        representative=body.masked_representative,
        phone=body.masked_phone,
    )


def _birthdays(one: Person, other: Person) -> Likeness:
    """Birthdays are compared together with the name: they have no index of their own."""
    first, second = one.name_birth_index, other.name_birth_index
    comparable = bool(first and second) and one.name_index == other.name_index
    words = ("已登记" if first else "未登记", "已登记" if second else "未登记")
    return Likeness("出生日期", first == second if comparable else None, *words)


def _why_alike(person: Person, row: Person) -> tuple[str, ...]:
    same_name = person.name_index == row.name_index
    same_phone = bool(person.phone_index) and person.phone_index == row.phone_index
    same_birth = bool(person.name_birth_index) and person.name_birth_index == row.name_birth_index
    return _because(
        ("号码相同，证件类型不同", bool(person.number_index) and person.number_index == row.number_index),
        ("姓名和出生日期相同", same_birth),
        ("姓名和电话相同", same_name and same_phone),
    )


def _because(*reasons: tuple[str, bool]) -> tuple[str, ...]:
    found: Iterable[str] = (words for words, holds in reasons if holds)
    return tuple(found)
