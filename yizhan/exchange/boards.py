"""The boards as values: what hangs in the hall and at a window, for programs that draw their own boards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from yizhan.catalog.selectors import HallItem, open_items, settled_in_units
from yizhan.journal.selectors import position_of
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit, Window
from yizhan.orgs.selectors import hours_in_words, is_open, next_opening, policy_of, windows_visible_to
from yizhan.queueing.selectors import boards, desk
from yizhan.queueing.selectors.gate import day_of
from yizhan.queueing.selectors.issuing import issuing_now
from yizhan.queueing.states import DayState, TicketState

MOST_CALLS = 24


def hall_board(hall: Unit, at: datetime) -> dict[str, Any]:
    """The hall's board (5.3). The position is read first, so that what happens meanwhile is sent again."""
    position, on = position_of(hall.pk), localtime(at).date()
    return {
        "hall": hall.name,
        "position": position,
        "calls": boards.last_calls(hall.pk, on, limit=MOST_CALLS),
        "passed": boards.passed_labels(hall.pk, on),
        "loads": boards.loads(hall.pk, on),
        "windows": [one.session.window for one in boards.windows_now(hall.pk)],
        "issuing": issuing_now(hall.pk, at).state,
        "settled_in": settled_in_units(hall),
        "items": [_item(one) for one in open_items(hall)],
        "hours": hours_in_words(hall.pk, on),
        "notice": policy_of(hall.pk).notice,
        "phone": hall.phone,
        "complaint_phone": hall.complaint_phone,
    }


def hall_now(hall: Unit, at: datetime) -> dict[str, Any]:
    """What the street may know of the hall. While no business day is open, no figure is made up."""
    on = localtime(at).date()
    day = day_of(hall.pk, on)
    is_working = day is not None and day.state == DayState.OPEN
    calling = sum(not one.pause_reason for one in boards.windows_now(hall.pk)) if is_working else None
    return {
        "hall": hall,
        "is_open": is_open(hall.pk, at),
        "open_windows": calling,
        "waiting": sum(load.waiting for load in boards.loads(hall.pk, on)) if is_working else None,
        "opens_next": next_opening(hall.pk, at),
        "hours": hours_in_words(hall.pk, on),
    }


def window_board(window: Window, hall: Unit) -> dict[str, Any]:
    """A window's board (5.3). Without a clerk it is closed."""
    now = next((one for one in boards.windows_now(hall.pk) if one.session.window_id == window.pk), None)
    ticket = desk.current(now.session) if now else None
    return {
        "window": window,
        "name": window.name,
        "department": window.department.name if window.department else "",
        "phone": window.phone,
        "state": _state(now, ticket),
        "pause_reason": now.pause_reason if now else "",
        "clerk_id": now.session.user_id if now else None,
        "clerk": now.session.user.name if now else "",
        "label": ticket.label if ticket else "",
        "items": [_item(one) for one in open_items(hall) if one.is_in_the_hall],
    }


def window_shown(actor: Actor, place_id: Any, number: int | None) -> Window | None:
    """The window where the device stands; staff name one of their hall by its number, else see the first."""
    windows = windows_visible_to(actor).select_related("department", "zone")
    if place_id is not None:
        return windows.filter(pk=place_id).first()
    return (windows.filter(number=number) if number is not None else windows).first()


def _item(item: HallItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.short_name,
        "statutory": item.statutory_text,
        "promised": item.promised_text,
        "fee": item.fee_text,
    }


def _state(now: boards.WindowNow | None, ticket: Any) -> str:
    if now is None:
        return "closed"
    if ticket is not None:
        return "calling" if ticket.state == TicketState.CALLED else "serving"
    return "paused" if now.pause_reason else "free"
