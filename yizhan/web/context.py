"""What every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from yizhan.accounts.models import User
from yizhan.lib.actor import ANONYMOUS_RESIDENT, Actor, ActorKind
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import units_of
from yizhan.orgs.states import Post
from yizhan.web.menu import menu_for


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor, his hall and menu, the language, the type size, and whether this is a demonstration.

    What costs a query is asked for only where a template shows it.
    """
    actor: Actor = getattr(request, "actor", ANONYMOUS_RESIDENT)
    return {
        "actor": actor,
        "hall": SimpleLazyObject(lambda: _hall(actor)),
        "staff": SimpleLazyObject(lambda: _staff(request, actor)),
        "menu": SimpleLazyObject(lambda: menu_for(actor, request.path)),
        "english": getattr(request, "english", False),
        "large_type": getattr(request, "large_type", False),
        "request_number": getattr(request, "number", ""),
        "is_demo": settings.IS_DEMO,
    }


def _hall(actor: Actor) -> Unit | None:
    return Unit.objects.filter(pk=actor.unit_id).first() if actor.unit_id else None


def _staff(request: HttpRequest, actor: Actor) -> dict[str, Any] | None:
    """Who is signed in, for the top bar."""
    if actor.kind != ActorKind.STAFF or not isinstance(request.user, User):
        return None
    return {
        "name": request.user.name,
        "posts": [post.label for post in Post if post in actor.posts],
        "units": list(units_of(request.user.pk, timezone.localdate())),
    }
