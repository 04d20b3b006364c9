"""What on the floor may need somebody now: the longest wait, pauses, kept papers, open questions, quotas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min

from yizhan.devices.models import PrintJob
from yizhan.devices.states import JobState
from yizhan.queueing.models import Consultation, Pause, Ticket, TicketSeries, WindowSession
from yizhan.queueing.states import SuspendKind, TicketState


@dataclass(frozen=True, slots=True)
class Since:
    """Something that lasts since an instant: what, where or why, since when."""

    what: str
    why: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Quota:
    """A category with a daily limit, and how many numbers it has issued today."""

    category: str
    issued: int
    limit: int


def waiting_longest(unit_id: UUID, on: date) -> Since | None:
    """The number that has waited longest, with its category."""
    waiting = Ticket.objects.filter(unit_id=unit_id, day__date=on, state=TicketState.WAITING)
    ticket = waiting.select_related("category").order_by("queued_at").first()
    return Since(str(ticket), ticket.category.name, ticket.queued_at) if ticket else None


def pauses_now(unit_id: UUID) -> Sequence[Since]:
    """The paused windows, longest first."""
    rows = Pause.objects.filter(session__unit_id=unit_id, session__ended_at=None, ended_at=None)
    found = rows.select_related("session__window").order_by("started_at")
    return [Since(str(row.session.window), row.get_reason_display(), row.started_at) for row in found]


def windows_calling(unit_id: UUID) -> int:
    """How many windows call now: in service and not paused."""
    paused = Pause.objects.filter(ended_at=None).values("session_id")
    return WindowSession.objects.filter(unit_id=unit_id, ended_at=None).exclude(pk__in=paused).count()


def papers_kept(unit_id: UUID, on: date) -> Sequence[Since]:
    """Suspended numbers whose papers lie at a window, longest first."""
    rows = Ticket.objects.filter(
        unit_id=unit_id, day__date=on, state=TicketState.SUSPENDED, suspend_kind=SuspendKind.WITH_PAPERS
    )
    found = rows.select_related("reserved_for").order_by("called_at")
    return [Since(str(row), str(row.reserved_for or ""), row.called_at or row.queued_at) for row in found]


def unanswered(unit_id: UUID) -> tuple[int, datetime | None]:
    """How many questions wait for an answer, and since when the oldest one."""
    found = Consultation.objects.filter(unit_id=unit_id, answered_at=None)
    counted = found.aggregate(count=Count("pk"), oldest=Min("asked_at"))
    return counted["count"], counted["oldest"]


def quotas(unit_id: UUID, on: date) -> Sequence[Quota]:
    """The categories with a daily limit, as far as it is used."""
    rows = TicketSeries.objects.filter(
        day__unit_id=unit_id, day__date=on, category__daily_quota__isnull=False
    ).values_list("category__name", "last_number", "category__daily_quota")
    return [Quota(name, issued, limit or 0) for name, issued, limit in rows.order_by("category__order")]


def slips_not_printed(unit_id: UUID, since: datetime) -> int:
    """How many slips have not come out of the hall's printers since the instant."""
    return PrintJob.objects.filter(
        printer__unit_id=unit_id, state=JobState.FAILED, queued_at__gte=since
    ).count()
