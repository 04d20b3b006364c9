"""Devices of the hall: enrolling, printers, tokens, heartbeat (6.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.devices import actions, presence
from yizhan.devices.models import Device
from yizhan.devices.selectors import devices_visible_to, printers_visible_to
from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, find_if_named, reads, there
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.schemas.devices import (
    ChoosePrinterIn,
    DeviceChangeIn,
    DeviceOut,
    EnrolIn,
    EnrolledOut,
    HeartbeatIn,
    HeartbeatOut,
    PrinterIn,
)
from yizhan.orgs.selectors import own_unit, windows_visible_to, zones_visible_to

router = Router(tags=["设备"])
for_keepers = allowed(*posts.ARRANGES)
DEVICE, PRINTER = "这台设备", "这台打印机"


@router.post("/devices/heartbeat", response=HeartbeatOut, **reads("设备报平安"))
@allowed(devices=posts.WITH_A_TOKEN)
def heartbeat(request: CallerRequest, body: HeartbeatIn) -> dict[str, Any]:
    """A device says every half minute that it lives, and how it is. No act: nobody answers for it."""
    device, now = request.auth.device, timezone.now()
    found = there(device, DEVICE)
    presence.seen(found.pk, at=now, condition=body.condition)
    return {"now": now, "device_id": found.pk, "kind": found.kind, "name": found.name}


@router.get("/devices", response=list[DeviceOut], **reads("本厅的设备"))
@for_keepers
def devices(request: CallerRequest) -> list[dict[str, Any]]:
    """The devices of the unit, each with when it was last heard of."""
    at = timezone.now()
    return [_told(one, at) for one in devices_visible_to(request.actor)]


@router.get("/printers", response=list[DeviceOut], **reads("能打小票的打印机"))
@allowed(*posts.ON_THE_FLOOR, *posts.ARRANGES)
def printers(request: CallerRequest) -> list[dict[str, Any]]:
    """The printers in use, for issuing and 补打."""
    at = timezone.now()
    return [_told(one, at) for one in printers_visible_to(request.actor)]


@router.post("/devices", response={201: EnrolledOut}, **does("device.enrolled", "登记设备"))
@for_keepers
def enrol(request: CallerRequest, body: EnrolIn) -> dict[str, Any]:
    """Enrol a kiosk, board or pad; its token is shown this once."""
    at = timezone.now()
    device, token = actions.enrol(
        own_unit(request.actor).pk,
        kind=body.kind,
        name=body.name,
        place_id=_place(request, body.place_id),
        speaks=body.speaks,
        printer=find_if_named(printers_visible_to(request.actor), body.printer_id, PRINTER),
        by=request.actor,
        at=at,
    )
    return {"device": _told(device, at), "token": token}


@router.post("/printers", response={201: DeviceOut}, **does("device.printer_added", "登记打印机"))
@for_keepers
def add_printer(request: CallerRequest, body: PrinterIn) -> dict[str, Any]:
    """Add a network printer by its address."""
    at = timezone.now()
    unit_id = own_unit(request.actor).pk
    return _told(actions.add_printer(unit_id, by=request.actor, at=at, **body.model_dump()), at)


@router.put("/devices/{uuid:device_id}", response=DeviceOut, **does("device.changed", "更改设备"))
@for_keepers
def change(request: CallerRequest, device_id: UUID, body: DeviceChangeIn) -> dict[str, Any]:
    """Rename a device, put it elsewhere, let it speak, or correct a printer's address."""
    at, told = timezone.now(), body.model_dump()
    told["place_id"], told["host"] = _place(request, body.place_id), body.host or ""
    return _told(actions.change(_device(request, device_id), by=request.actor, at=at, **told), at)


@router.put(
    "/devices/{uuid:device_id}/printer", response=DeviceOut, **does("device.printer_chosen", "选打印机")
)
@for_keepers
def choose_printer(request: CallerRequest, device_id: UUID, body: ChoosePrinterIn) -> dict[str, Any]:
    """Say which printer a kiosk's slips come out of."""
    at = timezone.now()
    device = _device(request, device_id)
    printer = find_if_named(printers_visible_to(request.actor), body.printer_id, PRINTER)
    return _told(actions.choose_printer(device, printer, by=request.actor, at=at), at)


@router.post(
    "/devices/{uuid:device_id}/token", response=EnrolledOut, **does("device.token_renewed", "换发设备令牌")
)
@for_keepers
def renew_token(request: CallerRequest, device_id: UUID) -> dict[str, Any]:
    """Give the device a new token; the old one opens nothing from now on."""
    at = timezone.now()
    device, token = actions.renew_token(_device(request, device_id), by=request.actor, at=at)
    return {"device": _told(device, at), "token": token}


@router.post("/devices/{uuid:device_id}/disable", response=DeviceOut, **does("device.disabled", "停用设备"))
@for_keepers
def disable(request: CallerRequest, device_id: UUID) -> dict[str, Any]:
    """Take a device out of use at once."""
    at = timezone.now()
    return _told(actions.disable(_device(request, device_id), by=request.actor, at=at), at)


@router.post(
    "/devices/{uuid:device_id}/test-print", response=DeviceOut, **does("device.test_printed", "打测试页")
)
@for_keepers
def print_test(request: CallerRequest, device_id: UUID) -> dict[str, Any]:
    """Print a page that shows whether this printer does characters, sizes, QR and cutting right."""
    at = timezone.now()
    return _told(actions.print_test(_device(request, device_id), by=request.actor, at=at), at)


def _device(request: CallerRequest, device_id: UUID) -> Device:
    return find(devices_visible_to(request.actor), device_id, DEVICE)


def _place(request: CallerRequest, place_id: UUID | None) -> UUID | None:
    """A window or a zone of the own hall, and nothing else."""
    if place_id is None:
        return None
    window = windows_visible_to(request.actor).filter(pk=place_id).first()
    return window.pk if window else find(zones_visible_to(request.actor), place_id, "这个位置").pk


def _told(device: Device, at: datetime) -> dict[str, Any]:
    told = {name: getattr(device, name) for name in DeviceOut.model_fields if name != "is_online"}
    return told | {"is_online": presence.is_online(device, at)}
