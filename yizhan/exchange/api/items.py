"""The hall's catalogue: the 进驻 register, taking items up, opening, closing, admission (4.1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.catalog import actions, selectors
from yizhan.catalog.actions.editors import EDITORS
from yizhan.catalog.models import Implementation, ServiceItem
from yizhan.exchange.api.asking import does, find, find_if_named, reads
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.schemas.catalog import (
    AdmissionIn,
    AdoptedOut,
    BodyOut,
    CloseIn,
    HallOut,
    ItemOut,
    ItemPageOut,
    MarkIn,
    RegisterOut,
    SensitiveIn,
    StandardItemOut,
)
from yizhan.orgs.models import Unit

router = Router(tags=["事项"])
for_editors = allowed(*EDITORS)
for_staff = allowed(any_staff=True)


@router.get("/catalogues", response=list[HallOut], **reads("可以看哪些厅的事项目录"))
@for_staff
def catalogues(request: CallerRequest) -> list[Unit]:
    """The own hall, and those below the own unit."""
    return list(selectors.halls_visible_to(request.actor))


@router.get("/catalogues/{uuid:hall_id}", response=RegisterOut, **reads("进驻登记"))
@for_staff
def register(request: CallerRequest, hall_id: UUID) -> dict[str, Any]:
    """The printed list beside what the hall made of it, with the breaches of clause 4.1."""
    hall = hall_of(request, hall_id)
    return {"hall": hall, "rows": selectors.register_of(hall)}


@router.get("/catalogues/{uuid:hall_id}/bodies", response=list[BodyOut], **reads("可以当实施主体的单位"))
@for_staff
def bodies(request: CallerRequest, hall_id: UUID) -> list[Unit]:
    """The units that may be responsible for, or entrust, an item of the hall."""
    return list(selectors.possible_bodies(hall_of(request, hall_id)))


@router.post(
    "/catalogues/{uuid:hall_id}/items",
    response={201: AdoptedOut},
    **does("catalog.items_adopted", "列入清单事项"),
)
@for_editors
def adopt_items(request: CallerRequest, hall_id: UUID) -> dict[str, int]:
    """Take all items of the printed list of the hall's level into its catalogue."""
    return {"count": len(actions.adopt_items(hall_of(request, hall_id), by=request.actor, at=timezone.now()))}


@router.post(
    "/catalogues/{uuid:hall_id}/guides",
    response={201: AdoptedOut},
    **does("catalog.guides_adopted", "公布自带的指南"),
)
@for_editors
def adopt_guides(request: CallerRequest, hall_id: UUID) -> dict[str, int]:
    """Publish the shipped guides as version 1 of the items that have no version yet (7.3)."""
    return {
        "count": len(actions.adopt_guides(hall_of(request, hall_id), by=request.actor, at=timezone.now()))
    }


@router.get("/items/{uuid:item_id}", response=ItemPageOut, **reads("一个事项和它的指南版本"))
@for_staff
def item(request: CallerRequest, item_id: UUID) -> dict[str, Any]:
    """An item as a hall carries it out, with all versions of its guide."""
    found = item_of(request, item_id)
    return {"item": found, "versions": selectors.versions_of(found)}


@router.post("/items/{uuid:item_id}/open", response=ItemOut, **does("catalog.item_opened", "开办"))
@for_editors
def open_item(request: CallerRequest, item_id: UUID) -> Implementation:
    """Open a closed item: from now on it is on the portal, the kiosk and at the windows."""
    return actions.open_item(item_of(request, item_id), by=request.actor, at=timezone.now())


@router.post("/items/{uuid:item_id}/close", response=ItemOut, **does("catalog.item_closed", "停办"))
@for_editors
def close_item(request: CallerRequest, item_id: UUID, body: CloseIn) -> Implementation:
    """Close an item, with the reason that residents will read."""
    return actions.close_item(
        item_of(request, item_id), reason=body.reason, by=request.actor, at=timezone.now()
    )


@router.put("/items/{uuid:item_id}/admission", response=ItemOut, **does("catalog.admission_set", "进驻方式"))
@for_editors
def set_admission(request: CallerRequest, item_id: UUID, body: AdmissionIn) -> Implementation:
    """Say how an item is in the hall: directly, entrusted by whom, or not, and why not (4.1)."""
    found = item_of(request, item_id)
    possible = selectors.possible_bodies(found.unit)
    return actions.set_admission(
        found,
        admission=body.admission,
        nature=body.nature,
        responsible_body=find_if_named(possible, body.responsible_body_id, "这个实施主体"),
        entrusting_body=find_if_named(possible, body.entrusting_body_id, "这个委托单位"),
        reason=body.reason,
        by=request.actor,
        at=timezone.now(),
    )


@router.put(
    "/items/{uuid:item_id}/sensitive", response=ItemOut, **does("catalog.sensitivity_set", "进度是否上屏")
)
@for_editors
def set_sensitive(request: CallerRequest, item_id: UUID, body: SensitiveIn) -> Implementation:
    """Keep the progress of an item's cases off the boards, or let it be shown again (5.3)."""
    return actions.set_sensitive(
        item_of(request, item_id), is_sensitive=body.is_sensitive, by=request.actor, at=timezone.now()
    )


@router.put(
    "/items/{uuid:item_id}/status", response=StandardItemOut, **does("catalog.item_marked", "事项状态")
)
@for_editors
def mark_item(request: CallerRequest, item_id: UUID, body: MarkIn) -> ServiceItem:
    """Say how the standard item behind it stands in today's law, with note and basis (4.1)."""
    return actions.mark_item(
        item_of(request, item_id).item,
        status=body.status,
        note=body.note,
        basis=body.basis,
        by=request.actor,
        at=timezone.now(),
    )


def hall_of(request: CallerRequest, hall_id: UUID) -> Unit:
    """A hall whose catalogue the token may read."""
    return find(selectors.halls_visible_to(request.actor), hall_id, "这个厅")


def item_of(request: CallerRequest, item_id: UUID) -> Implementation:
    """An item of such a hall."""
    return find(selectors.implementations_visible_to(request.actor), item_id, "这个事项")
