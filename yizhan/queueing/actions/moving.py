"""A number leaves the window without being finished: suspended, taken up again, transferred."""

from __future__ import annotations

from datetime import datetime

from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import Window
from yizhan.queueing.guards import at_own_window, callable_from, day_goes_on, here, in_own_hall, nobody_at
from yizhan.queueing.models import Category, Ticket, WindowSession
from yizhan.queueing.refusals import NobodyThere, NotForThisWindow, TransferNeedsTarget
from yizhan.queueing.states import RESUME, SUSPEND, TAKE_BACK, TRANSFER, SuspendKind
from yizhan.rows.lifecycle import advance


@act("ticket.suspended")
def suspend(
    ticket: Ticket,
    session: WindowSession,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    request_key: str = "",
) -> Ticket:
    """Set a number aside (挂起) in one of three kinds; with papers kept here, only this window goes on."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    here(ticket, session)
    known = SuspendKind(kind) if kind in SuspendKind.values else SuspendKind.WITHOUT_PAPERS
    reserved = None if known == SuspendKind.WITHOUT_PAPERS else session.window
    remark = clean_line(note, longest=60)
    advance(ticket, SUSPEND, window=None, suspend_kind=known, suspend_note=remark, reserved_for=reserved)
    record(ticket, by=by, at=at, unit_id=ticket.unit_id, kind=known.value)
    return ticket


@act("ticket.resumed")
def resume(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Go on with a suspended number: without papers at any window that serves it, with papers at its own."""
    answer_repeated(session.unit_id)
    in_own_hall(by, ticket.unit_id)
    at_own_window(session, by)
    callable_from(ticket, session)
    nobody_at(session)
    advance(
        ticket,
        RESUME,
        window_id=session.window_id,
        session=session,
        suspend_kind="",
        suspend_note="",
        reserved_for=None,
        started_at=ticket.started_at or at,
    )
    record(ticket, by=by, at=at, unit_id=ticket.unit_id)
    return ticket


@act("ticket.transferred")
def transfer(
    ticket: Ticket,
    session: WindowSession,
    *,
    by: Actor,
    at: datetime,
    category: Category | None = None,
    window: Window | None = None,
    request_key: str = "",
) -> Ticket:
    """Send a number on, keeping its number and its arrival: to another category, or to one named window."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    here(ticket, session)
    if category is None and window is None:
        raise TransferNeedsTarget
    if window is not None and not WindowSession.objects.filter(window=window, ended_at=None).exists():
        raise NobodyThere(window=window)
    for target in (category, window):
        if target is not None and target.unit_id != ticket.unit_id:
            raise TransferNeedsTarget
    new_category = category or ticket.category
    advance(
        ticket,
        TRANSFER,
        window=None,
        category=new_category,
        reserved_for=window,
        calls=0,
        return_after_calls=None,
    )
    day_goes_on(ticket)
    record(
        ticket,
        by=by,
        at=at,
        unit_id=ticket.unit_id,
        category_id=str(new_category.pk),
        window_id=str(window.pk) if window else "",
    )
    return ticket


@act("ticket.taken_back")
def take_back(
    ticket: Ticket, session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> Ticket:
    """Undo one's own transfer while nobody has called the number yet."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    if ticket.session_id != session.pk:
        raise NotForThisWindow(ticket=ticket, where="只有转出它的窗口可以撤回。")
    nobody_at(session)
    advance(
        ticket,
        TAKE_BACK,
        only_if={"session": session},
        window_id=session.window_id,
        reserved_for=None,
        started_at=ticket.started_at or at,
    )
    record(ticket, by=by, at=at, unit_id=ticket.unit_id)
    return ticket
