"""Setting the floor up: categories, and which windows call them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.forms.setup import CategoryForm, NewCategoryForm, RestrictionForm
from yizhan.desk.views.page import key_of
from yizhan.orgs.selectors import own_unit, windows_visible_to, zones_visible_to
from yizhan.queueing.actions import setting_up
from yizhan.queueing.selectors.gate import categories_visible_to
from yizhan.queueing.selectors.setting import restrictions_visible_to
from yizhan.ui.responses import ask_again


@for_posts(*posts.SETS_UP)
@require_GET
def setup(request: ActingRequest) -> HttpResponse:
    """The hall's categories, and for each window which of them it calls."""
    categories = list(categories_visible_to(request.actor))
    restricted = restrictions_visible_to(request.actor)
    windows = [
        (window, [one for one in categories if one.pk in restricted.get(window.pk, ())])
        for window in windows_visible_to(request.actor)
    ]
    shown = {"hall": own_unit(request.actor), "categories": categories, "windows": windows}
    return render(request, "desk/setup.html", shown)


@for_posts(*posts.SETS_UP)
@require_GET
def new_category(request: ActingRequest) -> HttpResponse:
    """The form of a new category."""
    form = NewCategoryForm(zones=zones_visible_to(request.actor))
    return render(request, "desk/category.html", {"hall": own_unit(request.actor), "form": form})


@for_posts(*posts.SETS_UP)
@require_POST
def add_category(request: ActingRequest) -> HttpResponse:
    """A new kind of ticket."""
    hall, form = own_unit(request.actor), NewCategoryForm(request.POST, zones=zones_visible_to(request.actor))
    if not form.is_valid():
        return ask_again(request, "desk/category.html", {"hall": hall, "form": form})
    typed = dict(form.cleaned_data)
    prefix, name, zone = typed.pop("letter"), typed.pop("name"), typed.pop("zone")
    at, key = timezone.now(), key_of(request)
    setting_up.add_category(hall, prefix, name, zone, by=request.actor, at=at, request_key=key, **typed)
    messages.success(request, f"“{name}”已新增，号码从 {prefix}001 起。")
    return redirect("desk:setup")


@for_posts(*posts.SETS_UP)
@require_GET
def category(request: ActingRequest, pk: UUID) -> HttpResponse:
    """A category as it is, to be changed."""
    one = get_object_or_404(categories_visible_to(request.actor), pk=pk)
    fields = ("name", "name_en", "hint", "hint_en", "daily_quota", "order", "is_offered")
    initial: dict[str, Any] = {name: getattr(one, name) for name in fields}
    initial |= {"zone": one.zone_id, "lines": [line.business_line for line in one.lines.all()]}
    form = CategoryForm(initial=initial, zones=zones_visible_to(request.actor))
    return render(
        request, "desk/category.html", {"hall": own_unit(request.actor), "form": form, "category": one}
    )


@for_posts(*posts.SETS_UP)
@require_POST
def change_category(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Change a category; tickets already issued keep their numbers."""
    one = get_object_or_404(categories_visible_to(request.actor), pk=pk)
    form = CategoryForm(request.POST, zones=zones_visible_to(request.actor))
    if not form.is_valid():
        shown = {"hall": own_unit(request.actor), "form": form, "category": one}
        return ask_again(request, "desk/category.html", shown)
    setting_up.change_category(
        one, by=request.actor, at=timezone.now(), request_key=key_of(request), **form.cleaned_data
    )
    messages.success(request, f"“{one.name}”已更改。")
    return redirect("desk:setup")


@for_posts(*posts.SETS_UP)
@require_GET
def window_categories(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Which categories a window calls, to be changed."""
    window = get_object_or_404(windows_visible_to(request.actor), pk=pk)
    chosen = restrictions_visible_to(request.actor).get(window.pk, set())
    form = RestrictionForm(
        initial={"categories": [str(one) for one in chosen]}, categories=categories_visible_to(request.actor)
    )
    shown = {"hall": own_unit(request.actor), "window": window, "form": form}
    return render(request, "desk/window_categories.html", shown)


@for_posts(*posts.SETS_UP)
@require_POST
def restrict_window(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Let a window call the chosen categories only; with none chosen it is comprehensive."""
    window = get_object_or_404(windows_visible_to(request.actor), pk=pk)
    form = RestrictionForm(request.POST, categories=categories_visible_to(request.actor))
    if not form.is_valid():
        shown = {"hall": own_unit(request.actor), "window": window, "form": form}
        return ask_again(request, "desk/window_categories.html", shown)
    chosen = form.cleaned_data["categories"]
    setting_up.restrict_window(
        window, chosen, by=request.actor, at=timezone.now(), request_key=key_of(request)
    )
    what = f"只叫{'、'.join(one.name for one in chosen)}" if chosen else "叫所有业务（综合窗口）"
    messages.success(request, f"{window}{what}。")
    return redirect("desk:setup")
