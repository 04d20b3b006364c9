"""The unit: its names in time, sign, contacts, departments, stations (clauses 2.1, 2.2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.console import posts
from yizhan.console.forms.units import ContactsForm, DepartmentForm, RenameForm, SignNameForm, StationForm
from yizhan.console.views.page import done, hall_of, unit_of
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Unit
from yizhan.orgs.states import UnitKind
from yizhan.ui.responses import ask_again

TEMPLATE = "console/unit.html"


@for_posts(*posts.LOOKS)
@require_GET
def unit(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """What the unit is called, where it stands, how it is reached."""
    return render(request, TEMPLATE, _shown(request, unit_of(request, unit_id)))


@for_posts(*posts.ARRANGES)
@require_POST
def put_sign_name(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Say what stands at the door; a departure from the guideline is a warning (clause 2.2)."""
    hall, form = hall_of(request, unit_id), SignNameForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, hall, sign_form=form))
    actions.put_sign_name(hall, by=request.actor, at=timezone.now(), **form.cleaned_data)
    warnings = selectors.name_warnings(hall)
    return done(request, "unit", hall.pk, said="挂牌名称已更新。", warnings=warnings)


@for_posts(*posts.RUNS_THE_PROGRAM)
@require_POST
def rename(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Give the unit another name from a day on (clause 2.2)."""
    found, form = unit_of(request, unit_id), RenameForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, found, rename_form=form))
    actions.rename(found, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "unit", found.pk, said="单位名称已更新，原名称保留在记录里。")


@for_posts(*posts.ARRANGES)
@require_POST
def change_contacts(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Change address and phones."""
    found, form = unit_of(request, unit_id), ContactsForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, found, contacts_form=form))
    actions.change_contacts(found, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, "unit", found.pk, said="地址和电话已更新，标识和网页随即显示新的内容。")


@for_posts(*posts.ARRANGES)
@require_POST
def found_department(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Register a department of the town whose hall this is, or of the unit itself (clause 2.1)."""
    found, form = unit_of(request, unit_id), DepartmentForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, found, department_form=form))
    actions.found_department(
        _department_home(found), by=request.actor, at=timezone.now(), **form.cleaned_data
    )
    return done(request, "unit", found.pk, said=f"部门“{form.cleaned_data['name']}”已登记。")


@for_posts(*posts.RUNS_THE_PROGRAM)
@require_POST
def establish_station(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Give a community or village of the town its station (clauses 2.1, 2.2)."""
    centre = hall_of(request, unit_id)
    form = StationForm(request.POST, communities=selectors.communities_without_station(centre))
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, centre, station_form=form))
    station = actions.establish_station(form.cleaned_data["community"], by=request.actor, at=timezone.now())
    return done(
        request, "unit", station.pk, said=f"已建立“{station.name}”。接下来请设置开放时间、窗口和人员。"
    )


def _shown(request: ActingRequest, found: Unit, **bound: Form) -> dict[str, Any]:
    """The page, with forms that are shown again in place of the fresh ones."""
    today = timezone.localdate()
    current = selectors.name_on(found.pk, today)
    sign_name = current.sign_name if current else ""
    names = {"name": found.name, "short_name": found.short_name, "on": today}
    contacts = {name: getattr(found, name) for name in ("address", "phone", "complaint_phone", "name_en")}
    shown: dict[str, Any] = {
        "unit": found,
        "place": selectors.place_of(found),
        "sign_name": selectors.shown_name(found.pk),
        "warnings": selectors.name_warnings(found),
        "names": selectors.names_of(found),
        "places": selectors.places_of(found),
        "below": selectors.managed_by(found),
        "departments": selectors.departments_near(found),
        "sign_form": SignNameForm(initial={"sign_name": sign_name, "on": today}),
        "rename_form": RenameForm(initial=names),
        "contacts_form": ContactsForm(initial=contacts),
        "department_form": DepartmentForm() if _may_found_department(request, found) else None,
    }
    if found.kind == UnitKind.CENTRE and request.actor.holds(*posts.RUNS_THE_PROGRAM):
        communities = selectors.communities_without_station(found)
        shown["station_form"] = StationForm(communities=communities) if communities.exists() else None
    return shown | {"may_arrange": request.actor.holds(*posts.ARRANGES)} | _may(request) | bound


def _department_home(found: Unit) -> Unit:
    """Where a department registered on this page belongs: to the hall's town, else to the unit itself."""
    return (selectors.place_of(found).parent if found.is_hall else None) or found


def _may_found_department(request: ActingRequest, found: Unit) -> bool:
    """Whether the act reaches so far: the people of a community do not reach its station, the town does."""
    home = _department_home(found)
    responsible = selectors.hall_of(home) or home
    return selectors.units_visible_to(request.actor).filter(pk=responsible.pk).exists()


def _may(request: ActingRequest) -> dict[str, bool]:
    return {"may_rename": request.actor.holds(*posts.RUNS_THE_PROGRAM)}
