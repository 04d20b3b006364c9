"""The hall's devices as the list shows them: where they stand and how they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan.devices import presence
from yizhan.devices.models import Device
from yizhan.devices.selectors import devices_visible_to
from yizhan.devices.states import DeviceKind
from yizhan.lib.actor import Actor
from yizhan.orgs.selectors import windows_visible_to, zones_visible_to

ORDER = {kind: place for place, kind in enumerate(DeviceKind.values)}


@dataclass(frozen=True, slots=True)
class Row:
    """One device: its state as the kind of mark and its word, when it was last heard of, what it reports."""

    device: Device
    place: str
    mark: str
    word: str
    is_in_use: bool
    is_printer: bool


def device_rows(actor: Actor, at: datetime) -> list[Row]:
    """The devices of the actor's hall: those in use first, by kind and name."""
    words = {place_id: word for group in places(actor).values() for place_id, word in group.items()}
    devices = devices_visible_to(actor).select_related("printer")
    rows = [_row(device, words, at) for device in devices]
    return sorted(rows, key=lambda row: (not row.is_in_use, ORDER[row.device.kind], row.device.name))


def places(actor: Actor) -> dict[str, dict[UUID, str]]:
    """Where a device may stand: at a window, or in a waiting zone."""
    windows = {window.pk: f"{window}（{window.name}）" for window in windows_visible_to(actor)}
    return {"窗口": windows, "等候区": {zone.pk: zone.name for zone in zones_visible_to(actor)}}


def _row(device: Device, words: dict[UUID, str], at: datetime) -> Row:
    mark, word = _state(device, at)
    if device.kind == DeviceKind.PRINTER:
        place = f"{device.host}:{device.port}"
    else:
        place = words.get(device.place_id, "") if device.place_id else ""
    return Row(device, place, mark, word, device.disabled_at is None, device.kind == DeviceKind.PRINTER)


def _state(device: Device, at: datetime) -> tuple[str, str]:
    if device.disabled_at is not None:
        return "paused", "已停用"
    if presence.is_online(device, at):
        return "done", "在线"
    if device.last_seen_at is None:
        return "waiting", "还没有连上"
    return "late", "失联"
