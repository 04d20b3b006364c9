"""The director's today: what waits, what was served, and that every issued number is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db.models import Count, Min
from django.utils.timezone import localtime

from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.states import OPEN, TicketState


@dataclass(frozen=True, slots=True)
class Sums:
    """issued = served + missed + cancelled + open, always."""

    issued: int = 0
    served: int = 0
    missed: int = 0
    cancelled: int = 0
    open: int = 0
    waiting: int = 0
    passed: int = 0

    @property
    def add_up(self) -> bool:
        """Whether every issued number is in exactly one sum."""
        return self.issued == self.served + self.missed + self.cancelled + self.open


@dataclass(slots=True)
class Hour:
    """One hour of arrivals: how many, how long they were told to wait, how long they waited (minutes)."""

    hour: int
    issued: int = 0
    planned: list[float] = field(default_factory=list)
    real: list[float] = field(default_factory=list)

    @property
    def planned_median(self) -> float | None:
        """The median of the middle of the ranges told at issue."""
        return median(self.planned) if self.planned else None

    @property
    def real_median(self) -> float | None:
        """The median of the waits from the issue to the first call."""
        return median(self.real) if self.real else None


@dataclass(frozen=True, slots=True)
class Today:
    """The director's page of one day."""

    sums: Sums
    windows_in_service: int
    longest_wait_minutes: int | None
    hours: Sequence[Hour]
    by_category: Sequence[tuple[str, Sums]]
    by_channel: Sequence[tuple[str, Sums]]


def today(unit_id: UUID, at: datetime) -> Today:
    """The hall's figures of the day of `at`, up to `at`."""
    on = localtime(at).date()
    tickets = Ticket.objects.filter(unit_id=unit_id, day__date=on)
    oldest = tickets.filter(state=TicketState.WAITING).aggregate(oldest=Min("queued_at"))["oldest"]
    return Today(
        sums=sums_of(unit_id, on),
        windows_in_service=WindowSession.objects.filter(unit_id=unit_id, ended_at=None).count(),
        longest_wait_minutes=int((at - oldest).total_seconds() // 60) if oldest else None,
        hours=hours_of(unit_id, on),
        by_category=grouped_sums(unit_id, on, "issued_category__name"),
        by_channel=grouped_sums(unit_id, on, "visit__channel"),
    )


def sums_of(unit_id: UUID, on: date) -> Sums:
    """The sums of one day."""
    rows = Ticket.objects.filter(unit_id=unit_id, day__date=on).values_list("state").annotate(n=Count("pk"))
    return _sums(dict(rows))


def grouped_sums(unit_id: UUID, on: date, by: str) -> list[tuple[str, Sums]]:
    """The sums of one day per category or channel."""
    rows = (
        Ticket.objects.filter(unit_id=unit_id, day__date=on).values_list(by, "state").annotate(n=Count("pk"))
    )
    groups: dict[str, dict[str, int]] = {}
    for key, state, count in rows:
        groups.setdefault(key, {})[state] = count
    return [(key, _sums(counts)) for key, counts in sorted(groups.items())]


def hours_of(unit_id: UUID, on: date) -> list[Hour]:
    """Planned and real waits per hour of arrival, in minutes."""
    hours: dict[int, Hour] = {}
    rows = Ticket.objects.filter(unit_id=unit_id, day__date=on).values_list(
        "issued_at", "first_called_at", "expected_low", "expected_high"
    )
    for issued_at, called_at, low, high in rows:
        hour = hours.setdefault(localtime(issued_at).hour, Hour(localtime(issued_at).hour))
        hour.issued += 1
        if low is not None and high is not None:
            hour.planned.append((low + high) / 2)
        if called_at is not None:
            hour.real.append((called_at - issued_at).total_seconds() / 60)
    return [hours[number] for number in sorted(hours)]


def _sums(counts: dict[str, int]) -> Sums:
    return Sums(
        issued=sum(counts.values()),
        served=counts.get(TicketState.SERVED, 0),
        missed=counts.get(TicketState.MISSED, 0),
        cancelled=counts.get(TicketState.CANCELLED, 0),
        open=sum(counts.get(state, 0) for state in OPEN),
        waiting=counts.get(TicketState.WAITING, 0),
        passed=counts.get(TicketState.PASSED, 0),
    )
