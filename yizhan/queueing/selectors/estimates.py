"""Waiting times told to residents: a range from today's own services, or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from yizhan.queueing.models import BusinessDay, Category, Pause, Ticket, WindowCategory, WindowSession
from yizhan.queueing.rules import expected_wait
from yizhan.queueing.states import TicketState

SAMPLES = 40
"""The newest services that an estimate looks at: enough for quarters, recent enough for this hour."""


def for_a_new_ticket(category: Category, day: BusinessDay, at: datetime) -> tuple[int, int] | None:
    """The range in minutes for whoever takes a ticket of the category now; None when unknown."""
    ahead = Ticket.objects.filter(day=day, category=category, state=TicketState.WAITING).count()
    return expected_wait(ahead, open_windows(category), recent_services(category, at))


def for_ticket(ticket: Ticket, ahead: int, at: datetime) -> tuple[int, int] | None:
    """The range in minutes for a ticket with so many people ahead; None when unknown."""
    return expected_wait(ahead, open_windows(ticket.category), recent_services(ticket.category, at))


def open_windows(category: Category) -> int:
    """How many windows in service may call the category and are not paused."""
    paused = Pause.objects.filter(ended_at=None).values("session_id")
    restricted = WindowCategory.objects.values("window_id")
    serves = Q(window__restrictions__category=category) | ~Q(window__in=restricted)
    return (
        WindowSession.objects.filter(serves, unit_id=category.unit_id, ended_at=None)
        .exclude(pk__in=paused)
        .distinct()
        .count()
    )


def recent_services(category: Category, at: datetime) -> list[timedelta]:
    """How long the newest services of the category took today, from the call to the finish."""
    rows = Ticket.objects.filter(
        unit_id=category.unit_id,
        category=category,
        day__date=localtime(at).date(),
        state=TicketState.SERVED,
        end_reason="",
        called_at__isnull=False,
    ).order_by("-ended_at")
    spans = rows.values_list("called_at", "ended_at")[:SAMPLES]
    return [ended - called for called, ended in spans if ended and called and ended >= called]
