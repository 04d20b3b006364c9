"""Who a bearer token is: a user in a unit with today's posts, or an enrolled device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yizhan.accounts.models import User
from yizhan.devices.models import Device
from yizhan.devices.selectors import actor_of, device_by_token
from yizhan.exchange.selectors import access_token
from yizhan.lib.actor import Actor
from yizhan.live.tickets import Audience, Grant
from yizhan.orgs.selectors import actor_in

LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks. Exactly one of `user` and `device` is there."""

    actor: Actor
    user: User | None = None
    device: Device | None = None


def bearer_of(token: str, *, on: date) -> Bearer | None:
    """Who carries the token; None for an unknown or revoked one, and where the posts behind it have ended.

    What the user may do is read anew with every request: a post that ended yesterday opens nothing today.
    """
    if not token or len(token) > LONGEST_TOKEN:
        return None
    if row := access_token(token):
        actor = actor_in(row.user, row.unit_id, on)
        return Bearer(actor, user=row.user) if actor.posts else None
    if device := device_by_token(token):
        return Bearer(actor_of(device), device=device)
    return None


def unit_of_token(token: str) -> Grant | None:
    """Which unit's stream the token opens, and as whom: devices hear what the hall's screens may know."""
    bearer = bearer_of(token, on=timezone.localdate())  # noqa: TID251 - a stream is an edge, as a view is
    if bearer is None or bearer.actor.unit_id is None:
        return None
    return Grant(bearer.actor.unit_id, Audience.BOARD if bearer.device else Audience.STAFF)
