"""Units: founding them, naming them, placing them, and how they are reached (2.1, 2.2)."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from ninja import Router
from ninja.params.models import Query

from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, reads
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.schemas.units import (
    ContactsIn,
    DepartmentIn,
    EstablishIn,
    FoundIn,
    MoveIn,
    RenameIn,
    SignNameIn,
    UnitOut,
    UnitPageOut,
)
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Unit
from yizhan.orgs.states import UnitKind

router = Router(tags=["单位"])
for_system_admin = allowed(*posts.RUNS_THE_PROGRAM)
for_arrangers = allowed(*posts.ARRANGES)
WHAT = "这个单位"
MOST_UNITS = 500
Under = Annotated[UUID | None, Query(None, description="只要这个单位和它下面的单位")]
OfKind = Annotated[UnitKind | None, Query(None, description="只要这一类单位")]
After = Annotated[UUID | None, Query(None, description="上一页最后一个单位的 id：从它之后读起")]
Limit = Annotated[int, Query(100, ge=1, le=MOST_UNITS)]


@router.get("/units", response=list[UnitOut], **reads("本单位和下面的单位"))
@allowed(any_staff=True)
def units(request: CallerRequest, under: Under, kind: OfKind, after: After, limit: Limit) -> list[Unit]:
    """The own unit and everything that it manages, by division code and name; a district has thousands.

    One page at a time: ask again with `after` and the id of the last unit that you got, until fewer than
    `limit` come.
    """
    found = selectors.units_visible_to(request.actor)
    if under is not None:
        found = found.filter(pk__in=selectors.subtree_of(unit_of(request, under).pk))
    if kind is not None:
        found = found.filter(kind=kind)
    if after is not None:
        found = found.filter(_behind(unit_of(request, after)))
    return list(found.order_by("division_code", "name", "pk")[:limit])


@router.get("/units/{uuid:unit_id}", response=UnitPageOut, **reads("一个单位"))
@allowed(*posts.LOOKS_AT_UNITS)
def unit(request: CallerRequest, unit_id: UUID) -> dict[str, Any]:
    """What the unit is called and was called, where it stands, how it is reached."""
    return _page(unit_of(request, unit_id))


@router.post(
    "/units/{uuid:unit_id}/centre", response={201: UnitOut}, **does("orgs.centre_established", "建立中心")
)
@for_system_admin
def establish_centre(request: CallerRequest, unit_id: UUID, body: EstablishIn) -> Unit:
    """Give a town its centre, named by the guideline."""
    town = unit_of(request, unit_id)
    return actions.establish_centre(town, since=body.since, by=request.actor, at=timezone.now())


@router.post(
    "/units/{uuid:unit_id}/station", response={201: UnitOut}, **does("orgs.station_established", "建立站点")
)
@for_system_admin
def establish_station(request: CallerRequest, unit_id: UUID, body: EstablishIn) -> Unit:
    """Give a community or village its station."""
    community = unit_of(request, unit_id)
    return actions.establish_station(community, since=body.since, by=request.actor, at=timezone.now())


@router.post(
    "/units/{uuid:unit_id}/departments",
    response={201: UnitOut},
    **does("orgs.department_founded", "登记部门"),
)
@for_arrangers
def found_department(request: CallerRequest, unit_id: UUID, body: DepartmentIn) -> Unit:
    """Register a department of a town, district or hall."""
    parent = unit_of(request, unit_id)
    return actions.found_department(parent, by=request.actor, at=timezone.now(), **body.model_dump())


@router.post(
    "/units/{uuid:unit_id}/units", response={201: UnitOut}, **does("orgs.unit_founded", "登记下级单位")
)
@for_system_admin
def found_unit(request: CallerRequest, unit_id: UUID, body: FoundIn) -> Unit:
    """Register a scenic area, a new community or village, or a body outside the program."""
    parent = unit_of(request, unit_id)
    return actions.found_unit(parent, by=request.actor, at=timezone.now(), **body.model_dump())


@router.put("/units/{uuid:unit_id}/name", response=UnitPageOut, **does("orgs.unit_renamed", "改名"))
@for_system_admin
def rename(request: CallerRequest, unit_id: UUID, body: RenameIn) -> dict[str, Any]:
    """Give a unit another name from a day on; the old one stays on record."""
    found = unit_of(request, unit_id)
    actions.rename(
        found, body.name, short_name=body.short_name, on=body.on, by=request.actor, at=timezone.now()
    )
    return _page(found)


@router.put("/units/{uuid:unit_id}/sign-name", response=UnitPageOut, **does("orgs.sign_name_put", "挂牌名称"))
@for_arrangers
def put_sign_name(request: CallerRequest, unit_id: UUID, body: SignNameIn) -> dict[str, Any]:
    """Say what stands on the hall's sign; a departure from the guideline is a warning, never a refusal."""
    found = unit_of(request, unit_id)
    actions.put_sign_name(found, body.sign_name, on=body.on, by=request.actor, at=timezone.now())
    return _page(found)


@router.put("/units/{uuid:unit_id}/place", response=UnitPageOut, **does("orgs.unit_moved", "改隶属"))
@for_system_admin
def move_unit(request: CallerRequest, unit_id: UUID, body: MoveIn) -> dict[str, Any]:
    """Place a unit elsewhere from a day on: by division, and by who manages it."""
    found = unit_of(request, unit_id)
    actions.move_unit(
        found,
        parent=unit_of(request, body.parent_id),
        managed_by=unit_of(request, body.managed_by_id),
        on=body.on,
        by=request.actor,
        at=timezone.now(),
    )
    return _page(found)


@router.put("/units/{uuid:unit_id}/contacts", response=UnitOut, **does("orgs.contacts_changed", "地址和电话"))
@for_arrangers
def change_contacts(request: CallerRequest, unit_id: UUID, body: ContactsIn) -> Unit:
    """Change the address and the phones that signs, slips and portal show."""
    found = unit_of(request, unit_id)
    return actions.change_contacts(found, by=request.actor, at=timezone.now(), **body.model_dump())


def unit_of(request: CallerRequest, unit_id: UUID) -> Unit:
    """The own unit or one below; everything else does not exist (2.1)."""
    return find(selectors.units_visible_to(request.actor), unit_id, WHAT)


def _behind(last: Unit) -> Q:
    """What comes after a unit in the order of the list."""
    same_place = Q(division_code=last.division_code)
    return (
        Q(division_code__gt=last.division_code)
        | (same_place & Q(name__gt=last.name))
        | (same_place & Q(name=last.name, pk__gt=last.pk))
    )


def _page(found: Unit) -> dict[str, Any]:
    return {
        "unit": found,
        "shown_name": selectors.shown_name(found.pk),
        "warnings": selectors.name_warnings(found),
        "names": selectors.names_of(found),
        "places": selectors.places_of(found),
        "departments": selectors.departments_near(found),
    }
