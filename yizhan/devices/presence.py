"""When a device was last heard of, and what it said of itself.

Not an act and not in the journal: a heartbeat changes nothing in the hall's business, comes from every
device all day, and nobody answers for it. One cheap conditional UPDATE, at most every 20 seconds a device.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from yizhan.devices.models import Device

WRITTEN_EVERY = timedelta(seconds=20)
ONLINE_WITHIN = timedelta(seconds=90)
"""Three heartbeats of 30 seconds: one lost packet is no fault."""


def seen(device_id: UUID | str, *, at: datetime, condition: str = "") -> bool:
    """Note that the device lives and how it is; whether it was written."""
    said = "".join(character for character in condition if character.isprintable())[:80]
    due = Q(last_seen_at=None) | Q(last_seen_at__lte=at - WRITTEN_EVERY) | ~Q(condition=said)
    rows = Device.objects.filter(due, pk=device_id, disabled_at=None)
    return rows.update(last_seen_at=at, condition=said) == 1


def heard(device: Device, *, at: datetime) -> None:
    """Note that a device asked for something: as good as a heartbeat, and free when one was just noted.

    `device` is as it was read for this request.
    """
    if device.last_seen_at is None or at - device.last_seen_at >= WRITTEN_EVERY:
        Device.objects.filter(pk=device.pk, disabled_at=None).update(last_seen_at=at)


def trouble(device_id: UUID | str, condition: str) -> None:
    """Note what is wrong with a printer that does not answer: it was not seen, so its time stays."""
    Device.objects.filter(~Q(condition=condition[:80]), pk=device_id).update(condition=condition[:80])


def is_online(device: Device, at: datetime) -> bool:
    """Whether the device was heard of a moment ago."""
    return device.last_seen_at is not None and at - device.last_seen_at <= ONLINE_WITHIN
