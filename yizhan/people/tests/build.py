"""Invented persons of the tests: county code 610199, which no county has, and phones that nobody has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yizhan.lib.idnumber import check_sign
from yizhan.orgs.models import Unit
from yizhan.people.actions import register_body, register_person
from yizhan.people.models import Body, Person
from yizhan.people.rules import BodyParticulars, Particulars
from yizhan.testing.cast import Cast, Member, at

NUMBER = "61019919500312" + "001" + check_sign("61019919500312001")
"""Born on 12 March 1950, male."""

HER_NUMBER = "61019919880520" + "002" + check_sign("61019919880520002")
PHONE = "13800000000"
ADDRESS = "西安市未央区谭家街道谭家社区12号楼3单元501室"
CODE = "91350100M000100Y43"
PLAIN = ("欧阳建国", NUMBER, PHONE, ADDRESS, "1950-03-12")
"""What of the old man must never be found where it does not belong."""


def old_man(**changes: Any) -> Particulars:
    """A man of 76, with everything known about him."""
    told: dict[str, Any] = {
        "name": "欧阳建国",
        "id_kind": "111",
        "id_number": NUMBER,
        "phone": PHONE,
        "address": ADDRESS,
    }
    return Particulars(**told | changes)


def newborn(**changes: Any) -> Particulars:
    """A child without a number."""
    return Particulars(**{"name": "欧阳小宝", "no_number_reason": "newborn"} | changes)


def registered(cast: Cast, told: Particulars | None = None, *, by: Member | None = None) -> Person:
    """A person in the hall's register, written down by the clerk."""
    clerk = by or cast.clerk
    return register_person(clerk.unit, told or old_man(), by=clerk.actor, at=at(9, 30))


def company(**changes: Any) -> BodyParticulars:
    """An invented company."""
    told: dict[str, Any] = {
        "name": "西安谭家样本商贸有限公司",
        "kind": "2",
        "uscc": CODE,
        "address": "西安市未央区谭家街道1号",
        "representative": "司马样本",
        "representative_phone": "13900000000",
    }
    return BodyParticulars(**told | changes)


def registered_body(unit: Unit, by: Member, when: datetime | None = None) -> Body:
    """A body in the unit's register."""
    return register_body(unit, company(), by=by.actor, at=when or at(9, 30))
