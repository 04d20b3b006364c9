"""The working-day calendar: which years are known, a year at a glance, and entering one from its notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.calendars import actions, selectors
from yizhan.calendars.forms import YearForm
from yizhan.calendars.months import Exceptional, changed_days, months_of
from yizhan.calendars.notice import Notice, as_notice
from yizhan.calendars.posts import KEEPS, LOOKS
from yizhan.calendars.rules import FRIDAY, Calendar
from yizhan.ui.responses import ask_again

FIRST_YEAR, LAST_YEAR = 2000, 2199
ENTER = "calendars/enter.html"


@for_posts(*LOOKS)
@require_GET
def years(request: ActingRequest) -> HttpResponse:
    """The years with their marks, the newest first, and what is to be done next (clause 7.2c)."""
    newest = selectors.newest_official_year()
    context = {
        "years": selectors.years()[::-1],
        "this_year": timezone.localdate().year,
        "next_year": (newest or timezone.localdate().year - 1) + 1,
        "to_adopt": selectors.years_to_adopt(),
        "may_keep": request.actor.holds(*KEEPS),
    }
    return render(request, "calendars/years.html", context)


@for_posts(*LOOKS)
@require_GET
def year(request: ActingRequest, year: int) -> HttpResponse:
    """A year as twelve small months."""
    days = selectors.exceptional_days(_known(year))
    context = {
        "year": year,
        "row": selectors.year_shown(year),
        "months": months_of(year, days),
        "figures": _figures(year, days),
        "may_keep": request.actor.holds(*KEEPS),
    }
    return render(request, "calendars/year.html", context)


@for_posts(*KEEPS)
@require_http_methods(["GET", "POST"])
def enter(request: ActingRequest, year: int) -> HttpResponse:
    """Type the notice; then its days are shown beside what the table says now, and nothing is written."""
    days, row = selectors.exceptional_days(_known(year)), selectors.year_shown(year)
    is_official = row is not None and row.is_official
    context: dict[str, Any] = {"year": year, "row": row, "is_official": is_official}
    if request.method == "GET":
        text = as_notice(*_named(days)) if is_official else ""
        source = row.source if row and is_official else f"国务院办公厅关于{year}年部分节假日安排的通知"
        form = YearForm(year=year, initial={"text": text, "source": source})
        return render(request, ENTER, context | {"form": form})
    form = YearForm(request.POST, year=year)
    if "change" in request.POST or not form.is_valid():
        return _typed_again(request, context | {"form": form})
    return render(request, "calendars/preview.html", context | _preview(form, days))


@for_posts(*KEEPS)
@require_POST
def publish(request: ActingRequest, year: int) -> HttpResponse:
    """Write the year that the preview showed; a second click gets the first result."""
    form = YearForm(request.POST, year=_known(year))
    if not form.is_valid():
        return ask_again(request, ENTER, {"year": year, "form": form})
    notice = form.notice
    actions.publish_year(
        year,
        holidays=set(notice.holidays),
        extra_workdays=set(notice.extra_workdays),
        names=notice.holidays | notice.extra_workdays,
        source=form.cleaned_data["source"],
        seen_version=request.POST.get("seen_version", ""),
        by=request.actor,
        at=timezone.now(),
        request_key=request.POST.get("request_key", ""),
    )
    messages.success(request, f"{year}年的放假安排已录入。还没办结的办件，到期日会按新的日历重算。")
    return redirect("calendars:year", year=year)


@for_posts(*KEEPS)
@require_POST
def adopt(request: ActingRequest) -> HttpResponse:
    """Take over the published years that came with a newer version of the program."""
    newest = actions.load_published_years(by=request.actor, at=timezone.now())
    messages.success(request, f"随程序更新的放假安排已装入，已公布到{newest.year}年。")
    return redirect("calendars:years")


def _known(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _typed_again(request: ActingRequest, context: dict[str, Any]) -> HttpResponse:
    """The form with what was typed: to be changed before the preview is confirmed, or with its errors."""
    form: YearForm = context["form"]
    if form.is_valid():
        return render(request, ENTER, context | {"form": form})
    return ask_again(request, ENTER, context)


def _preview(form: YearForm, before: dict[date, Exceptional]) -> dict[str, Any]:
    days = _exceptional(form.notice)
    return {
        "form": form,
        "months": months_of(form.year, days, before),
        "figures": _figures(form.year, days),
        "changed": changed_days(form.year, days, before),
        "outside": form.notice.outside,
        "seen_version": selectors.calendar_version(),
    }


def _exceptional(notice: Notice) -> dict[date, Exceptional]:
    off = {day: Exceptional(False, name) for day, name in notice.holidays.items() if day.weekday() <= FRIDAY}
    return off | {day: Exceptional(True, name) for day, name in notice.extra_workdays.items()}


def _named(days: dict[date, Exceptional]) -> tuple[list[tuple[date, str]], list[tuple[date, str]]]:
    off = [(day, one.note) for day, one in days.items() if not one.is_workday]
    return off, [(day, one.note) for day, one in days.items() if one.is_workday]


def _figures(year: int, days: dict[date, Exceptional]) -> dict[str, int]:
    off, worked = _named(days)
    calendar = Calendar(frozenset(day for day, _ in off), frozenset(day for day, _ in worked))
    return {"off": len(off), "extra": len(worked), "workdays": calendar.workdays_in(year)}
