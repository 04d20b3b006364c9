"""Reading devices."""

from __future__ import annotations

from django.db.models import QuerySet

from yizhan.devices.models import Device
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
    """The devices of the actor's own unit."""
    return Device.objects.filter(unit_id=actor.unit_id).order_by("kind", "name")
