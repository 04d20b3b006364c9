"""Finding somebody, and writing down who is not found."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.orgs.selectors import own_unit
from yizhan.people import actions, posts, selectors
from yizhan.people.forms import BodyForm, PersonForm, SoughtForm, prefilled, reading_of
from yizhan.people.refusals import BodyKnownAlready, PersonKnownAlready
from yizhan.people.views.page import key_of, unkept
from yizhan.ui.responses import ask_again, respond


@for_posts(*posts.OPENS_THE_PAGE)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def find(request: ActingRequest) -> HttpResponse:
    """Find a person or body by number, phone, code or name; what is typed never stands in an address."""
    form = SoughtForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "may_register": request.actor.holds(*posts.USES)}
    if request.method == "POST":
        if not form.is_valid():
            return ask_again(request, "people/find.html#found", context)
        typed = form.cleaned_data["typed"]
        told = prefilled(typed)
        context |= {
            "typed": typed,
            "persons": selectors.find(request.actor, typed),
            "bodies": selectors.find_bodies(request.actor, typed),
            "reading": reading_of(told.get("id_kind", ""), typed, timezone.localdate()),
            "is_asked": True,
        }
    return unkept(render(request, "people/find.html", context))


@for_posts(*posts.USES)
@require_GET
def new_person(request: ActingRequest) -> HttpResponse:
    """An empty form."""
    return render(request, "people/new_person.html", {"form": PersonForm(today=timezone.localdate())})


@for_posts(*posts.USES)
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def begin_person(request: ActingRequest) -> HttpResponse:
    """The form with what was typed to find him already in its place."""
    typed = str(request.POST.get("typed", ""))[:100]
    form = PersonForm(initial=prefilled(typed), today=timezone.localdate())
    return unkept(render(request, "people/new_person.html", {"form": form}))


@for_posts(*posts.USES)
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def register_person(request: ActingRequest) -> HttpResponse:
    """Write him down; whoever is known already is found by his number."""
    form = PersonForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return unkept(ask_again(request, "people/new_person.html", {"form": form}))
    try:
        person = actions.register_person(
            own_unit(request.actor),
            form.told,
            by=request.actor,
            at=timezone.now(),
            request_key=key_of(request),
        )
    except PersonKnownAlready:
        known = selectors.find(request.actor, form.told.id_number)
        return unkept(ask_again(request, "people/new_person.html", {"form": form, "known": known}))
    return respond(
        request, "", {}, then="people:person", kwargs={"person_id": person.pk}, announce="已登记。"
    )


@for_posts(*posts.USES)
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def read_number(request: ActingRequest) -> HttpResponse:
    """The line under the number while it is typed: birthday, sex and age, or what is wrong with it."""
    kind, typed = str(request.POST.get("id_kind", "")), str(request.POST.get("id_number", ""))[:60]
    context = {"reading": reading_of(kind, typed, timezone.localdate())}
    return unkept(render(request, "people/new_person.html#reading", context))


@for_posts(*posts.USES)
@require_GET
def new_body(request: ActingRequest) -> HttpResponse:
    """An empty form."""
    return render(request, "people/new_body.html", {"form": BodyForm()})


@for_posts(*posts.USES)
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def register_body(request: ActingRequest) -> HttpResponse:
    """Write a body down; one that is known already is found by its code."""
    form = BodyForm(request.POST)
    if not form.is_valid():
        return unkept(ask_again(request, "people/new_body.html", {"form": form}))
    unit = own_unit(request.actor)
    try:
        body = actions.register_body(
            unit, form.told, by=request.actor, at=timezone.now(), request_key=key_of(request)
        )
    except BodyKnownAlready:
        known = selectors.find_bodies(request.actor, form.told.uscc)
        return unkept(ask_again(request, "people/new_body.html", {"form": form, "known": known}))
    return respond(request, "", {}, then="people:body", kwargs={"body_id": body.pk}, announce="已登记。")
