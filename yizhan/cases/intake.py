"""What goes into a case when it is received, as plain values: the same from screen, list and API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yizhan.cases.states import HandedInAs, IntakeChannel
from yizhan.catalog.models import Implementation
from yizhan.people.models import Body, Person
from yizhan.queueing.models import Ticket


@dataclass(frozen=True, slots=True)
class PartyIn:
    """Somebody in the case: a person or a body of the unit, in a role."""

    role: str
    person: Person | None = None
    body: Body | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True)
class MaterialIn:
    """One material as handed in. `material_id` is the guide's row; None for an item without a guide."""

    name: str
    material_id: int | None = None
    handed_in_as: str = HandedInAs.MISSING
    count: int = 0
    is_checked: bool = False
    remark: str = ""
    deferred_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Everything that is taken in at once."""

    implementation: Implementation
    parties: tuple[PartyIn, ...]
    materials: tuple[MaterialIn, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    channel: str = IntakeChannel.WINDOW
    ticket: Ticket | None = None
