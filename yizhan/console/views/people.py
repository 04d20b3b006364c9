"""The people of a unit: the list, new accounts, and granting posts (clauses 2.1, 2.3)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from yizhan.accounts import actions as accounts
from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.console import posts
from yizhan.console.forms.people import AccountForm, GrantForm
from yizhan.console.selectors import staff_list
from yizhan.console.views.page import done, unit_of
from yizhan.orgs import actions, selectors
from yizhan.ui.responses import ask_again


@for_posts(*posts.SEES_PEOPLE)
@require_GET
def people(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Who holds which post, and whether it gives rights today (clause 2.3)."""
    unit = unit_of(request, unit_id)
    shown = {
        "unit": unit,
        "people": staff_list(unit, timezone.localdate()),
        "unplaced": selectors.unplaced_users_visible_to(request.actor),
        "may_make": request.actor.holds(*posts.RUNS_THE_PROGRAM),
        "may_grant": request.actor.holds(*posts.GRANTS),
    }
    return render(request, "console/people.html", shown)


@for_posts(*posts.RUNS_THE_PROGRAM)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new_account(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """A new account; the security administrator grants its posts afterwards."""
    unit, form = unit_of(request, unit_id), AccountForm(request.POST or None)
    shown = {
        "unit": unit,
        "form": form,
        "heading": "新建账号",
        "lead": "账号建好后没有任何权限，由安全管理员授岗、负责人登记培训后才能使用。",
    }
    if request.method == "GET":
        return render(request, "console/form.html", shown)
    if not form.is_valid():
        return ask_again(request, "console/form.html", shown)
    user = accounts.create_user(by=request.actor, at=timezone.now(), **form.cleaned_data)
    said = f"{user.name}的账号已建好。请把登录名和初始密码当面告诉本人，再请安全管理员授岗。"
    return done(request, "person", unit.pk, user.pk, said=said)


@for_posts(*posts.GRANTS)
@require_http_methods(["GET", "POST"])
def grant(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Give somebody a post in the unit, found by his whole sign-in name (clause 2.3)."""
    unit = unit_of(request, unit_id)
    user = selectors.user_to_grant(request.actor, request.GET.get("username", ""))
    choices = selectors.posts_in_kind(unit)
    form = GrantForm(request.POST or None, posts=choices, initial={"valid_from": timezone.localdate()})
    shown = {"unit": unit, "form": form, "user_found": user, "asked": request.GET.get("username", "")}
    if request.method == "GET" or user is None:
        return render(request, "console/grant.html", shown)
    if not form.is_valid():
        return ask_again(request, "console/grant.html", shown)
    actions.grant_membership(user, unit, by=request.actor, at=timezone.now(), **form.cleaned_data)
    said = f"{user.name}已授岗。登记培训后生效；管理员岗位马上生效。"
    return done(request, "person", unit.pk, user.pk, said=said)
