"""Reading units: what the actor may see of the tree, and what is dated about a unit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit, UnitName, UnitPlace
from yizhan.orgs.rules.names import HallName, centre_name, name_departures, station_name
from yizhan.orgs.states import COMMUNITY_LEVEL, HALLS, TOWN_LEVEL, UnitKind


def own_unit(actor: Actor) -> Unit:
    """The unit in which the actor acts. Raises Unit.DoesNotExist (404) for residents."""
    if actor.unit_id is None:
        raise Unit.DoesNotExist
    return Unit.objects.get(pk=actor.unit_id)


def of_own_unit[Row: Model](rows: QuerySet[Row], actor: Actor) -> QuerySet[Row]:
    """The rows of the actor's own unit; nothing for residents, who act in none."""
    return rows.filter(unit_id=actor.unit_id) if actor.unit_id else rows.none()


def children_of(unit_ids: set[UUID]) -> set[UUID]:
    """The units that these units manage today, one step down."""
    return set(
        UnitPlace.objects.filter(valid_to=None, managed_by__in=unit_ids).values_list("unit_id", flat=True)
    )


def subtree_of(unit_id: UUID) -> set[UUID]:
    """The unit and everything it manages, all steps down the managing tree (clause 2.1)."""
    found, frontier = {unit_id}, {unit_id}
    while frontier:
        frontier = children_of(frontier) - found
        found |= frontier
    return found


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """The actor's unit and the units below it; nothing for residents."""
    if actor.unit_id is None:
        return Unit.objects.none()
    return Unit.objects.filter(pk__in=subtree_of(actor.unit_id))


def name_on(unit_id: UUID, on: date) -> UnitName | None:
    """The unit's name and sign name as they were on the day; None before it existed."""
    return _in_force(UnitName.objects.filter(unit_id=unit_id), on).first()


def place_on(unit_id: UUID, on: date) -> UnitPlace | None:
    """Where the unit stood in the tree on the day; None before it existed."""
    return (
        _in_force(UnitPlace.objects.filter(unit_id=unit_id), on)
        .select_related("parent", "managed_by")
        .first()
    )


def place_of(unit: Unit) -> UnitPlace:
    """Where the unit stands today."""
    return UnitPlace.objects.select_related("parent", "managed_by").get(unit=unit, valid_to=None)


def shown_name(unit_id: UUID) -> str:
    """What stands at the door: the sign name where there is one, else the name (clause 2.2)."""
    return str(UnitName.objects.get(unit_id=unit_id, valid_to=None))


def names_of(unit: Unit) -> QuerySet[UnitName]:
    """The unit's names, newest first."""
    return UnitName.objects.filter(unit=unit).order_by("-valid_from")


def places_of(unit: Unit) -> QuerySet[UnitPlace]:
    """The unit's places in the tree, newest first."""
    return UnitPlace.objects.filter(unit=unit).select_related("parent", "managed_by").order_by("-valid_from")


def hall_name_by_guideline(unit: Unit) -> HallName | None:
    """The name that the guideline gives a hall; None for units that are no hall (clause 2.2)."""
    if not unit.is_hall:
        return None
    home = place_of(unit).parent
    above = place_of(home).parent if home else None
    if home is None or above is None:
        return None
    by_guideline = centre_name if unit.kind == UnitKind.CENTRE else station_name
    return by_guideline(above.name, home.short_name)


def name_warnings(unit: Unit) -> list[str]:
    """Where the hall's sign name departs from the guideline's, one sentence each (clause 2.2)."""
    by_guideline = hall_name_by_guideline(unit)
    return name_departures(shown_name(unit.pk), by_guideline) if by_guideline else []


def hall_of(home: Unit) -> Unit | None:
    """The centre of a town, or the station of a community."""
    return Unit.objects.filter(kind__in=HALLS, places__parent=home, places__valid_to=None).first()


def units_inside(parent: Unit, *kinds: str) -> QuerySet[Unit]:
    """The units that stand directly below by division today, of the kinds if any are named."""
    inside = Unit.objects.filter(places__parent=parent, places__valid_to=None, closed_on=None)
    return (inside.filter(kind__in=kinds) if kinds else inside).order_by("division_code", "name")


def departments_near(unit: Unit) -> QuerySet[Unit]:
    """The departments that may settle in the hall: those of its town, and those inside the hall itself."""
    home = place_of(unit).parent
    beside = [unit, home] if home else [unit]
    return Unit.objects.filter(
        kind=UnitKind.DEPARTMENT, places__parent__in=beside, places__valid_to=None, closed_on=None
    ).order_by("name")


def towns_matching(text: str) -> QuerySet[Unit]:
    """The towns with this division code, or with this in their name; all of them for an empty text."""
    return Unit.objects.filter(
        Q(division_code=text) | Q(name__contains=text) if text else Q(), kind__in=TOWN_LEVEL, closed_on=None
    ).order_by("division_code")


def districts_matching(text: str) -> QuerySet[Unit]:
    """The districts, counties and development zones with this code, name or short name."""
    return Unit.objects.filter(
        Q(division_code=text) | Q(name=text) | Q(short_name=text),
        kind__in=(UnitKind.DISTRICT, UnitKind.DEVELOPMENT_ZONE),
        closed_on=None,
    )


def scenic_area_called(name: str) -> Unit | None:
    """The scenic area of this name, if it was registered (景区管理局 have no code)."""
    return Unit.objects.filter(kind=UnitKind.SCENIC_AREA, name=name, closed_on=None).first()


def has_divisions() -> bool:
    """Whether the statistical list has been loaded."""
    return Unit.objects.filter(kind=UnitKind.DISTRICT).exists()


def halls() -> QuerySet[Unit]:
    """All halls of the installation. For setting up and for the program's own tasks, not for screens."""
    return Unit.objects.filter(kind__in=HALLS, closed_on=None).order_by("kind", "name")


def _in_force[Dated: (UnitName, UnitPlace)](rows: QuerySet[Dated], on: date) -> QuerySet[Dated]:
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def managed_by(unit: Unit) -> QuerySet[Unit]:
    """The units that the unit manages directly today, halls first (clause 2.1)."""
    return Unit.objects.filter(pk__in=children_of({unit.pk}), closed_on=None).order_by("kind", "name")


def communities_without_station(centre: Unit) -> QuerySet[Unit]:
    """The communities and villages of the centre's town that have no station yet (clause 2.1)."""
    home = place_of(centre).parent
    if home is None:
        return Unit.objects.none()
    stations = UnitPlace.objects.filter(
        valid_to=None, unit__kind=UnitKind.STATION, parent__isnull=False
    ).values("parent_id")
    return units_inside(home, *COMMUNITY_LEVEL).exclude(pk__in=stations)
