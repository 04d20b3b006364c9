"""Writing a guide: begin, edit, look at, publish, give up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_posts, signed_in
from yizhan.catalog import actions, selectors
from yizhan.catalog.actions.editors import EDITORS
from yizhan.catalog.forms.draft import DraftForms
from yizhan.catalog.models import ItemVersion
from yizhan.catalog.rules.review import review_problems
from yizhan.catalog.states import VersionState
from yizhan.catalog.views.gate import implementation_of, may_edit, version_of
from yizhan.lib.refusal import Refusal, StaleState
from yizhan.ui.responses import ask_again

SECTIONS = frozenset({"flow", "review_steps", "basis", "situations", "materials"})


@signed_in
@require_GET
def version(request: ActingRequest, pk: UUID) -> HttpResponse:
    """A version as residents read it, with what it still needs before it can be published."""
    one = version_of(request, pk)
    content = selectors.content_of(one)
    context = {
        "shown_hall": one.implementation.unit,
        "version": one,
        "item": one.implementation.item,
        "content": content,
        "is_draft": one.state == VersionState.DRAFT,
        "review_steps": selectors.review_steps_of(one),
        "route_problems": review_problems(content),
        "may_edit": may_edit(request),
    }
    return render(request, "catalog/version.html", context)


@for_posts(*EDITORS)
@require_POST
def begin(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Begin the next version as a copy of the newest."""
    draft = actions.draft_version(implementation_of(request, pk), by=request.actor, at=timezone.now())
    return redirect("catalog:draft", pk=draft.pk)


@for_posts(*EDITORS)
@require_http_methods(["GET", "POST"])
def draft(request: ActingRequest, pk: UUID) -> HttpResponse:
    """The editor. Whatever is wrong, everything that was typed stays on the page."""
    one = version_of(request, pk)
    if one.state != VersionState.DRAFT and request.method == "GET":
        return redirect("catalog:version", pk=one.pk)
    before = selectors.content_of(one)
    if request.method == "GET":
        return render(request, "catalog/draft.html", _editor(one, DraftForms(before)))
    forms = DraftForms(before, request.POST)
    if not forms.is_valid():
        return ask_again(request, "catalog/draft.html", _editor(one, forms))
    try:
        actions.change_draft(one, forms.content(), seen=forms.seen, by=request.actor, at=timezone.now())
    except Refusal as refusal:
        if isinstance(refusal, StaleState):
            raise
        return ask_again(request, "catalog/draft.html", _editor(one, forms) | {"refusal": refusal})
    return _saved(request, one, forms)


@for_posts(*EDITORS)
@require_POST
def publish(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Publish a draft; it never changes from now on."""
    one = actions.publish_version(version_of(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, f"第{one.number}版已公布，群众现在看到的就是它。")
    return redirect("catalog:item", pk=one.implementation_id)


@for_posts(*EDITORS)
@require_POST
def discard(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Give a draft up."""
    one = version_of(request, pk)
    actions.discard_draft(one, by=request.actor, at=timezone.now())
    messages.success(request, "草稿已放弃，公布的版本没有变。")
    return redirect("catalog:item", pk=one.implementation_id)


def _editor(one: ItemVersion, forms: DraftForms) -> dict[str, object]:
    return {
        "shown_hall": one.implementation.unit,
        "version": one,
        "item": one.implementation.item,
        "forms": forms,
    }


def _saved(request: ActingRequest, one: ItemVersion, forms: DraftForms) -> HttpResponse:
    """On to the section of the row that is wanted next, or to the whole as residents will read it."""
    section = request.POST.get("more", "")
    if section in SECTIONS:
        messages.success(request, "草稿已存，下面多了一行空的。")
        return redirect(f"{reverse('catalog:draft', args=[one.pk])}#{section}")
    if forms.moved_step:
        messages.success(request, "草稿已存，环节换了次序。")
        return redirect(f"{reverse('catalog:draft', args=[one.pk])}#step-{forms.moved_step}")
    messages.success(request, "草稿已存。看一遍，没有问题再公布。")
    return redirect("catalog:version", pk=one.pk)
