"""The acts on devices: enrolling, moving, disabling, and what a kiosk prints on (clause 6.1)."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from yizhan.devices import refusals
from yizhan.devices.escpos import check_slip
from yizhan.devices.models import Device
from yizhan.devices.printing import queue_slip
from yizhan.devices.states import DeviceKind
from yizhan.devices.tokens import digest_of, new_token
from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.ids import new_id
from yizhan.lib.refusal import NotYours
from yizhan.lib.text import clean_line

KEEPERS = ("system_admin", "director")
"""The posts that keep a hall's devices. Posts are known a floor above, so they are named by their value."""
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]{0,98}[A-Za-z0-9])?")


@act("device.enrolled")
def enrol(
    unit_id: UUID,
    *,
    kind: str,
    name: str,
    place_id: UUID | None = None,
    speaks: bool = False,
    printer: Device | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Device, str]:
    """Enrol a kiosk, board or pad. Returns it and its token, which is shown once and nowhere stored.

    Raises DeviceKindUnknown, DeviceNameNeeded, DeviceNameTaken, NotAPrinter.
    """
    _only_keepers(unit_id, by)
    if kind not in DeviceKind.values or kind == DeviceKind.PRINTER:
        raise refusals.DeviceKindUnknown(kind=kind)
    token = new_token()
    device = Device.objects.create(
        unit_id=unit_id,
        kind=kind,
        name=_named(name),
        place_id=place_id,
        speaks=speaks,
        printer=_usable_printer(printer, unit_id, kind) if printer else None,
        token_digest=digest_of(token),
        enrolled_at=at,
    )
    record(device, by=by, at=at, unit_id=unit_id, kind=str(kind))
    return device, token


@act("device.printer_added")
def add_printer(unit_id: UUID, *, name: str, host: str, port: int = 9100, by: Actor, at: datetime) -> Device:
    """Add a network printer by its address.

    Raises PrinterAddressNeeded, DeviceNameNeeded, DeviceNameTaken.
    """
    _only_keepers(unit_id, by)
    _refuse_wrong_address(host, port)
    device = Device.objects.create(
        unit_id=unit_id, kind=DeviceKind.PRINTER, name=_named(name), host=host, port=port, enrolled_at=at
    )
    record(device, by=by, at=at, unit_id=unit_id)
    return device


@act("device.changed")
def change(
    device: Device,
    *,
    name: str,
    place_id: UUID | None = None,
    speaks: bool = False,
    host: str = "",
    port: int = 9100,
    by: Actor,
    at: datetime,
) -> Device:
    """Rename a device, put it elsewhere, let it speak, or correct a printer's address.

    Raises DeviceDisabled, DeviceNameNeeded, DeviceNameTaken, PrinterAddressNeeded.
    """
    _only_keepers(device.unit_id, by)
    if device.kind == DeviceKind.PRINTER:
        _refuse_wrong_address(host, port)
    else:
        host, port = "", 9100
    _update_in_use(device, name=_named(name), place_id=place_id, speaks=speaks, host=host, port=port)
    record(device, by=by, at=at, unit_id=device.unit_id)
    return device


@act("device.printer_chosen")
def choose_printer(device: Device, printer: Device | None, *, by: Actor, at: datetime) -> Device:
    """Say which printer a kiosk's slips come out of; None: it shows the number only.

    Raises NoPrinterForThis, NotAPrinter, DeviceDisabled.
    """
    _only_keepers(device.unit_id, by)
    chosen = _usable_printer(printer, device.unit_id, device.kind, device.name) if printer else None
    _update_in_use(device, printer=chosen)
    record(device, by=by, at=at, unit_id=device.unit_id, printer_id=str(chosen.pk) if chosen else "")
    return device


@act("device.token_renewed")
def renew_token(device: Device, *, by: Actor, at: datetime) -> tuple[Device, str]:
    """Give the device a new token; the old one opens nothing from now on. Returns both.

    Raises PrintersCarryNoToken, DeviceDisabled.
    """
    _only_keepers(device.unit_id, by)
    if device.kind == DeviceKind.PRINTER:
        raise refusals.PrintersCarryNoToken
    token = new_token()
    _update_in_use(device, token_digest=digest_of(token))
    record(device, by=by, at=at, unit_id=device.unit_id)
    return device, token


@act("device.disabled")
def disable(device: Device, *, by: Actor, at: datetime) -> Device:
    """Take a device out of use at once: its token opens nothing, a printer prints nothing.

    Raises DeviceDisabled.
    """
    _only_keepers(device.unit_id, by)
    _update_in_use(device, disabled_at=at, token_digest="")
    record(device, by=by, at=at, unit_id=device.unit_id)
    return device


@act("device.test_printed")
def print_test(printer: Device, *, by: Actor, at: datetime) -> Device:
    """Print a page that shows whether this printer does characters, sizes, QR and cutting right.

    Raises NotAPrinter.
    """
    _only_keepers(printer.unit_id, by)
    _usable_printer(printer, printer.unit_id, DeviceKind.KIOSK)
    queue_slip(printer, subject_id=new_id(), content=check_slip(printer.name, at), at=at)
    record(printer, by=by, at=at, unit_id=printer.unit_id)
    return printer


def _only_keepers(unit_id: UUID, by: Actor) -> None:
    if by.kind == ActorKind.SYSTEM:
        return
    if by.unit_id != unit_id or not by.holds(*KEEPERS):
        raise NotYours(owner="本单位的系统管理员或负责人")


def _named(name: str) -> str:
    clean = clean_line(name, longest=30)
    if not clean:
        raise refusals.DeviceNameNeeded
    return clean


def _refuse_wrong_address(host: str, port: int) -> None:
    if not _HOST.fullmatch(host) or not 1 <= port <= 65535:
        raise refusals.PrinterAddressNeeded


def _usable_printer(printer: Device, unit_id: UUID, kind: str, name: str = "") -> Device:
    if kind != DeviceKind.KIOSK:
        raise refusals.NoPrinterForThis(name=name or DeviceKind(kind).label)
    current = Device.objects.filter(
        pk=printer.pk, unit_id=unit_id, kind=DeviceKind.PRINTER, disabled_at=None
    ).first()
    if current is None:
        raise refusals.NotAPrinter(name=printer.name)
    return current


def _update_in_use(device: Device, **changes: object) -> None:
    """Change a device that is in use; a disabled one is refused, whoever was faster."""
    if Device.objects.filter(pk=device.pk, disabled_at=None).update(**changes) != 1:
        raise refusals.DeviceDisabled(name=device.name)
    device.refresh_from_db()
