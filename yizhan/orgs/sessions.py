"""Who acts in this request: a session acts in exactly one unit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from yizhan.accounts.models import User
from yizhan.devices.selectors import actor_of, device_by_token
from yizhan.devices.tokens import COOKIE
from yizhan.lib.actor import ANONYMOUS_RESIDENT, Actor, ActorKind
from yizhan.orgs.selectors import posts_in

UNIT = "unit_id"


def acting_actor(request: HttpRequest, *, on: date) -> Actor:
    """Staff in the unit chosen at sign-in, else the device of the cookie, else a resident.

    A membership that ended, or a training that ran out, takes effect with the next request. Who must change
    his password first has no rights until he did.
    """
    user = request.user
    if isinstance(user, User) and not user.must_change_password and (chosen := request.session.get(UNIT)):
        unit_id = UUID(chosen)
        posts = posts_in(user.pk, unit_id, on)
        if posts:
            return Actor(ActorKind.STAFF, str(user.pk), unit_id, posts)
    if device := device_by_token(request.COOKIES.get(COOKIE, "")):
        return actor_of(device)
    return ANONYMOUS_RESIDENT


def act_in(request: HttpRequest, unit_id: UUID) -> None:
    """Let the session act in the unit from now on."""
    request.session[UNIT] = str(unit_id)
