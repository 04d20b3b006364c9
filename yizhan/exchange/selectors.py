"""Reading for the API: who a token is, and what no screen's app below offers as one value."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from yizhan.devices.tokens import digest_of
from yizhan.journal.sealing import Verdict, verify_unit
from yizhan.lib.actor import Actor
from yizhan.lib.env import env_secret
from yizhan.lib.secret_key import secret_key_beside
from yizhan.orgs.models import AccessToken
from yizhan.queueing.models import Call
from yizhan.queueing.selectors.gate import tickets_visible_to


def access_token(token: str) -> AccessToken | None:
    """The token of another system that is neither revoked nor of a closed account."""
    if not token:
        return None
    valid = AccessToken.objects.filter(revoked_at=None, user__is_active=True).select_related("user")
    return valid.filter(token_digest=digest_of(token)).first()


def call_visible_to(actor: Actor, call_id: UUID) -> Call | None:
    """A call of the actor's own hall."""
    return Call.objects.filter(pk=call_id, ticket__in=tickets_visible_to(actor)).first()


def verified(unit_id: UUID) -> Verdict:
    """The unit's chain of seals, recomputed under the auditor's key, the same that the worker seals with."""
    key = env_secret("YIZHAN_AUDIT_KEY") or secret_key_beside(settings.DATA_DIR, "audit-key")
    return verify_unit(unit_id, key.encode())
