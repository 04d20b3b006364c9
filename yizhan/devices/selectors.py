"""Reading devices."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from yizhan.devices.models import Device, PrintJob
from yizhan.devices.states import DeviceKind, JobState
from yizhan.devices.tokens import digest_of
from yizhan.lib.actor import Actor, ActorKind


def device_by_token(token: str) -> Device | None:
    """The enrolled device that carries this token; None for unknown and for disabled ones."""
    if not token:
        return None
    return Device.objects.filter(token_digest=digest_of(token), disabled_at=None).first()


def actor_of(device: Device) -> Actor:
    """The device as an actor in its unit; its kind is its only post."""
    return Actor(ActorKind.DEVICE, str(device.pk), device.unit_id, frozenset({device.kind}))


def devices_visible_to(actor: Actor) -> QuerySet[Device]:
    """The devices of the actor's own unit; none for residents."""
    if actor.unit_id is None:
        return Device.objects.none()
    return Device.objects.filter(unit_id=actor.unit_id).order_by("kind", "name")


def printers_visible_to(actor: Actor) -> QuerySet[Device]:
    """The printers in use of the actor's own unit."""
    return devices_visible_to(actor).filter(kind=DeviceKind.PRINTER, disabled_at=None)


def printers_in_use() -> list[Device]:
    """Every printer that may print, of all units; for the spooler."""
    return list(Device.objects.filter(kind=DeviceKind.PRINTER, disabled_at=None))


def printers_with_slips() -> list[Device]:
    """The printers for which slips wait, disabled ones too, whose slips fail; for the spooler."""
    waiting = PrintJob.objects.filter(state=JobState.QUEUED).values("printer_id")
    return list(Device.objects.filter(pk__in=waiting))


def latest_job_of(subject_id: UUID) -> PrintJob | None:
    """The newest print of a slip, the first one or a 补打."""
    return PrintJob.objects.filter(subject_id=subject_id).order_by("-copy").first()


def next_copy_of(subject_id: UUID) -> int:
    """The number of the next 补打: 1 after the first print."""
    latest = latest_job_of(subject_id)
    return latest.copy + 1 if latest else 1
