"""What the kiosk shows of printers, slips and matters."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from yizhan.catalog.models import Implementation
from yizhan.catalog.selectors import HallItem, implementations_visible_to, open_items
from yizhan.catalog.states import BusinessLine
from yizhan.devices.models import Device
from yizhan.devices.selectors import devices_visible_to, latest_job_of
from yizhan.devices.states import JobState
from yizhan.lib.actor import Actor, ActorKind
from yizhan.orgs.models import Unit
from yizhan.queueing.models import Category, Ticket

PRINTED_WITHIN = timedelta(seconds=8)
"""A slip that is not out after this is treated as a fault: nobody stands longer before a machine."""

TOGETHER = 2
"""A category of so many lines still shows the sign of its first one; more of them are “all matters”."""


class SlipState(StrEnum):
    """Where the paper is."""

    NO_PRINTER = "no_printer"
    PRINTING = "printing"
    PRINTED = "printed"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The matters of one business line, as the enquiry lists them."""

    line: str
    name: str
    name_en: str
    items: tuple[HallItem, ...]


def printer_of(actor: Actor) -> Device | None:
    """The printer that this kiosk uses; None for a kiosk without one, and for staff who look at the page."""
    if actor.kind != ActorKind.DEVICE:
        return None
    kiosk = devices_visible_to(actor).select_related("printer").filter(pk=actor.id).first()
    printer = kiosk.printer if kiosk else None
    return printer if printer and printer.disabled_at is None else None


def slip_state(ticket: Ticket, at: datetime) -> SlipState:
    """Whether the ticket's slip came out, is on its way, or will not come."""
    job = latest_job_of(ticket.pk)
    if job is None:
        return SlipState.NO_PRINTER
    if job.state == JobState.PRINTED:
        return SlipState.PRINTED
    waits = job.state in {JobState.QUEUED, JobState.SENDING} and at - job.queued_at < PRINTED_WITHIN
    return SlipState.PRINTING if waits else SlipState.FAULT


def matters_of(category: Category, hall: Unit) -> list[HallItem]:
    """The open matters that stand under a category: those of its business lines that are in the hall."""
    lines = {line.business_line for line in category.lines.all()}
    return [item for item in open_items(hall) if item.line in lines and item.is_in_the_hall] if lines else []


def lines_with_matters(hall: Unit) -> set[str]:
    """The business lines of which something can be handed in here."""
    return {item.line for item in open_items(hall) if item.is_in_the_hall}


def matter_of(actor: Actor, item_id: UUID | None) -> Implementation | None:
    """One matter of the actor's own hall."""
    if item_id is None or actor.unit_id is None:
        return None
    return implementations_visible_to(actor).filter(pk=item_id, unit_id=actor.unit_id).first()


def shelves(hall: Unit) -> list[Shelf]:
    """All open matters of the hall by business line, in the order of the monthly form."""
    items = open_items(hall)
    found = []
    for line in BusinessLine.values:
        here = tuple(item for item in items if item.line == line)
        if here:
            found.append(Shelf(line, here[0].line_name, here[0].line_name_en, here))
    return found


def sign_of(lines: Collection[str]) -> str:
    """The sign that stands for a category: that of its line, of the first of two, of all, or of asking."""
    if not lines:
        return "ask"
    return next(line for line in BusinessLine.values if line in lines) if len(lines) <= TOGETHER else "all"
