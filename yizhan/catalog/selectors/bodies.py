"""Which bodies stand behind a hall's items: the offices above it, their departments, bodies outside."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from yizhan.catalog.states import ItemList
from yizhan.orgs.models import Unit, UnitPlace
from yizhan.orgs.states import COMMUNITY_LEVEL, HALLS, TOWN_LEVEL, UnitKind

LEVEL_OF_HALL = {UnitKind.CENTRE: ItemList.TOWNSHIP, UnitKind.STATION: ItemList.COMMUNITY}
_OFFICES = {UnitKind.CENTRE: TOWN_LEVEL, UnitKind.STATION: COMMUNITY_LEVEL}
HIGHEST = 8  # steps up the tree; province, city, district, town, community, hall are six


def level_of(hall: Unit) -> ItemList | None:
    """The printed list that a hall carries out; None for a unit that is no hall."""
    return LEVEL_OF_HALL.get(UnitKind(hall.kind))


def office_above(hall: Unit) -> Unit | None:
    """The town, street or community whose items the hall handles: never the hall, no legal person."""
    kinds = _OFFICES.get(UnitKind(hall.kind), frozenset())
    return next((unit for unit in _above(hall) if unit.kind in kinds), None)


def possible_bodies(hall: Unit) -> QuerySet[Unit]:
    """The units that may be responsible for, or entrust, an item of the hall."""
    above = [unit.pk for unit in _above(hall)]
    departments = Unit.objects.filter(
        kind=UnitKind.DEPARTMENT, places__valid_to=None, places__parent__in=[hall.pk, *above]
    ).values("pk")
    bodies = Q(pk__in=above) | Q(pk__in=departments) | Q(kind=UnitKind.OUTSIDE)
    return Unit.objects.filter(bodies, closed_on=None).exclude(kind__in=HALLS).order_by("name")


def _above(hall: Unit) -> Iterator[Unit]:
    """The units above by division, nearest first: who runs a station is not who answers for its items."""
    unit: Unit | None = hall
    for _ in range(HIGHEST):
        place = UnitPlace.objects.filter(unit=unit, valid_to=None).select_related("parent").first()
        unit = place.parent if place else None
        if unit is None:
            return
        yield unit
