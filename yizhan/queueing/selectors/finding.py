"""Finding a ticket of the day: by its number as people say it, or by going through the day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from yizhan.devices.models import PrintJob
from yizhan.lib.actor import Actor
from yizhan.queueing.models import Ticket
from yizhan.queueing.selectors.gate import tickets_visible_to
from yizhan.queueing.states import ENDED

NEWEST = 30


def numbered(actor: Actor, on: date, number: str) -> QuerySet[Ticket]:
    """The day's tickets with this number: A012 is one ticket, 012 may be one of every category."""
    return tickets_visible_to(actor).filter(day__date=on, label__endswith=number).order_by("label")


def open_on(actor: Actor, on: date) -> QuerySet[Ticket]:
    """The day's open tickets, by arrival."""
    return tickets_visible_to(actor).filter(day__date=on).exclude(state__in=ENDED).order_by("queued_at")


def ended_on(actor: Actor, on: date) -> QuerySet[Ticket]:
    """The day's tickets that ended last, newest first."""
    return tickets_visible_to(actor).filter(day__date=on, state__in=ENDED).order_by("-ended_at")[:NEWEST]


def last_print(ticket: Ticket) -> PrintJob | None:
    """The ticket's newest slip, to see whether it came out."""
    return PrintJob.objects.filter(subject_id=ticket.pk).select_related("printer").order_by("-copy").first()


def next_copy(ticket_id: UUID) -> int:
    """The number of the next copy of a slip; a reprint is never 0, so that it is marked 补打."""
    highest = PrintJob.objects.filter(subject_id=ticket_id).aggregate(highest=Max("copy"))["highest"]
    return (highest or 0) + 1
