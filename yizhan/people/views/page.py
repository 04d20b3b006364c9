"""What the pages of this app share: personal data stays out of caches, and who is asked for goes by id."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from yizhan.accounts.access import ActingRequest
from yizhan.people import selectors
from yizhan.people.models import Person


def unkept(response: HttpResponse) -> HttpResponse:
    """Keep the page out of every cache: also the one behind the browser's back button."""
    response.headers["Cache-Control"] = "no-store"
    return response


def person_of(request: ActingRequest, person_id: UUID) -> Person:
    """The person of the actor's own unit, masked; another unit's is not there."""
    person = selectors.standing_person(request.actor, person_id)
    if person is None:
        raise Http404
    return person


def key_of(request: ActingRequest) -> str:
    """The key by which a repeated press is recognised."""
    return str(request.POST.get("request_key", ""))[:64]
