"""What all screens of the console share: the unit by its gate, and the way back with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.console import posts
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import units_visible_to


@for_posts(*posts.LOOKS)
@require_GET
def start(request: ActingRequest) -> HttpResponse:
    """To the actor's own unit."""
    return redirect("console:unit", request.actor.unit_id)


def unit_of(request: ActingRequest, unit_id: UUID) -> Unit:
    """The unit of the address: the actor's own or one below; everything else is 404 (clause 2.1)."""
    return get_object_or_404(units_visible_to(request.actor), pk=unit_id)


def hall_of(request: ActingRequest, unit_id: UUID) -> Unit:
    """The unit of the address, if it is a hall."""
    unit = unit_of(request, unit_id)
    if not unit.is_hall:
        raise Http404
    return unit


def done(
    request: ActingRequest, page: str, *args: object, said: str, warnings: Iterable[str] = ()
) -> HttpResponse:
    """Back to the page with a sentence of what happened, and with the warnings of the rules."""
    messages.success(request, said)
    for warning in warnings:
        messages.warning(request, warning)
    return redirect(f"console:{page}", *args)
