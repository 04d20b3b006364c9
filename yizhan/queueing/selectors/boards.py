"""What the lobby shows: newest call, last calls, passed numbers, waiting per category, windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q

from yizhan.queueing.models import Call, Category, Pause, Ticket, WindowSession
from yizhan.queueing.states import AT_A_WINDOW, TicketState


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call on the board. `is_current`: the number is still at that window."""

    call_id: UUID
    label: str
    window_number: int
    zone_id: UUID
    at: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CategoryLoad:
    """A category and how many wait for it."""

    category: Category
    waiting: int


@dataclass(frozen=True, slots=True)
class WindowNow:
    """A window in service: who serves, which number, paused why."""

    session: WindowSession
    label: str
    pause_reason: str


def last_calls(unit_id: UUID, on: date, limit: int = 8) -> list[CallLine]:
    """The newest call of each ticket, newest first. A number that was put back is not shown as called."""
    calls = (
        Call.objects.filter(day__unit_id=unit_id, day__date=on)
        .exclude(ticket__state=TicketState.WAITING)
        .select_related("ticket__category", "window")
        .order_by("-at")[: limit * 4]
    )
    lines: dict[UUID, CallLine] = {}
    for call in calls:
        lines.setdefault(
            call.ticket_id,
            CallLine(
                call.pk,
                call.ticket.label,
                call.window.number,
                call.ticket.category.zone_id,
                call.at.isoformat(),
                call.ticket.state in AT_A_WINDOW and call.ticket.window_id == call.window_id,
            ),
        )
    return list(lines.values())[:limit]


def passed_labels(unit_id: UUID, on: date) -> list[str]:
    """The numbers that were passed over and may still come back, newest first."""
    return list(
        Ticket.objects.filter(unit_id=unit_id, day__date=on, state=TicketState.PASSED)
        .order_by("-passed_at")
        .values_list("label", flat=True)
    )


def loads(unit_id: UUID, on: date) -> list[CategoryLoad]:
    """How many wait in each offered category."""
    waiting = Count("tickets", filter=Q(tickets__state=TicketState.WAITING, tickets__day__date=on))
    rows = (
        Category.objects.filter(unit_id=unit_id, is_offered=True)
        .select_related("zone")
        .annotate(waiting=waiting)
        .order_by("order", "prefix")
    )
    return [CategoryLoad(row, row.waiting) for row in rows]


def windows_now(unit_id: UUID) -> Sequence[WindowNow]:
    """The windows in service, by number."""
    sessions = (
        WindowSession.objects.filter(unit_id=unit_id, ended_at=None)
        .select_related("window__zone", "window__department", "user")
        .order_by("window__number")
    )
    labels = dict(
        Ticket.objects.filter(session__in=sessions, state__in=AT_A_WINDOW).values_list("session_id", "label")
    )
    pauses = {
        pause.session_id: pause.get_reason_display()
        for pause in Pause.objects.filter(session__in=sessions, ended_at=None)
    }
    return [WindowNow(one, labels.get(one.pk, ""), pauses.get(one.pk, "")) for one in sessions]


def is_still_called(call_id: UUID) -> bool:
    """Whether the call's number is still called to that window, so that a late board may still speak it."""
    return Call.objects.filter(
        pk=call_id, ticket__state=TicketState.CALLED, ticket__window=F("window")
    ).exists()
