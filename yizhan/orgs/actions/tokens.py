"""The acts on access tokens of other systems: shown once, stored as a digest."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from yizhan.accounts.models import User
from yizhan.devices.tokens import digest_of, new_token
from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import AccessToken, Unit
from yizhan.orgs.reach import only_within
from yizhan.orgs.refusals import AccountClosed, NameNeeded, NotAMember, TokenRevoked
from yizhan.orgs.selectors import posts_in
from yizhan.orgs.states import Post

_OWNER = "安全管理员"


@act("orgs.access_token_issued")
def issue_access_token(
    user: User, unit: Unit, *, name: str, by: Actor, at: datetime
) -> tuple[AccessToken, str]:
    """Let another system act as this user in this unit, with the rights he has there on each day.

    Returns the row and the token itself, which is nowhere stored.
    Raises NotAMember, AccountClosed, NameNeeded.
    """
    only_within(unit.pk, Post.SECURITY_ADMIN, owner=_OWNER, by=by)
    purpose = clean_line(name, longest=40)
    if not purpose:
        raise NameNeeded
    if not user.is_active:
        raise AccountClosed(name=user.name)
    if not posts_in(user.pk, unit.pk, timezone.localtime(at).date()):
        raise NotAMember(name=user.name, unit=unit.name)
    token = new_token()
    row = AccessToken.objects.create(
        user=user, unit=unit, name=purpose, token_digest=digest_of(token), issued_at=at
    )
    record(row, by=by, at=at, unit_id=unit.pk, user=str(user.pk))
    return row, token


@act("orgs.access_token_revoked")
def revoke_access_token(token: AccessToken, *, by: Actor, at: datetime) -> AccessToken:
    """End a token at once. Raises TokenRevoked."""
    only_within(token.unit_id, Post.SECURITY_ADMIN, owner=_OWNER, by=by)
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at) != 1:
        raise TokenRevoked
    token.revoked_at = at
    record(token, by=by, at=at, unit_id=token.unit_id)
    return token
