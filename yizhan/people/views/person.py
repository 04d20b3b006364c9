"""One person: masked, shown with a reason, corrected, merged; and who looked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.people import actions, posts, selectors
from yizhan.people.forms import CorrectionForm, MergeForm, RevealForm
from yizhan.people.models import Person
from yizhan.people.views.page import key_of, person_of, unkept
from yizhan.ui.responses import ask_again, respond

TEMPLATE = "people/person.html"


@for_posts(*posts.OPENS_THE_PAGE)
@require_GET
def person(request: ActingRequest, person_id: UUID) -> HttpResponse:
    """The person, masked; a merged registration leads to the one that stands for it."""
    found = person_of(request, person_id)
    if found.pk != person_id:
        return HttpResponseRedirect(resolve_url("people:person", person_id=found.pk))
    return unkept(render(request, TEMPLATE, _shown(request, found)))


@for_posts(*posts.USES)
@sensitive_variables()
@require_POST
def reveal(request: ActingRequest, person_id: UUID) -> HttpResponse:
    """Show what was asked for, after act and log; the answer is kept nowhere (clause 6.3)."""
    found, form = person_of(request, person_id), RevealForm(request.POST)
    if not form.is_valid():
        return unkept(ask_again(request, TEMPLATE, _shown(request, found, reveal_form=form)))
    wanted, at = form.cleaned_data["fields_wanted"], timezone.now()
    reason, words = form.cleaned_data["reason"], form.cleaned_data["words"]
    actions.reveal(
        found, wanted, reason=reason, words=words, by=request.actor, at=at, request_key=key_of(request)
    )
    opened = selectors.person_for_use(
        request.actor, found.pk, purpose=reason, words=words, fields=wanted, place="people:reveal", at=at
    )
    shown = {field: getattr(opened, field) or "没有登记" for field in wanted}
    return unkept(render(request, TEMPLATE, _shown(request, found) | {"opened": shown}))


@for_posts(*posts.USES)
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def correct(request: ActingRequest, person_id: UUID) -> HttpResponse:
    """Correct what is filled in."""
    found, form = person_of(request, person_id), CorrectionForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return unkept(ask_again(request, TEMPLATE, _shown(request, found, correction_form=form)))
    actions.correct_person(
        found,
        form.changes,
        revision=form.cleaned_data["revision"],
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    return _back(request, found, said="已更正。")


@for_posts(*posts.MERGES)
@require_http_methods(["GET", "POST"])
def merge(request: ActingRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Two registrations side by side; merged when the clerk says that he compared them."""
    visible = selectors.persons_visible_to(request.actor)
    keep = get_object_or_404(visible, pk=person_id)
    gone = get_object_or_404(visible, pk=other_id)
    if keep.pk == gone.pk:
        raise Http404
    form = MergeForm(request.POST or None)
    context = {
        "form": form,
        "keep": selectors.line_of(keep),
        "gone": selectors.line_of(gone),
        "likeness": selectors.likeness(keep, gone),
    }
    if request.method == "GET":
        return unkept(render(request, "people/merge.html", context))
    if not form.is_valid():
        return unkept(ask_again(request, "people/merge.html", context))
    actions.merge_persons(gone, keep, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return _back(request, keep, said="已合并。两份登记下的办件现在都在这里。")


@for_posts(*posts.MERGES)
@require_POST
def separate(request: ActingRequest, person_id: UUID) -> HttpResponse:
    """Take a merged registration out again."""
    merged = get_object_or_404(selectors.registrations_visible_to(request.actor), pk=person_id)
    separated = actions.separate_person(
        merged, by=request.actor, at=timezone.now(), request_key=key_of(request)
    )
    return _back(request, separated, said="已拆开，这是拆出来的那一份。")


def _back(request: ActingRequest, found: Person, *, said: str) -> HttpResponse:
    return respond(request, "", {}, then="people:person", kwargs={"person_id": found.pk}, announce=said)


def _shown(request: ActingRequest, found: Person, **bound: Form) -> dict[str, Any]:
    holds = request.actor.holds
    sees_looks = holds(*posts.SEES_WHO_LOOKED)
    return {
        "person": found,
        "line": selectors.line_of(found),
        "duplicates": selectors.duplicates_of(found, request.actor),
        "merged": [selectors.line_of(one) for one in selectors.merged_into(found)],
        "looks": selectors.looks_at(found, request.actor) if sees_looks else None,
        "reveal_form": RevealForm(),
        "correction_form": CorrectionForm(initial={"revision": found.revision}, today=timezone.localdate()),
        "may_use": holds(*posts.USES),
        "may_merge": holds(*posts.MERGES),
    } | bound
