"""First statements of acts: whose hall, an open day, a window in service."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours
from yizhan.queueing.models import Pause, Ticket, TicketSeries, WindowCategory, WindowSession
from yizhan.queueing.refusals import (
    DayAlreadyClosed,
    FinishCurrentFirst,
    NotAtThisWindow,
    NotForThisWindow,
    NoTicketHere,
    WindowClosed,
    WindowPaused,
)
from yizhan.queueing.states import AT_A_WINDOW
from yizhan.rows.prepared import Change, Reading, given


def in_own_hall(by: Actor, unit_id: UUID) -> None:
    """Everybody acts in his own hall only; the program itself acts in all of them."""
    if by.kind != ActorKind.SYSTEM and by.unit_id != unit_id:
        raise NotYours(owner="本厅的同事")


def at_own_window(session: WindowSession, by: Actor) -> None:
    """Take the turn of this window's next act: the session is open, and it is the actor's own.

    The conditional UPDATE is the guard against signing out, and against the same person's second click.
    """
    if str(session.user_id) != by.id:
        raise NotAtThisWindow
    if _take_turn(session=session) != 1:
        raise WindowClosed


def may_call(session: WindowSession) -> None:
    """A paused window does not call."""
    if _open_pause(session=session):
        raise WindowPaused


def nobody_at(session: WindowSession) -> None:
    """The window is free for the next number."""
    if _at_the_window(session=session):
        raise FinishCurrentFirst


def here(ticket: Ticket, session: WindowSession) -> None:
    """The ticket is at this window now."""
    if ticket.session_id != session.pk or ticket.state not in AT_A_WINDOW:
        ticket.refresh_from_db()
        raise NoTicketHere(ticket=ticket)


def callable_from(ticket: Ticket, session: WindowSession) -> None:
    """The window may take this ticket: its category, and nobody else has it reserved (4.2)."""
    if ticket.reserved_for_id and ticket.reserved_for_id != session.window_id:
        raise NotForThisWindow(ticket=ticket, where=f"它指定到{ticket.reserved_for}。")
    allowed = categories_of(session.window_id)
    if allowed and ticket.category_id not in allowed and ticket.reserved_for_id != session.window_id:
        raise NotForThisWindow(ticket=ticket, where=f"它等的是“{ticket.category.name}”。")


def categories_of(window_id: UUID) -> set[UUID]:
    """The categories to which a window is restricted; empty for a comprehensive window."""
    return {category_id for (category_id,) in _restrictions(window=window_id)}


def day_goes_on(ticket: Ticket) -> int:
    """Hold the ticket's category series open until the commit; returns its calls so far.

    Whoever puts a ticket back into the queue passes here, so that nothing slips in behind the closing.
    """
    series = TicketSeries.objects.filter(day_id=ticket.day_id, category_id=ticket.category_id)
    if series.filter(is_closed=False).update(calls=F("calls")) != 1:
        raise DayAlreadyClosed
    return series.values_list("calls", flat=True)[0]


def elapsed(since: datetime | None, at: datetime) -> float:
    """Seconds since an instant; 0 when it has not come."""
    return (at - since).total_seconds() if since else 0.0


_take_turn = Change(
    lambda: WindowSession.objects.filter(pk=given(WindowSession, "id", "session"), ended_at=None),
    lambda: {"acts": F("acts") + 1},
)
_open_pause = Reading(
    lambda: Pause.objects.filter(session=given(Pause, "session"), ended_at=None).values_list("pk")
)
_at_the_window = Reading(
    lambda: Ticket.objects.filter(session=given(Ticket, "session"), state__in=AT_A_WINDOW).values_list("pk")
)
_restrictions = Reading(
    lambda: WindowCategory.objects.filter(window=given(WindowCategory, "window")).values_list("category_id")
)
