"""Tokens of other systems: issued, shown once, revoked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.console import posts
from yizhan.console.forms.people import TokenForm
from yizhan.console.views.page import done, unit_of
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Unit
from yizhan.ui.responses import ask_again

TEMPLATE = "console/tokens.html"


@for_posts(*posts.GRANTS)
@require_GET
def tokens(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Which systems act here, and with whose rights."""
    return render(request, TEMPLATE, _shown(request, unit_of(request, unit_id)))


@for_posts(*posts.GRANTS)
@never_cache
@require_POST
def issue(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Issue a token and show it this once; no redirect, since it is nowhere stored."""
    unit = unit_of(request, unit_id)
    form = TokenForm(request.POST, users=selectors.people_of(unit))
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, unit, form=form))
    user, name = form.cleaned_data["user"], form.cleaned_data["name"]
    row, token = actions.issue_access_token(user, unit, name=name, by=request.actor, at=timezone.now())
    return render(request, TEMPLATE, _shown(request, unit) | {"issued": row, "token": token})


@for_posts(*posts.GRANTS)
@require_POST
def revoke(request: ActingRequest, unit_id: UUID, token_id: UUID) -> HttpResponse:
    """End a token at once."""
    unit = unit_of(request, unit_id)
    found = get_object_or_404(selectors.tokens_of(request.actor, unit), pk=token_id)
    actions.revoke_access_token(found, by=request.actor, at=timezone.now())
    return done(request, "tokens", unit.pk, said=f"“{found}”的令牌已作废，用它的系统马上不能再连。")


def _shown(request: ActingRequest, unit: Unit, **bound: Form) -> dict[str, Any]:
    shown = {
        "unit": unit,
        "tokens": selectors.tokens_of(request.actor, unit),
        "form": TokenForm(users=selectors.people_of(unit)),
    }
    return shown | bound
