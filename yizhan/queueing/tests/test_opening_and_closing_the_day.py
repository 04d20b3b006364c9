"""A business day: opened, closed, opened again; no ticket stays open overnight."""

from __future__ import annotations

from datetime import timedelta

import pytest

from yizhan.lib.actor import SYSTEM
from yizhan.queueing.actions import calling, days, issuing, moving
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.refusals import AlreadyOpenDay, DayAlreadyClosed, DayStillBusy, EarlierDayOpen
from yizhan.queueing.selectors.today import sums_of
from yizhan.queueing.states import OPEN, EndReason, SuspendKind, TicketState
from yizhan.testing.cast import TODAY
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.django_db


def test_a_day_is_opened_once(floor: Floor) -> None:
    with pytest.raises(AlreadyOpenDay):
        days.open_day(floor.cast.hall, TODAY, by=floor.cast.director.actor, at=floor.at(8, 55))


def test_the_next_day_is_not_opened_while_the_last_one_is_open(floor: Floor) -> None:
    with pytest.raises(EarlierDayOpen):
        days.open_day(
            floor.cast.hall, TODAY + timedelta(days=1), by=floor.cast.director.actor, at=floor.at(23, 0)
        )


def one_in_each_state(floor: Floor) -> dict[str, Ticket]:
    """Six tickets, one in each open state that closing finds, and one served."""
    clerk, clerk2 = floor.cast.clerk, floor.cast.clerk2
    for minute in range(6):
        floor.issue(9, minute)
    first, second = floor.serve(clerk, 0), floor.serve(clerk2, 1)
    served = floor.finish(floor.call(first, clerk, 9, 10), first, clerk, 9, 11)
    passed = floor.pass_over(first, clerk, 9, 12)
    suspended = floor.call(first, clerk, 9, 14)
    moving.suspend(suspended, first, SuspendKind.WITH_PAPERS, by=clerk.actor, at=floor.at(9, 15))
    called = floor.call(first, clerk, 9, 16)
    serving = floor.call(second, clerk2, 9, 16)
    calling.start(serving, second, by=clerk2.actor, at=floor.at(9, 17))
    waiting = Ticket.objects.get(state=TicketState.WAITING)
    return {
        "served": served, "passed": passed, "suspended": suspended,
        "called": called, "serving": serving, "waiting": waiting,
    }  # fmt: skip


def test_while_a_window_serves_somebody_the_day_stays_open(floor: Floor) -> None:
    one_in_each_state(floor)
    with pytest.raises(DayStillBusy) as refused:
        days.close_day(floor.day, by=floor.cast.director.actor, at=floor.at(17, 30))
    assert "2号窗口" in refused.value.text
    floor.day.refresh_from_db()
    assert floor.day.state == "open"
    assert WindowSession.objects.filter(ended_at=None).count() == 2
    assert floor.issue(17, 31).label == "A007"


def test_closing_at_night_gives_every_open_number_an_end_with_a_name(floor: Floor) -> None:
    tickets = one_in_each_state(floor)
    days.close_day(floor.day, by=SYSTEM, at=floor.at(23, 0), even_if_busy=True)
    for ticket in tickets.values():
        ticket.refresh_from_db()
    assert {name: (ticket.state, ticket.end_reason) for name, ticket in tickets.items()} == {
        "served": (TicketState.SERVED, ""),
        "passed": (TicketState.MISSED, EndReason.NOT_COME),
        "suspended": (TicketState.MISSED, EndReason.NOT_BACK),
        "called": (TicketState.MISSED, EndReason.NOT_COME),
        "serving": (TicketState.SERVED, EndReason.HALL_CLOSED),
        "waiting": (TicketState.CANCELLED, EndReason.HALL_CLOSED),
    }
    assert not Ticket.objects.filter(state__in=OPEN).exists()
    assert not WindowSession.objects.filter(ended_at=None).exists()
    sums = sums_of(floor.cast.hall.pk, TODAY)
    assert (sums.issued, sums.served, sums.missed, sums.cancelled, sums.open) == (6, 2, 3, 1, 0)
    assert sums.add_up


def test_a_day_closed_by_mistake_goes_on_with_its_numbers(floor: Floor) -> None:
    ticket = floor.issue(9, 0)
    by = floor.cast.director.actor
    days.close_day(floor.day, by=by, at=floor.at(10, 0))
    days.reopen_day(floor.day, by=by, at=floor.at(10, 1))
    assert floor.issue(10, 2).label == "A002"
    ticket.refresh_from_db()
    issuing.restore(ticket, by=by, at=floor.at(10, 3))
    assert ticket.state == TicketState.WAITING


def test_a_passed_number_does_not_come_back_after_closing(floor: Floor) -> None:
    floor.issue(9, 0)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.pass_over(session, clerk, 17, 20)
    stale = Ticket.objects.get(pk=ticket.pk)
    days.close_day(floor.day, by=floor.cast.director.actor, at=floor.at(17, 30))
    with pytest.raises(DayAlreadyClosed):
        calling.return_to_queue(stale, by=clerk.actor, at=floor.at(17, 31))


def test_stale_days_are_found_for_the_night(floor: Floor) -> None:
    assert list(days.stale_days(TODAY)) == []
    assert list(days.stale_days(TODAY + timedelta(days=1))) == [floor.day]
