"""A hall with its catalogue and a case in it, for tests; made by acts only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yizhan.calendars.actions import load_published_years
from yizhan.cases.actions import answering, materials, receiving
from yizhan.cases.intake import Intake, MaterialIn, PartyIn
from yizhan.cases.models import Case, CaseMaterial, Handling
from yizhan.cases.selectors.requirements import requirements_of
from yizhan.cases.states import HandedInAs, PartyRole
from yizhan.catalog import actions as catalog
from yizhan.catalog.models import Implementation
from yizhan.lib.actor import SYSTEM
from yizhan.people.models import Person
from yizhan.people.tests.build import registered
from yizhan.testing.cast import SET_UP, Cast, at


@dataclass
class Office:
    """The cast's hall with its items, and an old man who wants something."""

    cast: Cast
    item: Implementation
    applicant: Person

    def intake(self, handed: str = HandedInAs.ORIGINAL, **changes: Any) -> Intake:
        """An application with every material that its situation needs, handed in and checked."""
        wanted = requirements_of(self.item)
        answers = {one.key: one.options[0]["key"] for one in wanted.situations}
        materials = tuple(
            MaterialIn(one.name, one.pk, handed, count=1, is_checked=True) for one in wanted.needed(answers)
        )
        told: dict[str, Any] = {
            "implementation": self.item,
            "parties": (PartyIn(PartyRole.APPLICANT, self.applicant),),
            "materials": materials,
            "answers": answers,
        }
        return Intake(**told | changes)

    def receive(self, intake: Intake | None = None, *, when: datetime | None = None, key: str = "") -> Case:
        """The clerk takes the application in."""
        clerk = self.cast.clerk
        return receiving.receive(
            intake or self.intake(), user=clerk.user, by=clerk.actor, at=when or at(9, 30), request_key=key
        )

    def received(self, **told: Any) -> Handling:
        """What the hall has to do for a received case."""
        return Handling.objects.select_related("case", "version", "implementation__item").get(
            case=self.receive(**told)
        )

    def accepted(self, *, when: datetime | None = None) -> Handling:
        """A case that was received and accepted in one go."""
        handling = self.received(when=when)
        return answering.accept(handling, by=self.cast.clerk.actor, at=when or at(9, 40))

    def lack(self, handling: Handling, order: int = 1) -> CaseMaterial:
        """A material of a received case turns out to be missing."""
        row = CaseMaterial.objects.get(handling=handling, order=order)
        clerk = self.cast.clerk
        return materials.record_material(
            row, MaterialIn(row.name, row.material_id), user=clerk.user, by=clerk.actor, at=at(9, 35)
        )


LICENCE, RELIEF, ALLOWANCE, AT_ONCE = "承包地调整", "临时救助和医疗救助", "低保", "生育登记"
"""A licence of 20 working days; a matter with 公示; one with a check on the spot; one done at the window."""


def office(cast: Cast, item: str = LICENCE) -> Office:
    """The hall with calendar, catalogue and guides, and one of its items."""
    load_published_years(by=SYSTEM, at=SET_UP)
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    catalog.adopt_guides(cast.hall, by=SYSTEM, at=SET_UP)
    row = Implementation.objects.select_related("item", "unit").get(unit=cast.hall, item__short_name=item)
    return Office(cast, row, registered(cast))
