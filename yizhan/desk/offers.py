"""Which acts a ticket's sheet offers: only those that the state and the window allow now."""

from __future__ import annotations

from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.states import AT_A_WINDOW, CALL_CHOSEN, CANCEL, OPEN, RESTORE, SuspendKind, TicketState


def offers(ticket: Ticket, *, session: WindowSession | None, is_free: bool) -> frozenset[str]:
    """The names of the acts; the acts themselves still refuse what a stale page offers.

    `session` is the window of the one who looks, `is_free` says that no ticket is there.
    """
    offered = {
        "priority": ticket.state == TicketState.WAITING,
        "return_to_queue": ticket.state == TicketState.PASSED,
        "cancel": ticket.state in CANCEL.sources - AT_A_WINDOW,  # at a window, the window ends it
        "restore": ticket.state in RESTORE.sources,
        "reprint": ticket.state in OPEN,
        "call": is_free and ticket.state in CALL_CHOSEN.sources and _is_callable(ticket, session),
        "resume": is_free and ticket.state == TicketState.SUSPENDED and _is_for(ticket, session),
        "take_back": is_free and ticket.state == TicketState.WAITING and _was_at(ticket, session),
        "reopen": is_free and ticket.state == TicketState.SERVED and _was_at(ticket, session),
    }
    return frozenset(name for name, is_offered in offered.items() if is_offered)


def _is_callable(ticket: Ticket, session: WindowSession | None) -> bool:
    return _is_for(ticket, session) and ticket.suspend_kind != SuspendKind.WITHOUT_PAPERS


def _is_for(ticket: Ticket, session: WindowSession | None) -> bool:
    return session is not None and ticket.reserved_for_id in {None, session.window_id}


def _was_at(ticket: Ticket, session: WindowSession | None) -> bool:
    return session is not None and ticket.session_id == session.pk
