"""Choosing the unit in which one acts, and the badge photos of its people."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts import actions as accounts
from yizhan.accounts.access import ActingRequest, for_posts, public
from yizhan.accounts.models import User
from yizhan.devices.states import DeviceKind
from yizhan.orgs import selectors
from yizhan.orgs.models import Unit
from yizhan.orgs.sessions import UNIT, act_in
from yizhan.orgs.states import Post

START = "web:start"


@public
@never_cache
@require_GET
def choose_unit(request: ActingRequest) -> HttpResponse:
    """Choose in which of his units he acts; with one unit there is nothing to choose (clause 2.1)."""
    user = request.user
    if not isinstance(user, User):
        return redirect("accounts:sign_in")
    if user.must_change_password:
        return redirect("accounts:password")
    units = list(selectors.units_of(user.pk, timezone.localdate()))
    if len(units) == 1:
        return _begin(request, user, units[0])
    shown = {
        "units": units,
        "next": _next(request),
        "posts_held": selectors.posts_without_right(user.pk, timezone.localdate()),
        "acts_in": request.session.get(UNIT),
    }
    return render(request, "orgs/unit.html", shown)


@public
@require_POST
def act_in_unit(request: ActingRequest) -> HttpResponse:
    """Go over to one of his units; the session acts in exactly one."""
    user = request.user
    if not isinstance(user, User):
        return redirect("accounts:sign_in")
    if user.must_change_password:
        return redirect("accounts:password")
    units = selectors.units_of(user.pk, timezone.localdate())
    return _begin(request, user, get_object_or_404(units, pk=_uuid(request.POST.get("unit", ""))))


@for_posts(*Post.values, devices=(DeviceKind.HALL_BOARD, DeviceKind.WINDOW_BOARD, DeviceKind.PAD))
@require_GET
def photo(request: ActingRequest, user_id: UUID) -> HttpResponseBase:
    """A badge photo, for staff of the unit and for its boards and pads (clauses 5.3, 5.4)."""
    found = selectors.photo_visible_to(request.actor, user_id)
    if found is None:
        raise Http404
    etag = f'"{found.digest}"'
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, max-age=600"
    return get_conditional_response(request, etag=etag, response=response) or response


def _begin(request: ActingRequest, user: User, unit: Unit) -> HttpResponse:
    """Act in the unit from now on; the journal of the unit notes it once."""
    if request.session.get(UNIT) != str(unit.pk):
        actor = selectors.actor_in(user, unit.pk, timezone.localdate())
        accounts.sign_in(user, unit_id=unit.pk, by=actor, at=timezone.now())
        act_in(request, unit.pk)
    return redirect(_next(request) or START)


def _next(request: HttpRequest) -> str:
    """The page he wanted; never another host, so that a link cannot lead him astray."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else ""


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
