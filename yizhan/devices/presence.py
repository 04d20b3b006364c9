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


def seen(device_id: UUID | str, *, at: datetime, condition: str | None = None) -> bool:
    """Note that the device lives and, where it says so, how it is; whether it was written.

    None: it asked for something, which shows that it lives, and says nothing of itself.
    """
    due = Q(last_seen_at=None) | Q(last_seen_at__lte=at - WRITTEN_EVERY)
    changes: dict[str, object] = {"last_seen_at": at}
    if condition is not None:
        said = "".join(character for character in condition if character.isprintable())[:80]
        due |= ~Q(condition=said)
        changes["condition"] = said
    return Device.objects.filter(due, pk=device_id, disabled_at=None).update(**changes) == 1


def trouble(device_id: UUID | str, condition: str) -> None:
    """Note what is wrong with a printer that does not answer: it was not seen, so its time stays."""
    Device.objects.filter(~Q(condition=condition[:80]), pk=device_id).update(condition=condition[:80])


def is_online(device: Device, at: datetime) -> bool:
    """Whether the device was heard of a moment ago."""
    return device.last_seen_at is not None and at - device.last_seen_at <= ONLINE_WITHIN
