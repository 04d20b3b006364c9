"""One person: posts, trainings, photo, account (clauses 2.3, 5.4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts import actions as accounts
from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.accounts.models import User
from yizhan.console import posts
from yizhan.console.forms.people import NameForm, PhotoForm, ResetForm, TrainingForm
from yizhan.console.selectors import held_posts
from yizhan.console.views.page import done, unit_of
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Unit
from yizhan.ui.responses import ask_again

TEMPLATE = "console/person.html"


@for_posts(*posts.SEES_PEOPLE)
@require_GET
def person(request: ActingRequest, unit_id: UUID, user_id: UUID) -> HttpResponse:
    """What he does here, for what he was trained, and his account."""
    return render(request, TEMPLATE, _shown(request, *_found(request, unit_id, user_id)))


@for_posts(*posts.TRAINS)
@require_POST
def record_training(request: ActingRequest, unit_id: UUID, user_id: UUID) -> HttpResponse:
    """Record a passed training (clause 2.3)."""
    unit, user = _found(request, unit_id, user_id)
    form = TrainingForm(request.POST, posts=selectors.posts_in_kind(unit))
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, unit, user, training_form=form))
    actions.record_training(user, unit=unit, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "person", unit.pk, user.pk, said=f"{user.name}的培训已登记，对应岗位即时生效。")


@for_posts(*posts.GRANTS)
@require_POST
def end_membership(request: ActingRequest, unit_id: UUID, membership_id: UUID) -> HttpResponse:
    """End a post today; its rights end with the next click."""
    unit = unit_of(request, unit_id)
    found = get_object_or_404(
        selectors.memberships_visible_to(request.actor), pk=membership_id, unit_id=unit.pk
    )
    ended = actions.end_membership(found, by=request.actor, at=timezone.now())
    return done(request, "person", unit.pk, ended.user_id, said=f"“{ended}”岗位已结束。")


@for_posts(*posts.ARRANGES)
@require_POST
def put_photo(request: ActingRequest, unit_id: UUID, user_id: UUID) -> HttpResponse:
    """Put a photo on badge and window board (clause 5.4)."""
    unit, user = _found(request, unit_id, user_id)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, unit, user, photo_form=form))
    content = form.cleaned_data["photo"].read()
    accounts.put_photo(user, content, by=request.actor, at=timezone.now())
    return done(request, "person", unit.pk, user.pk, said="照片已更新。")


@for_posts(*posts.RUNS_THE_PROGRAM)
@require_POST
def correct_name(request: ActingRequest, unit_id: UUID, user_id: UUID) -> HttpResponse:
    """Correct name or staff number."""
    unit, user = _found(request, unit_id, user_id)
    form = NameForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, unit, user, name_form=form))
    accounts.correct_name(user, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "person", unit.pk, user.pk, said="姓名和工号已更正。")


@for_posts(*posts.RUNS_THE_PROGRAM)
@sensitive_post_parameters("password")
@require_POST
def reset_password(request: ActingRequest, unit_id: UUID, user_id: UUID) -> HttpResponse:
    """Give a new password; a lock after failed sign-ins ends with it."""
    unit, user = _found(request, unit_id, user_id)
    form = ResetForm(request.POST, user=user)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, unit, user, reset_form=form))
    accounts.reset_password(user, by=request.actor, at=timezone.now(), **form.cleaned_data)
    said = f"{user.name}的密码已重置，登录锁定也已解除。请当面告诉本人，他登录后必须换掉。"
    return done(request, "person", unit.pk, user.pk, said=said)


@for_posts(*posts.RUNS_THE_PROGRAM)
@require_POST
def deactivate(request: ActingRequest, unit_id: UUID, user_id: UUID) -> HttpResponse:
    """Close the account of somebody who left."""
    unit, user = _found(request, unit_id, user_id)
    accounts.deactivate(user, by=request.actor, at=timezone.now())
    return done(request, "person", unit.pk, user.pk, said=f"{user.name}的账号已停用，办过的事仍记在他名下。")


@for_posts(*posts.RUNS_THE_PROGRAM)
@require_POST
def reactivate(request: ActingRequest, unit_id: UUID, user_id: UUID) -> HttpResponse:
    """Open the account again."""
    unit, user = _found(request, unit_id, user_id)
    accounts.reactivate(user, by=request.actor, at=timezone.now())
    return done(request, "person", unit.pk, user.pk, said=f"{user.name}的账号已恢复。")


def _found(request: ActingRequest, unit_id: UUID, user_id: UUID) -> tuple[Unit, User]:
    unit, user = unit_of(request, unit_id), selectors.person_visible_to(request.actor, user_id)
    if user is None:
        raise Http404
    return unit, user


def _shown(request: ActingRequest, unit: Unit, user: User, **bound: Form) -> dict[str, Any]:
    today = timezone.localdate()
    trainings = list(selectors.trainings_of(request.actor, user))
    memberships = selectors.memberships_visible_to(request.actor).filter(user=user)
    choices = selectors.posts_in_kind(unit)
    holds = request.actor.holds
    return {
        "unit": unit,
        "person": user,
        "held": held_posts(memberships, trainings, today),
        "trainings": trainings,
        "photo": selectors.photo_visible_to(request.actor, user.pk),
        "is_self": request.actor.id == str(user.pk),
        "training_form": TrainingForm(posts=choices, initial={"passed_on": today}),
        "photo_form": PhotoForm(),
        "name_form": NameForm(initial={"name": user.name, "staff_number": user.staff_number}),
        "reset_form": ResetForm(user=user),
        "may_train": holds(*posts.TRAINS),
        "may_grant": holds(*posts.GRANTS),
        "may_put_photo": holds(*posts.ARRANGES),
        "may_run": holds(*posts.RUNS_THE_PROGRAM),
    } | bound
