"""What the clerk's desk shows: three columns, read anew after every act."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yizhan.accounts.access import ActingRequest
from yizhan.catalog.selectors import guide_of
from yizhan.desk.answers import PRESET_ANSWERS
from yizhan.desk.forms.window import CancelForm, FinishForm, PauseForm, SuspendForm, TransferForm
from yizhan.desk.views.page import kept_typing
from yizhan.live.tickets import Audience, stream_for
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import own_unit, policy_of
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.selectors import desk, gate
from yizhan.queueing.selectors.items import asked_at, doable_items, recorded_for
from yizhan.queueing.selectors.stories import last_undoable
from yizhan.queueing.selectors.turn import turn_of
from yizhan.queueing.states import TicketState
from yizhan.ui.responses import is_fragment, respond

TEMPLATE = "desk/desk.html"


def page(request: ActingRequest, session: WindowSession) -> HttpResponse:
    """The whole desk; only its columns for htmx."""
    stream = stream_for(
        session.unit_id, Audience.STAFF
    )  # before the reads: what happens meanwhile is sent again
    shown = columns(request, session, timezone.now()) | {"stream": stream}
    return render(request, f"{TEMPLATE}#columns" if is_fragment(request) else TEMPLATE, shown)


def answer(request: ActingRequest, session: WindowSession, *, said: str) -> HttpResponse:
    """After an act: the three columns for htmx, the desk's page for a plain form."""
    shown = columns(request, session, timezone.now()) if is_fragment(request) else {}
    return respond(request, f"{TEMPLATE}#columns", shown, then="desk:desk", announce=said)


def columns(request: ActingRequest, session: WindowSession, at: datetime, **bound: Form) -> dict[str, Any]:
    """Everything that stands in the three columns. `bound` are forms shown again with their errors."""
    ticket = desk.current(session)
    shown = lists(request, session, at, ticket)
    shown |= {"cancel_form": CancelForm(), "pause_form": PauseForm(), "bound": bound, **bound}
    if ticket is None:
        undo = last_undoable(session)
        is_told = undo is not None and (undo.state == TicketState.WAITING or _is_recent(undo, at))
        return shown | {"undo": undo if is_told else None}
    return shown | _at_window(request, session, ticket, at, shown["hall"]) | bound


def lists(
    request: ActingRequest, session: WindowSession, at: datetime, ticket: Ticket | None = None
) -> dict[str, Any]:
    """The left column: every open ticket of the hall in exactly one list, the current one excepted."""
    found = desk.lists_for(session, request.actor, at)
    here = ticket or desk.current(session)
    return {
        "session": session,
        "at": at,
        "ticket": here,
        "pause": desk.pause_of(session),
        "queue": found.mine,
        "next": found.mine[0] if found.mine else None,
        "others_waiting": found.others_waiting,
        "elsewhere": [one for one in found.at_windows if one.session_id != session.pk],
        "passed": sorted(found.passed, key=lambda one: one.passed_at or at, reverse=True),
        "suspended": found.suspended,
        "ended": desk.ended_at_window(session),
        "cancelled": desk.cancelled_today(request.actor, at)[:20],
        "hall": own_unit(request.actor),
    }


def _at_window(
    request: ActingRequest, session: WindowSession, ticket: Ticket, at: datetime, hall: Unit
) -> dict[str, Any]:
    since = ticket.started_at if ticket.state == TicketState.SERVING else ticket.called_at
    shown: dict[str, Any] = {
        "elapsed": int((at - (since or at)).total_seconds()),
        "turn": turn_of(ticket, policy_of(session.unit_id), at),
        "waited": int(((ticket.first_called_at or at) - ticket.issued_at) / timedelta(minutes=1)),
        "suspend_form": SuspendForm(kept_typing(request, f"suspend:{ticket.pk}")),
        "transfer_form": transfer_form(request, session, ticket),
        "guide": guide_of(hall, ticket.implementation_id) if ticket.implementation_id else None,
    }
    if ticket.state == TicketState.SERVING:
        shown["finish_form"] = finish_form(request, ticket, kept_typing(request, f"finish:{ticket.pk}"))
        shown["preset_answers"] = PRESET_ANSWERS
        shown["asked"] = asked_at(ticket)
    return shown


def finish_form(request: ActingRequest, ticket: Ticket, submitted: Any = None) -> FinishForm:
    """What was done at this ticket: its own item stands there, or what was recorded before an undo."""
    own = [(ticket.implementation_id, 1)] if ticket.implementation_id else []
    return FinishForm(submitted, items=doable_items(request.actor), preselected=recorded_for(ticket) or own)


def transfer_form(
    request: ActingRequest, session: WindowSession, ticket: Ticket, submitted: Any = None
) -> TransferForm:
    """Where the ticket may go: the other categories, and the other windows in service."""
    categories = [one for one in gate.categories_visible_to(request.actor) if one.pk != ticket.category_id]
    others = [one for one in gate.sessions_visible_to(request.actor) if one.pk != session.pk]
    return TransferForm(submitted, categories=categories, windows=[(one.window, one.user) for one in others])


def _is_recent(ticket: Ticket, at: datetime) -> bool:
    return ticket.ended_at is not None and at - ticket.ended_at <= timedelta(minutes=10)
