"""What may be written down of a person and a body: pure functions on plain values."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date

from yizhan.lib import idnumber, masking, telephone, uscc
from yizhan.lib.idnumber import CITIZEN_KINDS, NumberKind, Problem
from yizhan.lib.text import clean_line
from yizhan.people.refusals import (
    BirthdayAhead,
    BodyNameMissing,
    IdNumberWrong,
    NameMissing,
    NoReasonWithoutNumber,
    PhoneWrong,
    UsccMissing,
    UsccWrong,
)

LONGEST_NAME = 100
LONGEST_ADDRESS = 200
LONGEST_BODY_NAME = 120
MAY_LACK_A_CODE = "6"
"""其他组织, such as an owners' committee: the only bodies without a code."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """A person as told: typed by a clerk, read from a card, or sent by another system."""

    name: str
    id_kind: str = NumberKind.NONE
    id_number: str = ""
    phone: str = ""
    address: str = ""
    born_on: date | None = None
    sex: str = ""
    no_number_reason: str = ""

    def __repr__(self) -> str:
        """Never what it holds: a representation ends up in logs and tracebacks."""
        return f"<Particulars of a person, kind {self.id_kind}>"


@dataclass(frozen=True, slots=True)
class BodyParticulars:
    """A body as told."""

    name: str
    kind: str
    uscc: str = ""
    address: str = ""
    representative: str = ""
    representative_phone: str = ""

    def __repr__(self) -> str:
        """Never what it holds."""
        return f"<Particulars of a body, kind {self.kind}>"


def checked(told: Particulars, *, today: date) -> Particulars:
    """The particulars as they are stored; where the number tells birthday and sex, these count.

    Raises NameMissing, NoReasonWithoutNumber, IdNumberWrong, PhoneWrong, BirthdayAhead, and what
    `clean_line` raises.
    """
    if not (name := clean_line(told.name, longest=LONGEST_NAME)):
        raise NameMissing
    tidy = replace(
        told,
        name=name.translate(masking.DOTS),
        phone=checked_phone(told.phone),
        address=clean_line(told.address, longest=LONGEST_ADDRESS),
    )
    with_number = _without_number(tidy) if told.id_kind == NumberKind.NONE else _numbered(tidy, today)
    born_on = with_number.born_on
    if born_on is not None and (born_on > today or born_on.year < idnumber.EARLIEST_YEAR):
        raise BirthdayAhead
    return with_number


def checked_body(told: BodyParticulars) -> BodyParticulars:
    """The body's particulars as they are stored.

    Raises BodyNameMissing, UsccMissing, UsccWrong, PhoneWrong, and what `clean_line` raises.
    """
    if not (name := clean_line(told.name, longest=LONGEST_BODY_NAME)):
        raise BodyNameMissing
    return replace(
        told,
        name=name,
        uscc=_checked_code(told),
        address=clean_line(told.address, longest=LONGEST_ADDRESS),
        representative=clean_line(told.representative, longest=LONGEST_NAME),
        representative_phone=checked_phone(told.representative_phone),
    )


def checked_phone(typed: str) -> str:
    """A telephone number as it is stored; none is allowed. Raises PhoneWrong."""
    if not typed.strip():
        return ""
    found = telephone.read(typed)
    if isinstance(found, Problem):
        raise PhoneWrong(problem=found.text)
    return found


def changed_fields[Told: (Particulars, BodyParticulars)](before: Told, after: Told) -> list[str]:
    """The names of what differs: all that the journal ever learns of a correction."""
    return [one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name)]


def name_key(name: str) -> str:
    """A name as it is searched for: spaces, kinds of dot and case make no difference."""
    told = unicodedata.normalize("NFC", name).translate(masking.DOTS)
    return "".join(told.split()).casefold()


def number_key(typed: str) -> str:
    """A number as it is searched for; an old one of 15 digits finds the person under his 18."""
    number = idnumber.tidy(typed)
    return idnumber.upgraded(number) if len(number) == 15 and number.isdecimal() else number


def phone_key(typed: str) -> str:
    """A telephone number as it is searched for; empty where it is none. An extension makes no difference."""
    found = telephone.read(typed)
    return "" if isinstance(found, Problem) else found.partition("转")[0]


def are_two_citizens(one_kind: str, one_index: str, other_kind: str, other_index: str) -> bool:
    """Whether two registrations bear different citizens' numbers: nobody has two."""
    both = one_kind in CITIZEN_KINDS and other_kind in CITIZEN_KINDS
    return both and one_index != other_index


def _without_number(told: Particulars) -> Particulars:
    if idnumber.tidy(told.id_number) or not told.no_number_reason:
        raise NoReasonWithoutNumber
    return replace(told, id_number="")


def _numbered(told: Particulars, today: date) -> Particulars:
    found = idnumber.read(told.id_kind, told.id_number, today=today)
    if isinstance(found, Problem):
        raise IdNumberWrong(problem=found.text)
    return replace(
        told,
        id_number=found.number,
        born_on=found.born_on or told.born_on,
        sex=found.sex or told.sex,
        no_number_reason="",
    )


def _checked_code(told: BodyParticulars) -> str:
    if not told.uscc.strip():
        if told.kind != MAY_LACK_A_CODE:
            raise UsccMissing
        return ""
    found = uscc.read(told.uscc)
    if isinstance(found, Problem):
        raise UsccWrong(problem=found.text)
    return found
