"""Zones, windows, and how the hall calls (clauses 3.4, 4.2, 5.3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.console import posts
from yizhan.console.forms.hall import PolicyForm, WindowForm, ZoneForm
from yizhan.console.views.page import done, hall_of
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Unit, Window
from yizhan.ui.responses import ask_again

WINDOWS = "console/windows.html"


@for_posts(*posts.LOOKS)
@require_GET
def windows(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """The zones and windows of the hall."""
    return render(request, WINDOWS, _shown(request, hall_of(request, unit_id)))


@for_posts(*posts.ARRANGES)
@require_POST
def add_zone(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """A new waiting zone."""
    hall, form = hall_of(request, unit_id), ZoneForm(request.POST)
    if not form.is_valid():
        return ask_again(request, WINDOWS, _shown(request, hall, zone_form=form))
    zone = actions.add_zone(hall, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "windows", hall.pk, said=f"等候区“{zone.name}”已新增。")


@for_posts(*posts.ARRANGES)
@require_http_methods(["GET", "POST"])
def zone(request: ActingRequest, unit_id: UUID, zone_id: UUID) -> HttpResponse:
    """Rename a waiting zone."""
    hall = hall_of(request, unit_id)
    found = get_object_or_404(selectors.zones_of(hall), pk=zone_id)
    form = ZoneForm(request.POST or None, initial=model_to_dict(found))
    shown = {"unit": hall, "form": form, "heading": f"修改等候区：{found.name}"}
    if request.method == "GET":
        return render(request, "console/form.html", shown)
    if not form.is_valid():
        return ask_again(request, "console/form.html", shown)
    actions.change_zone(found, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "windows", hall.pk, said="等候区已修改。")


@for_posts(*posts.ARRANGES)
@require_POST
def add_window(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """A new window."""
    hall = hall_of(request, unit_id)
    form = _window_form(hall, request.POST)
    if not form.is_valid():
        return ask_again(request, WINDOWS, _shown(request, hall, window_form=form))
    added = actions.add_window(hall, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(
        request, "windows", hall.pk, said=f"{added}已新增。它现在办理全部业务，可在“业务设置”里限定。"
    )


@for_posts(*posts.ARRANGES)
@require_http_methods(["GET", "POST"])
def window(request: ActingRequest, unit_id: UUID, window_id: UUID) -> HttpResponse:
    """Change what the window's sign says (clause 5.3)."""
    hall = hall_of(request, unit_id)
    found = _window(hall, window_id)
    form = _window_form(hall, request.POST or None, initial=model_to_dict(found))
    shown = {"unit": hall, "form": form, "heading": f"修改{found}"}
    if request.method == "GET":
        return render(request, "console/form.html", shown)
    if not form.is_valid():
        return ask_again(request, "console/form.html", shown)
    actions.change_window(found, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "windows", hall.pk, said=f"{found}已修改，窗口屏随即显示新的内容。")


@for_posts(*posts.ARRANGES)
@require_POST
def retire_window(request: ActingRequest, unit_id: UUID, window_id: UUID) -> HttpResponse:
    """Take the window out of use."""
    hall = hall_of(request, unit_id)
    found = actions.retire_window(_window(hall, window_id), by=request.actor, at=timezone.now())
    return done(request, "windows", hall.pk, said=f"{found}已停用，可以随时重新启用。")


@for_posts(*posts.ARRANGES)
@require_POST
def use_window_again(request: ActingRequest, unit_id: UUID, window_id: UUID) -> HttpResponse:
    """Put the window into use again."""
    hall = hall_of(request, unit_id)
    found = actions.use_window_again(_window(hall, window_id), by=request.actor, at=timezone.now())
    return done(request, "windows", hall.pk, said=f"{found}已重新启用。")


@for_posts(*posts.LOOKS)
@require_http_methods(["GET", "POST"])
def policy(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """How the hall calls, passes over and stops issuing."""
    hall = hall_of(request, unit_id)
    form = PolicyForm(request.POST or None, initial=model_to_dict(selectors.policy_of(hall.pk)))
    shown = {"unit": hall, "form": form, "may_arrange": request.actor.holds(*posts.ARRANGES)}
    if request.method == "GET":
        return render(request, "console/policy.html", shown)
    if not form.is_valid():
        return ask_again(request, "console/policy.html", shown)
    actions.change_policy(hall, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "policy", hall.pk, said="叫号规则已修改，从下一个号起生效。")


def _window(hall: Unit, window_id: UUID) -> Window:
    return get_object_or_404(selectors.windows_of(hall), pk=window_id)


def _window_form(hall: Unit, posted: Any, **options: Any) -> WindowForm:
    return WindowForm(
        posted, zones=selectors.zones_of(hall), departments=selectors.departments_near(hall), **options
    )


def _shown(request: ActingRequest, hall: Unit, **bound: Form) -> dict[str, Any]:
    shown = {
        "unit": hall,
        "zones": selectors.zones_of(hall),
        "windows": selectors.windows_of(hall),
        "zone_form": ZoneForm(),
        "window_form": _window_form(hall, None),
        "may_arrange": request.actor.holds(*posts.ARRANGES),
    }
    return shown | bound
