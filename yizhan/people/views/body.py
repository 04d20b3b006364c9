"""One body: its public data, who represents it with a reason, and who looked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.people import actions, posts, selectors
from yizhan.people.forms import BodyCorrectionForm, BodyRevealForm
from yizhan.people.models import Body
from yizhan.people.views.page import key_of, unkept
from yizhan.ui.responses import ask_again, respond

TEMPLATE = "people/body.html"


@for_posts(*posts.OPENS_THE_PAGE)
@require_GET
def body(request: ActingRequest, body_id: UUID) -> HttpResponse:
    """The body; its representative masked."""
    return unkept(render(request, TEMPLATE, _shown(request, _found(request, body_id))))


@for_posts(*posts.USES)
@sensitive_variables()
@require_POST
def reveal(request: ActingRequest, body_id: UUID) -> HttpResponse:
    """Show who represents it, after act and log."""
    found, form = _found(request, body_id), BodyRevealForm(request.POST)
    if not form.is_valid():
        return unkept(ask_again(request, TEMPLATE, _shown(request, found, reveal_form=form)))
    wanted, at = form.cleaned_data["fields_wanted"], timezone.now()
    reason, words = form.cleaned_data["reason"], form.cleaned_data["words"]
    actions.reveal_body(
        found, wanted, reason=reason, words=words, by=request.actor, at=at, request_key=key_of(request)
    )
    opened = selectors.body_for_use(
        request.actor, found.pk, purpose=reason, words=words, fields=wanted, place="people:reveal_body", at=at
    )
    shown = {field: getattr(opened, field) or "没有登记" for field in wanted}
    return unkept(render(request, TEMPLATE, _shown(request, found) | {"opened": shown}))


@for_posts(*posts.USES)
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def correct(request: ActingRequest, body_id: UUID) -> HttpResponse:
    """Correct what is filled in."""
    found, form = _found(request, body_id), BodyCorrectionForm(request.POST)
    if not form.is_valid():
        return unkept(ask_again(request, TEMPLATE, _shown(request, found, correction_form=form)))
    actions.correct_body(
        found,
        form.changes,
        revision=form.cleaned_data["revision"],
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    return respond(request, "", {}, then="people:body", kwargs={"body_id": found.pk}, announce="已更正。")


def _found(request: ActingRequest, body_id: UUID) -> Body:
    return get_object_or_404(selectors.bodies_visible_to(request.actor), pk=body_id)


def _shown(request: ActingRequest, found: Body, **bound: Form) -> dict[str, Any]:
    sees_looks = request.actor.holds(*posts.SEES_WHO_LOOKED)
    return {
        "body": found,
        "looks": selectors.looks_at(found, request.actor) if sees_looks else None,
        "reveal_form": BodyRevealForm(),
        "correction_form": BodyCorrectionForm(initial={"revision": found.revision}),
        "may_use": request.actor.holds(*posts.USES),
    } | bound
