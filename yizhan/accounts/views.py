"""Signing in and out, and changing one's password. In which unit one acts is chosen one floor up (orgs)."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from yizhan.accounts import actions
from yizhan.accounts.access import ActingRequest, public
from yizhan.accounts.demonstration import demo_sign_ins
from yizhan.accounts.forms import ChangePasswordForm, SignInForm
from yizhan.accounts.models import User
from yizhan.lib.actor import Actor, ActorKind
from yizhan.ui.responses import ask_again

log = logging.getLogger("yizhan.access")
# One sentence for every reason: whoever guesses does not learn which names exist.
NOT_FITTING = "登录名或密码不对。请核对大小写后再试；忘记密码请找系统管理员重置。"
SECONDS_PER_MINUTE = 60


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: ActingRequest) -> HttpResponse:
    """Sign in with name and password; after five failures the page is locked for a while."""
    if request.method == "GET":
        if isinstance(request.user, User):
            return _onward(request, request.user)
        return render(request, "accounts/sign_in.html", _sign_in_page(SignInForm(), request))
    form = SignInForm(request.POST)
    if form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if isinstance(user, User):
            login(request, user)  # gives the session a new key
            log.info("request %s signed in", request.number)
            return _onward(request, user)
        log.warning("request %s failed to sign in", request.number)
        form.add_error(None, NOT_FITTING)
    return ask_again(request, "accounts/sign_in.html", _sign_in_page(form, request))


@public
@require_POST
def sign_out(request: ActingRequest) -> HttpResponse:
    """Leave; the session and everything in it is gone."""
    if isinstance(request.user, User) and request.actor.kind == ActorKind.STAFF:
        actions.sign_out(request.user, by=request.actor, at=timezone.now())
    logout(request)
    log.info("request %s signed out", request.number)
    messages.success(request, "已退出登录。")
    return redirect("accounts:sign_in")


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: ActingRequest) -> HttpResponse:
    """Change one's own password; who got his from the administrator gets no further before he did."""
    request.english = False  # staff read Chinese, refusals too
    user = request.user
    if not isinstance(user, User):
        return redirect("accounts:sign_in")
    form = ChangePasswordForm(request.POST or None, user=user)
    shown = {"form": form, "must": user.must_change_password, "next": _next(request)}
    if request.method == "GET":
        return render(request, "accounts/password.html", shown)
    if not form.is_valid():
        return ask_again(request, "accounts/password.html", shown)
    by = Actor(ActorKind.STAFF, str(user.pk), request.actor.unit_id, request.actor.posts)
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    actions.change_password(user, old=old, new=new, by=by, at=timezone.now())
    update_session_auth_hash(request, user)  # this session goes on, with a new key; all others end
    messages.success(request, "密码已改。下次请用新密码登录。")
    return _onward(request, user)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """What somebody reads after five failures: how long it lasts and whom to ask. Called by django-axes."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // SECONDS_PER_MINUTE
    log.warning("request %s is locked out", getattr(request, "number", ""))
    return render(request, "accounts/locked.html", {"minutes": minutes}, status=429)


def _onward(request: ActingRequest, user: User) -> HttpResponse:
    """To the page he wanted, by way of a new password where one is due, and of the choice of unit."""
    step = "accounts:password" if user.must_change_password else "accounts:unit"
    wanted = _next(request)
    return HttpResponseRedirect(resolve_url(step) + (f"?{urlencode({'next': wanted})}" if wanted else ""))


def _next(request: HttpRequest) -> str:
    """The page he came from; never another host, so that a link cannot lead him astray."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else ""


def _sign_in_page(form: SignInForm, request: HttpRequest) -> dict[str, Any]:
    return {"form": form, "next": _next(request), "demo_sign_ins": demo_sign_ins()}
