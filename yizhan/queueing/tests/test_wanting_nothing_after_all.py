"""Who came to the window and wants nothing after all is told as 群众不办了, never as a consultation."""

from __future__ import annotations

import pytest

from yizhan.catalog import actions as catalog
from yizhan.catalog.models import Implementation
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import NotYours, StaleState
from yizhan.queueing.actions import calling, finishing, issuing, moving
from yizhan.queueing.models import Consultation, ServiceRecord, Ticket, WindowSession
from yizhan.queueing.selectors.queue import in_call_order
from yizhan.queueing.selectors.today import sums_of
from yizhan.queueing.states import EndReason, TicketState
from yizhan.testing.cast import SET_UP, TODAY
from yizhan.testing.floor import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("3.4", "4.2")]


@pytest.fixture
def session(floor: Floor) -> WindowSession:
    return floor.serve(floor.cast.clerk)


@pytest.fixture
def serving(floor: Floor, session: WindowSession) -> Ticket:
    floor.issue(9, 1)
    ticket, by = floor.call(session, floor.cast.clerk, 9, 5), floor.cast.clerk.actor
    return calling.start(ticket, session, by=by, at=floor.at(9, 6))


@pytest.mark.parametrize("reason", ["resident_left", "wrong_ticket", "taken_twice"])
def test_the_windows_own_clerk_ends_it_with_a_listed_reason(
    floor: Floor, serving: Ticket, session: WindowSession, reason: str
) -> None:
    issuing.cancel(serving, reason, by=floor.cast.clerk.actor, at=floor.at(9, 8))
    serving.refresh_from_db()
    assert (serving.state, serving.end_reason, serving.ended_at) == ("cancelled", reason, floor.at(9, 8))
    assert Entry.objects.get(act="ticket.cancelled").facts == {"reason": reason}
    assert not Consultation.objects.exists()
    assert not ServiceRecord.objects.exists()
    floor.issue(9, 9)
    assert floor.call(session, floor.cast.clerk, 9, 10).label == "A002"


def test_another_windows_clerk_may_not_but_guide_desk_and_director_may(floor: Floor, serving: Ticket) -> None:
    cast = floor.cast
    floor.serve(cast.clerk2, 1)
    with pytest.raises(NotYours):
        issuing.cancel(serving, "resident_left", by=cast.clerk2.actor, at=floor.at(9, 8))
    serving.refresh_from_db()
    assert serving.state == TicketState.SERVING
    issuing.cancel(serving, "resident_left", by=cast.director.actor, at=floor.at(9, 8))
    assert serving.state == TicketState.CANCELLED


def test_an_old_page_does_not_end_a_number_that_was_called_meanwhile(
    floor: Floor, session: WindowSession
) -> None:
    seen = floor.issue(9, 1)
    floor.call(session, floor.cast.clerk, 9, 5)
    now = Ticket.objects.get(pk=seen.pk)
    with pytest.raises(StaleState) as refused:
        issuing.cancel(now, "wrong_ticket", seen="waiting", by=floor.cast.guide.actor, at=floor.at(9, 6))
    assert "已叫号" in refused.value.text
    assert Ticket.objects.get().state == TicketState.CALLED


def test_who_decides_on_a_waiting_number_does_not_end_a_served_one(floor: Floor, serving: Ticket) -> None:
    """The colleague read the number before it was called: for that state it was decided whose it is."""
    before = Ticket.objects.get(pk=serving.pk)
    before.state = TicketState.WAITING
    with pytest.raises(StaleState):
        issuing.cancel(before, "resident_left", by=floor.cast.clerk2.actor, at=floor.at(9, 8))
    assert Ticket.objects.get().state == TicketState.SERVING


def test_restoring_puts_it_back_where_its_arrival_puts_it(
    floor: Floor, serving: Ticket, session: WindowSession
) -> None:
    clerk = floor.cast.clerk
    floor.issue(9, 7)
    issuing.cancel(serving, "resident_left", by=clerk.actor, at=floor.at(9, 8))
    issuing.restore(serving, by=clerk.actor, at=floor.at(9, 9))
    serving.refresh_from_db()
    assert (serving.state, serving.end_reason, serving.ended_at) == ("waiting", "", None)
    assert (serving.window, serving.session, serving.reserved_for) == (None, None, None)
    assert (serving.started_at, serving.calls, serving.suspend_kind) == (None, 0, "")
    assert in_call_order(session, floor.at(9, 9))[0].ticket_id == serving.pk
    again = floor.call(session, clerk, 9, 10)
    calling.start(again, session, by=clerk.actor, at=floor.at(9, 11))
    floor.finish(again, session, clerk, 9, 12)
    assert (again.label, again.started_at) == ("A001", floor.at(9, 11))


def test_papers_kept_at_the_window_leave_no_reservation_behind(
    floor: Floor, serving: Ticket, session: WindowSession
) -> None:
    by = floor.cast.clerk.actor
    moving.suspend(serving, session, "with_papers", by=by, at=floor.at(9, 8))
    moving.resume(serving, session, by=by, at=floor.at(9, 20))
    issuing.cancel(serving, "resident_left", by=by, at=floor.at(9, 21))
    serving.refresh_from_db()
    assert (serving.reserved_for, serving.suspend_kind, serving.suspend_note) == (None, "", "")


def test_what_an_undone_finish_told_is_no_longer_counted(
    floor: Floor, serving: Ticket, session: WindowSession
) -> None:
    clerk = floor.cast.clerk
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(floor.cast.hall, by=SYSTEM, at=SET_UP)
    done = [finishing.Done(Implementation.objects.filter(unit=floor.cast.hall)[0])]
    finishing.finish(serving, session, user=clerk.user, done=done, by=clerk.actor, at=floor.at(9, 8))
    finishing.reopen(serving, session, by=clerk.actor, at=floor.at(9, 9))
    issuing.cancel(serving, "resident_left", by=clerk.actor, at=floor.at(9, 10))
    assert not ServiceRecord.objects.exists()


def test_the_days_sums_stay_whole(floor: Floor, serving: Ticket, session: WindowSession) -> None:
    clerk = floor.cast.clerk
    floor.issue(9, 7)
    floor.issue(9, 8)
    issuing.cancel(serving, EndReason.RESIDENT_LEFT, by=clerk.actor, at=floor.at(9, 9))
    floor.finish(floor.call(session, clerk, 9, 10), session, clerk, 9, 12)
    sums = sums_of(floor.cast.hall.pk, TODAY)
    assert (sums.issued, sums.served, sums.missed, sums.cancelled, sums.open) == (3, 1, 0, 1, 1)
    assert sums.add_up
