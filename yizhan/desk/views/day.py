"""Opening and closing the business day."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.views.page import key_of
from yizhan.orgs.selectors import last_ticket_at, opening_stretches, own_unit
from yizhan.queueing.actions import days
from yizhan.queueing.selectors.boards import windows_now
from yizhan.queueing.selectors.days import days_visible_to, ending_of, left_open
from yizhan.queueing.selectors.gate import categories_visible_to, day_of
from yizhan.queueing.selectors.today import sums_of


@for_posts(*posts.OPENS_THE_DAY)
@require_GET
def day(request: ActingRequest) -> HttpResponse:
    """Whether the hall is open; what opening or closing will do."""
    hall, today = own_unit(request.actor), timezone.localdate()
    current = day_of(hall.pk, today)
    left = left_open(request.actor, today)
    shown_day = left or current
    shown = {
        "hall": hall,
        "today": today,
        "day": current,
        "left_open": left,
        "ending": ending_of(shown_day) if shown_day else None,
        "sums": sums_of(hall.pk, today),
        "windows": windows_now(hall.pk),
        "stretches": opening_stretches(hall.pk, today),
        "last_ticket": last_ticket_at(hall.pk, today),
        "has_categories": categories_visible_to(request.actor).exists(),
    }
    return render(request, "desk/day.html", shown)


@for_posts(*posts.OPENS_THE_DAY)
@require_POST
def open_day(request: ActingRequest) -> HttpResponse:
    """Begin today."""
    hall = own_unit(request.actor)
    days.open_day(
        hall, timezone.localdate(), by=request.actor, at=timezone.now(), request_key=key_of(request)
    )
    messages.success(request, "今天开始营业，可以取号了。")
    return redirect("desk:day")


@for_posts(*posts.OPENS_THE_DAY)
@require_POST
def close_day(request: ActingRequest, pk: UUID) -> HttpResponse:
    """End the day; refused while a window still serves somebody."""
    ended = get_object_or_404(days_visible_to(request.actor), pk=pk)
    days.close_day(ended, by=request.actor, at=timezone.now(), request_key=key_of(request))
    messages.success(request, f"{ended}已闭厅，所有窗口已签退。")
    return redirect("desk:day")


@for_posts(*posts.OPENS_THE_DAY)
@require_POST
def reopen_day(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Open today again, closed by mistake."""
    again = get_object_or_404(days_visible_to(request.actor), pk=pk)
    days.reopen_day(again, by=request.actor, at=timezone.now(), request_key=key_of(request))
    messages.success(request, "重新营业。已结束的号不会自动恢复，需要的请逐个恢复。")
    return redirect("desk:day")
