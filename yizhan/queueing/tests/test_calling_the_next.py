"""A window calls: the next, a chosen one, again; passes over; takes back."""

from __future__ import annotations

import pytest

from yizhan.journal.models import Entry
from yizhan.lib.refusal import NotYours, StaleState
from yizhan.orgs.models import HallPolicy, Zone
from yizhan.queueing.actions import calling, issuing, moving, setting_up, windows
from yizhan.queueing.models import Call, Category
from yizhan.queueing.refusals import (
    CallMoreBeforePassing,
    FinishCurrentFirst,
    NobodyWaiting,
    NotAtThisWindow,
    NotForThisWindow,
    NoTicketHere,
    RecallTooSoon,
    ReturnNotAllowed,
    WindowClosed,
    WindowPaused,
)
from yizhan.queueing.selectors.boards import last_calls
from yizhan.queueing.states import PauseReason, PriorityReason, SuspendKind, TicketState
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.2")
def test_the_first_to_come_is_called_first(floor: Floor) -> None:
    first, _ = floor.issue(9, 1), floor.issue(9, 2)
    clerk = floor.cast.clerk
    called = floor.call(floor.serve(clerk), clerk, 9, 5)
    assert called == first
    assert (called.state, called.calls, called.called_at) == (TicketState.CALLED, 1, floor.at(9, 5))


def test_a_call_says_on_the_journal_what_the_boards_need(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    floor.call(floor.serve(clerk), clerk, 9, 5)
    facts = Entry.objects.get(act="ticket.called").facts
    call = Call.objects.get()
    assert facts == {
        "call_id": str(call.pk),
        "label": "A001",
        "window_number": floor.cast.windows[0].number,
        "zone_id": str(floor.cast.zone.pk),
        "kind": "call",
    }


@pytest.mark.clause("3.4")
def test_a_call_is_spoken_where_the_slip_sent_the_resident(floor: Floor) -> None:
    upstairs = Zone.objects.create(unit=floor.cast.hall, name="二楼等候区", order=9)
    Category.objects.filter(pk=floor.social.pk).update(zone=upstairs)
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    floor.call(floor.serve(clerk), clerk, 9, 5)
    assert Entry.objects.get(act="ticket.called").facts["zone_id"] == str(upstairs.pk)
    assert [line.zone_id for line in last_calls(floor.cast.hall.pk, floor.day.date)] == [upstairs.pk]


def test_a_repeated_click_returns_the_first_result(floor: Floor) -> None:
    floor.issue(9, 1)
    floor.issue(9, 2)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    once = calling.call_next(session, by=clerk.actor, at=floor.at(9, 5), request_key="click")
    again = calling.call_next(session, by=clerk.actor, at=floor.at(9, 5, 1), request_key="click")
    assert once == again
    assert Call.objects.count() == 1


def test_a_window_with_a_number_finishes_first(floor: Floor) -> None:
    floor.issue(9, 1)
    floor.issue(9, 2)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    floor.call(session, clerk, 9, 5)
    with pytest.raises(FinishCurrentFirst):
        floor.call(session, clerk, 9, 6)


def test_nobody_waiting_is_said_in_words(floor: Floor) -> None:
    clerk = floor.cast.clerk
    with pytest.raises(NobodyWaiting):
        floor.call(floor.serve(clerk), clerk, 9, 5)


def test_a_paused_window_does_not_call(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    windows.pause(session, PauseReason.MEAL, by=clerk.actor, at=floor.at(9, 2))
    with pytest.raises(WindowPaused):
        floor.call(session, clerk, 9, 5)
    windows.resume_calling(session, by=clerk.actor, at=floor.at(9, 6))
    assert floor.call(session, clerk, 9, 7).label == "A001"


def test_nobody_calls_from_a_colleagues_window(floor: Floor) -> None:
    floor.issue(9, 1)
    session = floor.serve(floor.cast.clerk)
    with pytest.raises(NotAtThisWindow):
        floor.call(session, floor.cast.clerk2, 9, 5)


def test_nobody_calls_from_a_window_he_has_left(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    windows.sign_out(session, by=clerk.actor, at=floor.at(9, 2))
    with pytest.raises(WindowClosed):
        floor.call(session, clerk, 9, 5)


@pytest.mark.clause("4.2")
def test_a_restricted_window_calls_its_categories_only(floor: Floor) -> None:
    floor.issue(9, 1)
    civil = floor.issue(9, 2, category=floor.civil)
    clerk = floor.cast.clerk
    setting_up.restrict_window(
        floor.cast.windows[0], [floor.civil], by=floor.cast.director.actor, at=floor.at(9, 3)
    )
    session = floor.serve(clerk)
    assert floor.call(session, clerk, 9, 5) == civil


def test_yesterdays_numbers_are_not_called_today(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    with pytest.raises(NobodyWaiting):
        calling.call_next(session, by=clerk.actor, at=floor.at(9, 5).replace(day=24))


def test_a_chosen_number_is_called_out_of_turn(floor: Floor) -> None:
    floor.issue(9, 1)
    second = floor.issue(9, 2)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    called = calling.call_chosen(second, session, by=clerk.actor, at=floor.at(9, 5))
    assert (called.state, called.window) == (TicketState.CALLED, floor.cast.windows[0])


def test_a_number_of_another_category_is_not_chosen_at_a_restricted_window(floor: Floor) -> None:
    ticket = floor.issue(9, 1)
    clerk = floor.cast.clerk
    setting_up.restrict_window(
        floor.cast.windows[0], [floor.civil], by=floor.cast.director.actor, at=floor.at(9, 3)
    )
    with pytest.raises(NotForThisWindow):
        calling.call_chosen(ticket, floor.serve(clerk), by=clerk.actor, at=floor.at(9, 5))


def test_a_number_that_somebody_else_called_is_not_called_again(floor: Floor) -> None:
    ticket = floor.issue(9, 1)
    one, two = floor.cast.clerk, floor.cast.clerk2
    first, second = floor.serve(one, 0), floor.serve(two, 1)
    floor.call(first, one, 9, 5)
    with pytest.raises(StaleState) as refused:
        calling.call_chosen(ticket, second, by=two.actor, at=floor.at(9, 5))
    assert "已叫号" in refused.value.text
    assert Call.objects.count() == 1


def test_recalling_leaves_time_to_walk(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    with pytest.raises(RecallTooSoon) as refused:
        calling.recall(ticket, session, by=clerk.actor, at=floor.at(9, 5, 4))
    assert "8秒" in refused.value.text
    assert calling.recall(ticket, session, by=clerk.actor, at=floor.at(9, 5, 12)).calls == 2


def test_a_number_is_passed_over_only_after_three_calls(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    with pytest.raises(CallMoreBeforePassing) as refused:
        calling.pass_over(ticket, session, by=clerk.actor, at=floor.at(9, 6))
    assert "再叫2遍" in refused.value.text
    calling.put_back(ticket, session, by=clerk.actor, at=floor.at(9, 6))
    passed = floor.pass_over(session, clerk, 9, 10)
    assert (passed.state, passed.window) == (TicketState.PASSED, None)


def test_a_passed_number_goes_in_again_behind_the_next_three_once(floor: Floor) -> None:
    """The third, fourth and fifth go first; then the one who came back, before the sixth."""
    tickets = [floor.issue(9, minute) for minute in range(6)]
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    floor.pass_over(session, clerk, 9, 10)
    calling.return_to_queue(tickets[0], by=floor.cast.guide.actor, at=floor.at(9, 12))
    order = []
    for minute in range(13, 18):
        ticket = floor.call(session, clerk, 9, minute)
        order.append(ticket.label)
        floor.finish(ticket, session, clerk, 9, minute, 30)
    assert order == ["A002", "A003", "A004", "A001", "A005"]


def test_a_passed_number_does_not_come_back_twice(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.pass_over(session, clerk, 9, 10)
    calling.return_to_queue(ticket, by=clerk.actor, at=floor.at(9, 12))
    floor.pass_over(session, clerk, 9, 20)
    ticket.refresh_from_db()
    with pytest.raises(ReturnNotAllowed):
        calling.return_to_queue(ticket, by=clerk.actor, at=floor.at(9, 25))


def test_a_call_by_mistake_is_taken_back_and_the_number_keeps_its_place(floor: Floor) -> None:
    first, _ = floor.issue(9, 1), floor.issue(9, 2)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    calling.put_back(ticket, session, by=clerk.actor, at=floor.at(9, 6))
    assert floor.call(session, clerk, 9, 7) == first


def test_a_passed_number_called_by_mistake_is_passed_again(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.pass_over(session, clerk, 9, 10)
    calling.call_chosen(ticket, session, by=clerk.actor, at=floor.at(9, 15))
    calling.put_back(ticket, session, by=clerk.actor, at=floor.at(9, 16))
    assert (ticket.state, ticket.returns) == (TicketState.PASSED, 0)


def test_who_waited_for_a_result_waits_on_when_the_call_is_taken_back(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    moving.suspend(ticket, session, SuspendKind.WAITING_FOR, by=clerk.actor, at=floor.at(9, 6))
    calling.call_chosen(ticket, session, by=clerk.actor, at=floor.at(9, 15))
    calling.put_back(ticket, session, by=clerk.actor, at=floor.at(9, 16))
    assert (ticket.state, ticket.suspend_kind) == (TicketState.SUSPENDED, SuspendKind.WAITING_FOR)
    assert ticket.reserved_for == session.window


def test_another_windows_call_is_not_cancelled_by_a_colleague(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    ticket = floor.call(floor.serve(clerk), clerk, 9, 5)
    with pytest.raises(NotYours):
        issuing.cancel(ticket, "resident_left", by=floor.cast.clerk2.actor, at=floor.at(9, 6))
    issuing.cancel(ticket, "resident_left", by=floor.cast.guide.actor, at=floor.at(9, 7))
    assert ticket.state == TicketState.CANCELLED


def test_what_is_not_at_the_window_is_not_recalled(floor: Floor) -> None:
    ticket = floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    with pytest.raises(NoTicketHere):
        calling.recall(ticket, session, by=clerk.actor, at=floor.at(9, 5))


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"call_policy": "strict"}, ["A003", "A004", "A005", "A001", "A002"]),
        ({"call_policy": "ratio", "ratio": 2}, ["A003", "A004", "A001", "A005", "A002"]),
        ({"call_policy": "aging", "aging_minutes": 2}, ["A001", "A003", "A002", "A004", "A005"]),
    ],
)
def test_the_halls_policy_decides_between_priority_and_arrival(
    floor: Floor, policy: dict[str, object], expected: list[str]
) -> None:
    HallPolicy.objects.update_or_create(unit=floor.cast.hall, defaults=policy)
    for minute, reason in enumerate(
        ["", "", PriorityReason.ELDER, PriorityReason.ELDER, PriorityReason.DISABLED]
    ):
        floor.issue(9, minute, priority=reason)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    order = []
    for minute in range(5):
        ticket = floor.call(session, clerk, 9, 10 + minute)
        order.append(ticket.label)
        floor.finish(ticket, session, clerk, 9, 10 + minute, 30)
    assert order == expected
