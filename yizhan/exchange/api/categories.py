"""What the hall issues: categories, which windows call them, and what a newcomer is offered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.devices.states import DeviceKind
from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, reads
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.floor import (
    CategoryChangeIn,
    CategoryIn,
    CategoryOut,
    OffersOut,
    RestrictionIn,
    RestrictionOut,
)
from yizhan.orgs.selectors import own_unit, windows_visible_to, zones_visible_to
from yizhan.queueing.actions import setting_up
from yizhan.queueing.models import Category
from yizhan.queueing.selectors.gate import categories_visible_to
from yizhan.queueing.selectors.issuing import issuing_now, offers
from yizhan.queueing.selectors.setting import restrictions_visible_to

router = Router(tags=["取号业务"])


@router.get("/categories", response=list[CategoryOut], **reads("取号业务"))
@allowed(*posts.ON_THE_FLOOR, *posts.ARRANGES, devices=(DeviceKind.KIOSK,))
def categories(request: CallerRequest) -> list[Category]:
    """The hall's categories, in their order."""
    return list(categories_visible_to(request.actor))


@router.get("/offers", response=OffersOut, **reads("现在能取什么号"))
@allowed(*posts.ISSUES, devices=(DeviceKind.KIOSK,))
def offered(request: CallerRequest) -> dict[str, Any]:
    """Whether tickets are issued now, how many wait for each category, and how long it would take."""
    at = timezone.now()
    now = issuing_now(own_unit(request.actor).pk, at)
    return {
        "issuing": now.state,
        "resumes": now.resumes,
        "until": now.until,
        "next_opening": now.next_opening,
        "offers": offers(request.actor, at),
    }


@router.post("/categories", response={201: CategoryOut}, **does("category.added", "新增取号业务"))
@allowed(*posts.ARRANGES)
def add_category(request: CallerRequest, body: CategoryIn, request_key: RequestKey) -> Category:
    """A new kind of ticket; from today on if the day is open."""
    told = body.model_dump()
    zone = find(zones_visible_to(request.actor), told.pop("zone_id"), "这个等候区")
    prefix, name = told.pop("prefix"), told.pop("name")
    return setting_up.add_category(
        own_unit(request.actor),
        prefix,
        name,
        zone,
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
        **told,
    )


@router.patch(
    "/categories/{uuid:category_id}", response=CategoryOut, **does("category.changed", "更改取号业务")
)
@allowed(*posts.ARRANGES)
def change_category(
    request: CallerRequest, category_id: UUID, body: CategoryChangeIn, request_key: RequestKey
) -> Category:
    """Change what is sent; tickets already issued keep their numbers."""
    category = find(categories_visible_to(request.actor), category_id, "这项取号业务")
    told = body.model_dump(exclude_unset=True)
    if zone_id := told.pop("zone_id", None):
        told["zone"] = find(zones_visible_to(request.actor), zone_id, "这个等候区")
    return setting_up.change_category(
        category, by=request.actor, at=timezone.now(), request_key=request_key, **told
    )


@router.get("/restrictions", response=list[RestrictionOut], **reads("各窗口叫哪些业务"))
@allowed(*posts.ARRANGES)
def restrictions(request: CallerRequest) -> list[dict[str, Any]]:
    """For each window the categories that it calls; none: all of them (4.2)."""
    found = restrictions_visible_to(request.actor)
    return [
        {"window_id": window.pk, "category_ids": sorted(found.get(window.pk, ()))}
        for window in windows_visible_to(request.actor)
    ]


@router.put(
    "/windows/{uuid:window_id}/categories",
    response=RestrictionOut,
    **does("window.restricted", "限定窗口业务"),
)
@allowed(*posts.ARRANGES)
def restrict_window(
    request: CallerRequest, window_id: UUID, body: RestrictionIn, request_key: RequestKey
) -> dict[str, Any]:
    """Let a window call these categories only; with none it is comprehensive."""
    window = find(windows_visible_to(request.actor), window_id, "这个窗口")
    own = categories_visible_to(request.actor)
    chosen = [find(own, category_id, "这项取号业务") for category_id in dict.fromkeys(body.category_ids)]
    setting_up.restrict_window(window, chosen, by=request.actor, at=timezone.now(), request_key=request_key)
    found = restrictions_visible_to(request.actor)
    return {"window_id": window.pk, "category_ids": sorted(found.get(window.pk, ()))}
