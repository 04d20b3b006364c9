"""Tokens of other systems, and who this token is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, reads
from yizhan.exchange.api.units import unit_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.schemas.people import IssuedTokenOut, MeOut, TokenIn, TokenOut
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import AccessToken

router = Router(tags=["令牌"])
for_security_admin = allowed(*posts.GRANTS)


@router.get("/me", response=MeOut, **reads("这个令牌是谁"))
@allowed(any_staff=True, devices=posts.WITH_A_TOKEN)
def me(request: CallerRequest) -> dict[str, Any]:
    """Who the token acts as, in which unit, with which posts today."""
    user, device = request.auth.user, request.auth.device
    unit = selectors.own_unit(request.actor)
    return {
        "kind": request.actor.kind,
        "id": request.actor.id,
        "name": user.name if user else device.name if device else "",
        "unit_id": unit.pk,
        "unit_name": unit.name,
        "posts": sorted(request.actor.posts),
    }


@router.get("/units/{uuid:unit_id}/tokens", response=list[TokenOut], **reads("本单位发出的令牌"))
@for_security_admin
def tokens(request: CallerRequest, unit_id: UUID) -> list[AccessToken]:
    """The tokens of other systems that act in the unit; what they say is nowhere stored."""
    return list(selectors.tokens_of(request.actor, unit_of(request, unit_id)))


@router.post(
    "/units/{uuid:unit_id}/tokens",
    response={201: IssuedTokenOut},
    **does("orgs.access_token_issued", "发令牌"),
)
@for_security_admin
def issue_access_token(request: CallerRequest, unit_id: UUID, body: TokenIn) -> dict[str, Any]:
    """Let another system act as a user of the unit; the token is shown this once."""
    unit = unit_of(request, unit_id)
    user = find(selectors.people_of(unit), body.user_id, "这个人")
    row, token = actions.issue_access_token(user, unit, name=body.name, by=request.actor, at=timezone.now())
    return {name: getattr(row, name) for name in TokenOut.model_fields} | {"token": token}


@router.post(
    "/units/{uuid:unit_id}/tokens/{uuid:token_id}/revoke",
    response=TokenOut,
    **does("orgs.access_token_revoked", "作废令牌"),
)
@for_security_admin
def revoke_access_token(request: CallerRequest, unit_id: UUID, token_id: UUID) -> AccessToken:
    """End a token at once."""
    token = find(selectors.tokens_of(request.actor, unit_of(request, unit_id)), token_id, "这个令牌")
    return actions.revoke_access_token(token, by=request.actor, at=timezone.now())
