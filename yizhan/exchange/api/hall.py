"""A hall's zones, windows, opening hours and policy (3.4, 4.2, 5.1, 5.3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, find_if_named, reads, there
from yizhan.exchange.api.units import unit_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import Day
from yizhan.exchange.schemas.units import (
    ExceptionIn,
    ExceptionOut,
    HoursOut,
    PolicyIn,
    PolicyOut,
    WeekIn,
    WindowIn,
    WindowOut,
    ZoneIn,
    ZoneOut,
)
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import HallPolicy, OpeningException, Unit, Window, Zone

router = Router(tags=["大厅设置"])
for_arrangers = allowed(*posts.ARRANGES)
for_lookers = allowed(*posts.LOOKS_AT_UNITS)


@router.get("/units/{uuid:unit_id}/zones", response=list[ZoneOut], **reads("等候区"))
@for_lookers
def zones(request: CallerRequest, unit_id: UUID) -> list[Zone]:
    """The hall's waiting zones."""
    return list(selectors.zones_of(hall_of(request, unit_id)))


@router.post("/units/{uuid:unit_id}/zones", response={201: ZoneOut}, **does("orgs.zone_added", "新增等候区"))
@for_arrangers
def add_zone(request: CallerRequest, unit_id: UUID, body: ZoneIn) -> Zone:
    """Add a waiting zone, where people sit and one voice speaks."""
    hall = hall_of(request, unit_id)
    return actions.add_zone(hall, by=request.actor, at=timezone.now(), **body.model_dump())


@router.put(
    "/units/{uuid:unit_id}/zones/{uuid:zone_id}", response=ZoneOut, **does("orgs.zone_changed", "更改等候区")
)
@for_arrangers
def change_zone(request: CallerRequest, unit_id: UUID, zone_id: UUID, body: ZoneIn) -> Zone:
    """Rename a waiting zone or give it another place in the order."""
    zone = find(selectors.zones_of(hall_of(request, unit_id)), zone_id, "这个等候区")
    return actions.change_zone(zone, by=request.actor, at=timezone.now(), **body.model_dump())


@router.get("/units/{uuid:unit_id}/windows", response=list[WindowOut], **reads("窗口设置"))
@for_lookers
def windows(request: CallerRequest, unit_id: UUID) -> list[Window]:
    """The hall's windows, retired ones too."""
    return list(selectors.windows_of(hall_of(request, unit_id)))


@router.post(
    "/units/{uuid:unit_id}/windows", response={201: WindowOut}, **does("orgs.window_added", "新增窗口")
)
@for_arrangers
def add_window(request: CallerRequest, unit_id: UUID, body: WindowIn) -> Window:
    """Add a window; it serves every admitted matter until it is restricted."""
    hall = hall_of(request, unit_id)
    return actions.add_window(hall, by=request.actor, at=timezone.now(), **_sign(hall, body))


@router.put(
    "/units/{uuid:unit_id}/windows/{uuid:window_id}",
    response=WindowOut,
    **does("orgs.window_changed", "更改窗口"),
)
@for_arrangers
def change_window(request: CallerRequest, unit_id: UUID, window_id: UUID, body: WindowIn) -> Window:
    """Change what a window's sign says: number, name, zone, department, phone."""
    hall = hall_of(request, unit_id)
    window = _window(hall, window_id)
    return actions.change_window(window, by=request.actor, at=timezone.now(), **_sign(hall, body))


@router.post(
    "/units/{uuid:unit_id}/windows/{uuid:window_id}/retire",
    response=WindowOut,
    **does("orgs.window_retired", "停用窗口"),
)
@for_arrangers
def retire_window(request: CallerRequest, unit_id: UUID, window_id: UUID) -> Window:
    """Take a window out of use; its number and its past stay."""
    window = _window(hall_of(request, unit_id), window_id)
    return actions.retire_window(window, by=request.actor, at=timezone.now())


@router.post(
    "/units/{uuid:unit_id}/windows/{uuid:window_id}/use-again",
    response=WindowOut,
    **does("orgs.window_used_again", "重新启用窗口"),
)
@for_arrangers
def use_window_again(request: CallerRequest, unit_id: UUID, window_id: UUID) -> Window:
    """Put a retired window into use again."""
    window = _window(hall_of(request, unit_id), window_id)
    return actions.use_window_again(window, by=request.actor, at=timezone.now())


@router.get("/units/{uuid:unit_id}/hours", response=HoursOut, **reads("开放时间"))
@for_lookers
def hours(request: CallerRequest, unit_id: UUID) -> dict[str, Any]:
    """When the hall is open, and whether that is enough (5.1)."""
    return _hours(hall_of(request, unit_id))


@router.put(
    "/units/{uuid:unit_id}/hours", response=HoursOut, **does("orgs.opening_hours_set", "设置开放时间")
)
@for_arrangers
def set_opening_hours(request: CallerRequest, unit_id: UUID, body: WeekIn) -> dict[str, Any]:
    """Set the weekly opening hours from a day on; less than seven hours a day is a warning."""
    hall = hall_of(request, unit_id)
    week = [(one.weekday, one.opens, one.closes) for one in body.week]
    actions.set_opening_hours(hall, week, valid_from=body.valid_from, by=request.actor, at=timezone.now())
    return _hours(hall)


@router.put(
    "/units/{uuid:unit_id}/exceptions/{day}",
    response=ExceptionOut,
    **does("orgs.opening_exception_set", "登记特殊开放日"),
)
@for_arrangers
def set_exception(request: CallerRequest, unit_id: UUID, day: Day, body: ExceptionIn) -> OpeningException:
    """Say that the hall is closed on a day, or open at other times than usual."""
    hall = hall_of(request, unit_id)
    return actions.set_exception(hall, day, by=request.actor, at=timezone.now(), **body.model_dump())


@router.delete(
    "/units/{uuid:unit_id}/exceptions/{day}",
    response=HoursOut,
    **does("orgs.opening_exception_withdrawn", "取消特殊开放日"),
)
@for_arrangers
def withdraw_exception(request: CallerRequest, unit_id: UUID, day: Day) -> dict[str, Any]:
    """Let the usual hours hold on a day again."""
    hall = hall_of(request, unit_id)
    actions.withdraw_exception(hall, day, by=request.actor, at=timezone.now())
    return _hours(hall)


@router.get("/units/{uuid:unit_id}/policy", response=PolicyOut, **reads("叫号规则"))
@for_lookers
def policy(request: CallerRequest, unit_id: UUID) -> HallPolicy:
    """How the hall calls, passes over and stops issuing."""
    return selectors.policy_of(hall_of(request, unit_id).pk)


@router.patch(
    "/units/{uuid:unit_id}/policy", response=PolicyOut, **does("orgs.policy_changed", "更改叫号规则")
)
@for_arrangers
def change_policy(request: CallerRequest, unit_id: UUID, body: PolicyIn) -> HallPolicy:
    """Change what is sent, from the next ticket on (4.2)."""
    hall = hall_of(request, unit_id)
    return actions.change_policy(
        hall, by=request.actor, at=timezone.now(), **body.model_dump(exclude_unset=True)
    )


def hall_of(request: CallerRequest, unit_id: UUID) -> Unit:
    """The own unit or one below, if it is a hall."""
    unit = unit_of(request, unit_id)
    return there(unit if unit.is_hall else None, "这个厅")


def _window(hall: Unit, window_id: UUID) -> Window:
    return find(selectors.windows_of(hall), window_id, "这个窗口")


def _sign(hall: Unit, body: WindowIn) -> dict[str, Any]:
    told = body.model_dump()
    told["zone"] = find(selectors.zones_of(hall), told.pop("zone_id"), "这个等候区")
    told["department"] = find_if_named(
        selectors.departments_near(hall), told.pop("department_id"), "这个部门"
    )
    return told


def _hours(hall: Unit) -> dict[str, Any]:
    today = timezone.localdate()
    stretches = selectors.opening_stretches(hall.pk, today)
    return {
        "in_words": selectors.hours_in_words(hall.pk, today),
        "warnings": selectors.hours_warnings(hall.pk, today),
        "today": [{"opens": opens, "closes": closes} for opens, closes in stretches],
        "last_ticket": selectors.last_ticket_at(hall.pk, today),
        "exceptions": list(selectors.exceptions_from(hall.pk, today)),
    }
