"""Who may open a stream with a bearer token: other systems and devices, with the rights they have today."""

from __future__ import annotations

from django.utils import timezone

from yizhan.devices.selectors import device_by_token
from yizhan.devices.tokens import digest_of
from yizhan.live.tickets import Audience, Grant
from yizhan.orgs.models import AccessToken
from yizhan.orgs.selectors import posts_in


def grant_of_token(token: str) -> Grant | None:
    """What the token opens: a device the hall's calls, another system all acts of its unit."""
    if device := device_by_token(token):
        return Grant(device.unit_id, Audience.BOARD)
    row = AccessToken.objects.filter(
        token_digest=digest_of(token), revoked_at=None, user__is_active=True
    ).first()
    today = timezone.localdate()  # noqa: TID251 - the edge where other systems come in
    if row is None or not posts_in(row.user_id, row.unit_id, today):
        return None
    return Grant(row.unit_id, Audience.STAFF)
