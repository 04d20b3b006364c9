"""The director's today: five figures, what needs action first, and that every number is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.rules import needs_action, sparkline, wait_chart
from yizhan.desk.selectors import facts_of
from yizhan.feedback.selectors import bad_per_day, bad_today
from yizhan.live.tickets import Audience, stream_for
from yizhan.orgs.selectors import own_unit, windows_visible_to
from yizhan.queueing.selectors.gate import categories_visible_to, day_of
from yizhan.queueing.selectors.today import Sums, today
from yizhan.queueing.selectors.trends import hours_so_far
from yizhan.queueing.states import Channel


@for_posts(*posts.LOOKS_AT_TODAY)
@require_GET
def today_page(request: ActingRequest) -> HttpResponse:
    """The whole page."""
    hall = own_unit(request.actor)
    stream = stream_for(hall.pk, Audience.STAFF)  # before the reads: what happens meanwhile is sent again
    return render(request, "desk/today.html", _figures(request) | {"stream": stream})


@for_posts(*posts.LOOKS_AT_TODAY)
@require_GET
def figures(request: ActingRequest) -> HttpResponse:
    """The figures again, after something changed in the hall."""
    return render(request, "desk/today.html#figures", _figures(request))


def _figures(request: ActingRequest) -> dict[str, Any]:
    hall, at = own_unit(request.actor), timezone.now()
    now = today(hall.pk, at)
    bad = bad_today(hall.pk, timezone.localdate(at))
    hours = hours_so_far(hall.pk, at)
    trends: dict[str, Sequence[float]] = {
        "issued": [one.issued for one in hours],
        "windows": [one.windows for one in hours],
        "waits": [one.real_median for one in now.hours if one.real_median is not None],
        "served": [one.served for one in hours],
        "bad": bad_per_day(hall.pk, timezone.localdate(at)),
    }
    facts = facts_of(request.actor, hall.pk, at, waiting=now.sums.waiting, bad_ratings=len(bad))
    return {
        "hall": hall,
        "at": at,
        "day": day_of(hall.pk, timezone.localdate(at)),
        "today": now,
        "bad": bad,
        "facts": facts,
        "needs": needs_action(facts),
        "chart": wait_chart([(one.hour, one.planned_median, one.real_median) for one in now.hours]),
        "trends": {name: sparkline(values) for name, values in trends.items()},
        "by_category": _in_order(request, now.by_category),
        "by_channel": [(_channel(key), sums) for key, sums in now.by_channel],
        "windows": windows_visible_to(request.actor).filter(is_in_use=True).count(),
        "paused": len(facts.pauses),
    }


def _in_order(request: ActingRequest, rows: Sequence[tuple[str, Sums]]) -> list[tuple[str, Sums]]:
    """The categories in the order of the kiosk."""
    order = list(categories_visible_to(request.actor).values_list("name", flat=True))
    return sorted(rows, key=lambda row: order.index(row[0]) if row[0] in order else len(order))


def _channel(key: str) -> str:
    return str(dict(Channel.choices).get(key, key))
