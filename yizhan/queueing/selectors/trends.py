"""How the day went hour by hour: numbers issued, windows in service, numbers served."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils.timezone import localtime, make_aware

from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.states import TicketState


@dataclass(frozen=True, slots=True)
class HourOfDay:
    """One hour: issued and served in it, and how many windows were in service at its end."""

    hour: int
    issued: int
    served: int
    windows: int


def hours_so_far(unit_id: UUID, at: datetime) -> list[HourOfDay]:
    """Every hour of the day of `at` from the first number on, up to `at`."""
    moment = localtime(at)
    rows = Ticket.objects.filter(unit_id=unit_id, day__date=moment.date())
    issued: Counter[int] = Counter()
    served: Counter[int] = Counter()
    for issued_at, ended_at, state in rows.values_list("issued_at", "ended_at", "state"):
        issued[localtime(issued_at).hour] += 1
        if state == TicketState.SERVED and ended_at:
            served[localtime(ended_at).hour] += 1
    if not issued:
        return []
    midnight = make_aware(datetime.combine(moment.date(), time()))
    sessions = WindowSession.objects.filter(unit_id=unit_id, started_at__gte=midnight)
    spans = list(sessions.values_list("started_at", "ended_at"))
    return [
        HourOfDay(hour, issued[hour], served[hour], _in_service(spans, midnight, hour, at))
        for hour in range(min(issued), moment.hour + 1)
    ]


def _in_service(
    spans: list[tuple[datetime, datetime | None]], midnight: datetime, hour: int, at: datetime
) -> int:
    end = min(midnight + timedelta(hours=hour + 1), at)
    return sum(begun < end and (ended is None or ended >= end) for begun, ended in spans)
