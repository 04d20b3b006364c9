"""Who may still listen: asked every few seconds for all open streams together, in five queries at most.

A disabled device, a new token, a revoked one, a closed account, a changed password, a session that was left
or ran out, a post or a training that ended: whoever listens with it is let go. The rules are those of a
request (`orgs.sessions`, `exchange.bearer`), asked for many at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from yizhan.accounts.models import User
from yizhan.devices.models import Device
from yizhan.devices.tokens import COOKIE, digest_of
from yizhan.exchange.bearer import LONGEST_TOKEN
from yizhan.live.standing import Credential, Credentials, Proof
from yizhan.live.tickets import Audience, Grant
from yizhan.orgs.models import AccessToken, Membership
from yizhan.orgs.selectors.people import memberships_in_force
from yizhan.orgs.sessions import UNIT

AT_ONCE = 5000
"""Parameters of one query; SQLite takes 32,766."""


def credentials_of(cookies: dict[str, str], bearer: str, grant: Grant) -> Credentials:
    """What in a request may open the grant's unit: a session, a token, and for what screens hear a device."""
    found = []
    if key := cookies.get(settings.SESSION_COOKIE_NAME):
        found.append((Proof.SESSION, key))
    if 0 < len(bearer) <= LONGEST_TOKEN:
        found.append((Proof.TOKEN, digest_of(bearer)))
    if grant.audience == Audience.BOARD:
        tokens = (cookies.get(COOKIE, ""), bearer)
        found += [(Proof.DEVICE, digest_of(token)) for token in tokens if 0 < len(token) <= LONGEST_TOKEN]
    return frozenset(Credential(proof, secret, grant.unit_id) for proof, secret in found)


def standing(credentials: Credentials) -> set[Credential]:
    """Those of the credentials that open their unit at this moment (clause 6.1)."""
    at = timezone.now()  # noqa: TID251 - a stream is an edge, as a view is
    opened = _devices(_secrets(credentials, Proof.DEVICE))
    acting = [
        *_of_tokens(_secrets(credentials, Proof.TOKEN)),
        *_of_sessions(_secrets(credentials, Proof.SESSION), at),
    ]
    in_force = _units_of({user_id for _, _, user_id, _ in acting}, timezone.localtime(at).date())
    opened |= {
        (proof, secret, unit_id)
        for proof, secret, user_id, unit_id in acting
        if (user_id, unit_id) in in_force
    }
    return {one for one in credentials if (one.proof, one.secret, one.unit_id) in opened}


Acting = tuple[Proof, str, UUID, UUID]
"""Whose session or token it is, and the unit in which it acts."""


def _secrets(credentials: Credentials, proof: Proof) -> list[str]:
    return [one.secret for one in credentials if one.proof == proof]


def _devices(digests: Iterable[str]) -> set[tuple[Proof, str, UUID]]:
    """Devices in use that carry one of the tokens."""
    found: set[tuple[Proof, str, UUID]] = set()
    for some in batched(digests, AT_ONCE):
        in_use = Device.objects.filter(token_digest__in=some, disabled_at=None)
        rows = in_use.values_list("token_digest", "unit_id")
        found |= {(Proof.DEVICE, digest, unit_id) for digest, unit_id in rows}
    return found


def _of_tokens(digests: Collection[str]) -> Iterator[Acting]:
    if not digests:
        return
    valid = AccessToken.objects.filter(token_digest__in=digests, revoked_at=None, user__is_active=True)
    for digest, user_id, unit_id in valid.values_list("token_digest", "user_id", "unit_id"):
        yield Proof.TOKEN, digest, user_id, unit_id


def _of_sessions(keys: Collection[str], at: datetime) -> Iterator[Acting]:
    """Sessions that are signed in, under the password of today, in a unit."""
    if not keys:
        return
    store = SessionStore()
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    kept = {row.session_key: store.decode(row.session_data) for row in rows}
    users = {
        str(user.pk): user
        for user in User.objects.filter(
            pk__in={one[SESSION_KEY] for one in kept.values() if SESSION_KEY in one},
            is_active=True,
            must_change_password=False,
        )
    }
    for key, one in kept.items():
        user = users.get(one.get(SESSION_KEY, ""))
        if user is not None and one.get(UNIT) and _is_signed_in(user, one):
            yield Proof.SESSION, key, user.pk, UUID(one[UNIT])


def _is_signed_in(user: User, kept: dict[str, Any]) -> bool:
    known = kept.get(HASH_SESSION_KEY, "")
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return BACKEND_SESSION_KEY in kept and any(constant_time_compare(known, one) for one in hashes)


def _units_of(users: Collection[UUID], on: date) -> set[tuple[UUID, UUID]]:
    """In which units the users hold a post that gives rights on the day."""
    if not users:
        return set()
    in_force = memberships_in_force(OuterRef("user_id"), on).filter(pk=OuterRef("pk"))  # type: ignore[arg-type]
    held = Membership.objects.filter(Exists(in_force), user_id__in=users)
    return set(held.values_list("user_id", "unit_id"))
