"""Reading for the API: who a token is, and what no screen's app below offers as one value."""

from __future__ import annotations

from uuid import UUID

from yizhan.devices.tokens import digest_of
from yizhan.lib.actor import Actor
from yizhan.orgs.models import AccessToken
from yizhan.queueing.models import Call


def access_token(token: str) -> AccessToken | None:
    """The token of another system that is neither revoked nor of a closed account."""
    if not token:
        return None
    valid = AccessToken.objects.filter(revoked_at=None, user__is_active=True).select_related("user")
    return valid.filter(token_digest=digest_of(token)).first()


def call_visible_to(actor: Actor, call_id: UUID) -> Call | None:
    """A call of the actor's own hall."""
    return Call.objects.filter(pk=call_id, ticket__unit_id=actor.unit_id).first()
