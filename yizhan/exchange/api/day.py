"""The business day: whether the hall is open; opening, closing, opening again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, reads
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.floor import DayNowOut, DayOut
from yizhan.orgs.selectors import last_ticket_at, opening_stretches, own_unit
from yizhan.queueing.actions import days
from yizhan.queueing.models import BusinessDay
from yizhan.queueing.selectors.days import days_visible_to, ending_of, left_open
from yizhan.queueing.selectors.gate import day_of
from yizhan.queueing.selectors.today import sums_of

router = Router(tags=["营业日"])


@router.get("/day", response=DayNowOut, **reads("今天是否营业"))
@allowed(*posts.OPENS_THE_DAY)
def day(request: CallerRequest) -> dict[str, Any]:
    """Whether the hall is open, and what opening or closing would do."""
    hall, today = own_unit(request.actor), timezone.localdate()
    current, left = day_of(hall.pk, today), left_open(request.actor, today)
    about = left or current
    return {
        "today": today,
        "day": current,
        "left_open": left,
        "ending": ending_of(about) if about else None,
        "sums": sums_of(hall.pk, today),
        "hours": [{"opens": opens, "closes": closes} for opens, closes in opening_stretches(hall.pk, today)],
        "last_ticket": last_ticket_at(hall.pk, today),
    }


@router.post("/day/open", response={201: DayOut}, **does("day.opened", "开始营业"))
@allowed(*posts.OPENS_THE_DAY)
def open_day(request: CallerRequest, request_key: RequestKey) -> BusinessDay:
    """Begin today: from now on tickets are issued."""
    return days.open_day(
        own_unit(request.actor),
        timezone.localdate(),
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
    )


@router.post("/days/{uuid:day_id}/close", response=DayOut, **does("day.closed", "闭厅"))
@allowed(*posts.OPENS_THE_DAY)
def close_day(request: CallerRequest, day_id: UUID, request_key: RequestKey) -> BusinessDay:
    """End the day; refused while a window still serves somebody."""
    found = find(days_visible_to(request.actor), day_id, "这个营业日")
    return days.close_day(found, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/days/{uuid:day_id}/reopen", response=DayOut, **does("day.reopened", "撤销闭厅"))
@allowed(*posts.OPENS_THE_DAY)
def reopen_day(request: CallerRequest, day_id: UUID, request_key: RequestKey) -> BusinessDay:
    """Open a day again that was closed by mistake."""
    found = find(days_visible_to(request.actor), day_id, "这个营业日")
    return days.reopen_day(found, by=request.actor, at=timezone.now(), request_key=request_key)
