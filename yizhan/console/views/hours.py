"""Opening hours, with the check of seven hours, and single days (clause 5.1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.console import posts
from yizhan.console.forms.hours import ExceptionForm, WeekForm, week_typed
from yizhan.console.views.page import done, hall_of
from yizhan.orgs import actions, selectors
from yizhan.orgs.models import Unit
from yizhan.ui.responses import ask_again

TEMPLATE = "console/hours.html"


@for_posts(*posts.LOOKS)
@require_GET
def hours(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """When the hall is open, and whether that is enough."""
    return render(request, TEMPLATE, _shown(request, hall_of(request, unit_id)))


@for_posts(*posts.ARRANGES)
@require_POST
def set_week(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Set the weekly hours from a day on; less than seven hours a day is a warning (clause 5.1)."""
    hall, form = hall_of(request, unit_id), WeekForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, hall, week_form=form))
    start = form.cleaned_data["valid_from"]
    actions.set_opening_hours(hall, form.week, valid_from=start, by=request.actor, at=timezone.now())
    warnings = selectors.hours_warnings(hall.pk, start)
    return done(request, "hours", hall.pk, said=f"开放时间已设置，{start}起生效。", warnings=warnings)


@for_posts(*posts.ARRANGES)
@require_POST
def set_exception(request: ActingRequest, unit_id: UUID) -> HttpResponse:
    """Close a day, or open it at other times."""
    hall, form = hall_of(request, unit_id), ExceptionForm(request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _shown(request, hall, exception_form=form))
    typed = dict(form.cleaned_data)
    day = typed.pop("date")
    actions.set_exception(hall, day, by=request.actor, at=timezone.now(), **typed)
    return done(request, "hours", hall.pk, said=f"{day}的特殊开放时间已登记。")


@for_posts(*posts.ARRANGES)
@require_POST
def withdraw_exception(request: ActingRequest, unit_id: UUID, day: str) -> HttpResponse:
    """Let the usual hours hold again."""
    hall, date = hall_of(request, unit_id), _day(day)
    actions.withdraw_exception(hall, date, by=request.actor, at=timezone.now())
    return done(request, "hours", hall.pk, said=f"{date}恢复平常的开放时间。")


def _day(text: str) -> Any:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _shown(request: ActingRequest, hall: Unit, **bound: Form) -> dict[str, Any]:
    today = timezone.localdate()
    shown = {
        "unit": hall,
        "today": today,
        "lines": selectors.hours_in_words(hall.pk, today),
        "warnings": selectors.hours_warnings(hall.pk, today),
        "changes": [
            (day, selectors.hours_in_words(hall.pk, day))
            for day in selectors.week_changes_after(hall.pk, today)
        ],
        "today_stretches": selectors.opening_stretches(hall.pk, today),
        "last_ticket": selectors.last_ticket_at(hall.pk, today),
        "exceptions": selectors.exceptions_from(hall.pk, today),
        "week_form": WeekForm(initial=week_typed(selectors.week_on(hall.pk, today), today)),
        "exception_form": ExceptionForm(),
        "may_arrange": request.actor.holds(*posts.ARRANGES),
    }
    return shown | bound
