"""The director's today."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from ninja import Router

from yizhan.exchange import posts
from yizhan.exchange.api.asking import reads
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.schemas.today import TodayOut
from yizhan.feedback.selectors import bad_today
from yizhan.orgs.selectors import own_unit
from yizhan.queueing.selectors import attention
from yizhan.queueing.selectors.today import today as figures_of

router = Router(tags=["今天"])


@router.get("/today", response=TodayOut, **reads("今天的数字和要处理的事"))
@allowed(*posts.LOOKS_AT_TODAY)
def today(request: CallerRequest) -> dict[str, Any]:
    """Waiting, served, passed, bad ratings, hourly waits; issued = served + missed + cancelled + open."""
    unit_id, at = own_unit(request.actor).pk, timezone.now()
    on = timezone.localdate(at)
    figures = figures_of(unit_id, at)
    return {
        "date": on,
        "sums": figures.sums,
        "windows_in_service": figures.windows_in_service,
        "longest_wait_minutes": figures.longest_wait_minutes,
        "hours": figures.hours,
        "by_category": [{"key": key, "sums": sums} for key, sums in figures.by_category],
        "by_channel": [{"key": key, "sums": sums} for key, sums in figures.by_channel],
        "bad_ratings": bad_today(unit_id, on),
        "attention": _attention(unit_id, at),
    }


def _attention(unit_id: Any, at: datetime) -> dict[str, Any]:
    on = timezone.localdate(at)
    unanswered, oldest = attention.unanswered(unit_id)
    midnight = timezone.make_aware(datetime.combine(on, time()))
    return {
        "longest": attention.waiting_longest(unit_id, on),
        "pauses": attention.pauses_now(unit_id),
        "papers": attention.papers_kept(unit_id, on),
        "unanswered": unanswered,
        "oldest_question": oldest,
        "quotas": attention.quotas(unit_id, on),
        "slips_not_printed": attention.slips_not_printed(unit_id, midnight),
        "windows_calling": attention.windows_calling(unit_id),
    }
