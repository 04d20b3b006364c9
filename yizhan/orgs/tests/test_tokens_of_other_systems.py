"""Access tokens: shown once, acting with somebody's rights, revoked at once."""

from __future__ import annotations

import pytest

from yizhan.accounts import actions as accounts
from yizhan.devices.tokens import digest_of
from yizhan.journal.models import Entry
from yizhan.lib.refusal import NotYours
from yizhan.orgs import actions, refusals, selectors
from yizhan.orgs.models import AccessToken
from yizhan.testing.cast import Cast, at

NOW = at(9)


def issue(cast: Cast, **changes: object) -> tuple[AccessToken, str]:
    values = {"name": "区局统一平台", "by": cast.security_admin.actor, "at": NOW} | changes
    return actions.issue_access_token(cast.clerk.user, cast.hall, **values)  # type: ignore[arg-type]


def test_only_the_digest_of_a_token_is_stored(cast: Cast) -> None:
    row, token = issue(cast)
    assert row.token_digest == digest_of(token)
    assert token not in str(list(AccessToken.objects.values_list()))
    assert token not in str(list(Entry.objects.values_list("facts", "subject_id")))
    assert list(selectors.tokens_visible_to(cast.director.actor)) == [row]
    assert not selectors.tokens_visible_to(cast.stranger.actor)


def test_a_token_is_revoked_once(cast: Cast) -> None:
    row, _ = issue(cast)
    actions.revoke_access_token(row, by=cast.security_admin.actor, at=NOW)
    row.refresh_from_db()
    assert row.revoked_at == NOW
    with pytest.raises(refusals.TokenRevoked):
        actions.revoke_access_token(row, by=cast.security_admin.actor, at=NOW)


def test_a_token_needs_somebody_with_rights_in_the_unit(cast: Cast) -> None:
    for user in (cast.untrained.user, cast.stranger.user):
        with pytest.raises(refusals.NotAMember):
            actions.issue_access_token(user, cast.hall, name="统一平台", by=cast.security_admin.actor, at=NOW)
    accounts.deactivate(cast.clerk.user, by=cast.system_admin.actor, at=NOW)
    with pytest.raises(refusals.AccountClosed):
        issue(cast)


def test_a_token_has_a_purpose_and_comes_from_the_security_administrator(cast: Cast) -> None:
    with pytest.raises(refusals.NameNeeded):
        issue(cast, name=" ")
    with pytest.raises(NotYours):
        issue(cast, by=cast.director.actor)
