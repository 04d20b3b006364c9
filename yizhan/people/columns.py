"""How particulars become columns, and columns particulars: sealed, masked and indexed together, in one place.

An index is made for one unit: equal indexes of two units would tell that both know one person.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yizhan.lib import masking
from yizhan.people.models import Body, Person
from yizhan.people.rules import BodyParticulars, Particulars, name_key, number_key, phone_key
from yizhan.rows.sealed import blind_index

SEALED_OF_PERSON = ("name", "id_number", "phone", "address", "born_on")
SEALED_OF_BODY = ("representative", "representative_phone")


def columns_of(told: Particulars, unit_id: UUID) -> dict[str, Any]:
    """All columns of a person that follow from checked particulars."""
    born_on = told.born_on.isoformat() if told.born_on else ""
    return {
        "name": told.name,
        "id_kind": told.id_kind,
        "id_number": told.id_number,
        "phone": told.phone,
        "address": told.address,
        "born_on": born_on,
        "sex": told.sex,
        "no_number_reason": told.no_number_reason,
        "masked_name": masking.name(told.name),
        "masked_number": masking.number(told.id_number),
        "masked_phone": masking.phone(told.phone),
        "name_index": name_index(told.name, unit_id),
        "number_index": number_index(told.id_number, unit_id),
        "phone_index": phone_index(told.phone, unit_id),
        "name_birth_index": name_birth_index(told.name, born_on, unit_id),
    }


def particulars_of(person: Person) -> Particulars:
    """The particulars of a row; opens its sealed columns."""
    return Particulars(
        name=person.name,
        id_kind=person.id_kind,
        id_number=person.id_number,
        phone=person.phone,
        address=person.address,
        born_on=person.birthday,
        sex=person.sex,
        no_number_reason=person.no_number_reason,
    )


def columns_of_body(told: BodyParticulars) -> dict[str, Any]:
    """All columns of a body that follow from checked particulars."""
    return {
        "name": told.name,
        "uscc": told.uscc,
        "kind": told.kind,
        "address": told.address,
        "representative": told.representative,
        "representative_phone": told.representative_phone,
        "masked_representative": masking.name(told.representative),
        "masked_phone": masking.phone(told.representative_phone),
    }


def particulars_of_body(body: Body) -> BodyParticulars:
    """The particulars of a body's row; opens its sealed columns."""
    return BodyParticulars(
        name=body.name,
        kind=body.kind,
        uscc=body.uscc,
        address=body.address,
        representative=body.representative,
        representative_phone=body.representative_phone,
    )


def name_index(name: str, unit_id: UUID) -> str:
    """Under which a name is found in the unit."""
    return blind_index(name_key(name), f"people.name:{unit_id}")


def number_index(number: str, unit_id: UUID) -> str:
    """Under which a document's number is found in the unit, whatever kind it was registered as."""
    return blind_index(number_key(number), f"people.number:{unit_id}")


def phone_index(phone: str, unit_id: UUID) -> str:
    """Under which a telephone number is found in the unit."""
    return blind_index(phone_key(phone), f"people.phone:{unit_id}")


def name_birth_index(name: str, born_on: str, unit_id: UUID) -> str:
    """Under which name and birthday together are found; empty without a birthday."""
    if not born_on:
        return ""
    return blind_index(f"{name_key(name)}|{born_on}", f"people.name_birth:{unit_id}")
