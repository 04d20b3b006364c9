"""A number leaves the window unfinished and is taken up again."""

from __future__ import annotations

import pytest

from yizhan.lib.refusal import StaleState
from yizhan.queueing.actions import calling, moving, setting_up
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.refusals import (
    FinishCurrentFirst,
    NobodyThere,
    NobodyWaiting,
    NotForThisWindow,
    TransferNeedsTarget,
)
from yizhan.queueing.states import SuspendKind, TicketState
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_window(floor: Floor) -> tuple[Ticket, WindowSession, WindowSession]:
    """A001 is called at window 1; window 2 is served too."""
    floor.issue(9, 1)
    first, second = floor.serve(floor.cast.clerk, 0), floor.serve(floor.cast.clerk2, 1)
    return floor.call(first, floor.cast.clerk, 9, 5), first, second


def test_without_papers_any_window_goes_on(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, second = at_window
    moving.suspend(
        ticket,
        first,
        SuspendKind.WITHOUT_PAPERS,
        by=floor.cast.clerk.actor,
        at=floor.at(9, 8),
        note="回家取户口本",
    )
    assert (ticket.state, ticket.window, ticket.reserved_for) == (TicketState.SUSPENDED, None, None)
    moving.resume(ticket, second, by=floor.cast.clerk2.actor, at=floor.at(10, 0))
    assert (ticket.state, ticket.window, ticket.suspend_kind) == (TicketState.SERVING, second.window, "")


def test_with_papers_only_the_window_that_keeps_them_goes_on(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, second = at_window
    moving.suspend(ticket, first, SuspendKind.WITH_PAPERS, by=floor.cast.clerk.actor, at=floor.at(9, 8))
    with pytest.raises(NotForThisWindow) as refused:
        moving.resume(ticket, second, by=floor.cast.clerk2.actor, at=floor.at(10, 0))
    assert "1号窗口" in refused.value.text
    moving.resume(ticket, first, by=floor.cast.clerk.actor, at=floor.at(10, 0))
    assert ticket.state == TicketState.SERVING


def test_who_waits_for_a_result_is_called_again_by_that_window(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, second = at_window
    moving.suspend(ticket, first, SuspendKind.WAITING_FOR, by=floor.cast.clerk.actor, at=floor.at(9, 8))
    with pytest.raises(NotForThisWindow):
        calling.call_chosen(ticket, second, by=floor.cast.clerk2.actor, at=floor.at(9, 20))
    calling.call_chosen(ticket, first, by=floor.cast.clerk.actor, at=floor.at(9, 20))
    assert (ticket.state, ticket.calls) == (TicketState.CALLED, 1)


def test_who_went_for_papers_is_not_called_but_taken_up(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, _ = at_window
    moving.suspend(ticket, first, SuspendKind.WITHOUT_PAPERS, by=floor.cast.clerk.actor, at=floor.at(9, 8))
    with pytest.raises(NotForThisWindow):
        calling.call_chosen(ticket, first, by=floor.cast.clerk.actor, at=floor.at(9, 20))


def test_a_window_with_a_number_does_not_take_up_another(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, _ = at_window
    clerk = floor.cast.clerk
    moving.suspend(ticket, first, SuspendKind.WITH_PAPERS, by=clerk.actor, at=floor.at(9, 8))
    floor.issue(9, 9)
    floor.call(first, clerk, 9, 10)
    with pytest.raises(FinishCurrentFirst):
        moving.resume(ticket, first, by=clerk.actor, at=floor.at(9, 12))


def test_a_suspended_number_is_not_called_next(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, _ = at_window
    clerk = floor.cast.clerk
    moving.suspend(ticket, first, SuspendKind.WITHOUT_PAPERS, by=clerk.actor, at=floor.at(9, 8))
    with pytest.raises(NobodyWaiting):
        floor.call(first, clerk, 9, 10)


def test_a_transfer_keeps_the_number_and_the_arrival(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, second = at_window
    floor.issue(9, 3, category=floor.civil)
    moving.transfer(ticket, first, by=floor.cast.clerk.actor, at=floor.at(9, 8), category=floor.civil)
    assert (ticket.label, ticket.queued_at, ticket.category) == ("A001", floor.at(9, 1), floor.civil)
    setting_up.restrict_window(second.window, [floor.civil], by=floor.cast.director.actor, at=floor.at(9, 9))
    assert floor.call(second, floor.cast.clerk2, 9, 10) == ticket


def test_a_directed_transfer_waits_for_that_window_alone(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, second = at_window
    clerk, clerk2 = floor.cast.clerk, floor.cast.clerk2
    earlier = floor.issue(9, 2)
    moving.transfer(ticket, first, by=clerk.actor, at=floor.at(9, 8), window=second.window)
    assert floor.call(first, clerk, 9, 9) == earlier
    assert floor.call(second, clerk2, 9, 10) == ticket


@pytest.mark.parametrize("passed", [False, True])
def test_a_directed_number_stays_directed_when_it_is_put_back_or_passed(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession], passed: bool
) -> None:
    ticket, first, second = at_window
    clerk2 = floor.cast.clerk2
    moving.transfer(ticket, first, by=floor.cast.clerk.actor, at=floor.at(9, 8), window=second.window)
    if passed:
        floor.pass_over(second, clerk2, 9, 10)
        ticket.refresh_from_db()
        calling.return_to_queue(ticket, by=clerk2.actor, at=floor.at(9, 20))
    else:
        floor.call(second, clerk2, 9, 10)
        ticket.refresh_from_db()
        calling.put_back(ticket, second, by=clerk2.actor, at=floor.at(9, 20))
    assert ticket.reserved_for == second.window


def test_a_transfer_needs_a_target_where_somebody_sits(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, _ = at_window
    by = floor.cast.clerk.actor
    with pytest.raises(TransferNeedsTarget):
        moving.transfer(ticket, first, by=by, at=floor.at(9, 8))
    with pytest.raises(NobodyThere):
        moving.transfer(ticket, first, by=by, at=floor.at(9, 8), window=floor.cast.windows[2])


def test_a_transfer_is_taken_back_until_somebody_calls(
    floor: Floor, at_window: tuple[Ticket, WindowSession, WindowSession]
) -> None:
    ticket, first, second = at_window
    by = floor.cast.clerk.actor
    moving.transfer(ticket, first, by=by, at=floor.at(9, 8), category=floor.civil)
    moving.take_back(ticket, first, by=by, at=floor.at(9, 9))
    assert (ticket.state, ticket.window) == (TicketState.SERVING, first.window)
    moving.transfer(ticket, first, by=by, at=floor.at(9, 10), category=floor.civil)
    mine = Ticket.objects.get(pk=ticket.pk)
    floor.call(second, floor.cast.clerk2, 9, 11)
    with pytest.raises(StaleState):
        moving.take_back(mine, first, by=by, at=floor.at(9, 12))
