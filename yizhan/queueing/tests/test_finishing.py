"""A visit to the window ends with what was really done."""

from __future__ import annotations

import pytest

from yizhan.queueing.actions import calling, finishing
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import Consultation, FirstContact, Ticket
from yizhan.queueing.refusals import FinishCurrentFirst, NothingDone, TooLateToReopen, UnknownTopic
from yizhan.queueing.states import TicketState
from yizhan.testing.floor import QUESTION, Floor

pytestmark = pytest.mark.django_db


def test_a_consultation_in_two_keys_ends_a_visit(floor: Floor) -> None:
    ticket, clerk = floor.issue(9, 1), floor.cast.clerk
    session = floor.serve(clerk)
    floor.call(session, clerk, 9, 5)
    ticket.refresh_from_db()
    calling.start(ticket, session, by=clerk.actor, at=floor.at(9, 6))
    floor.finish(ticket, session, clerk, 9, 16)
    assert (ticket.state, ticket.started_at, ticket.ended_at) == (
        TicketState.SERVED, floor.at(9, 6), floor.at(9, 16),
    )  # fmt: skip
    asked = Consultation.objects.get()
    assert (asked.ticket, asked.visit, asked.business_line, asked.topic) == (
        ticket, ticket.visit, "elderly", "materials",
    )  # fmt: skip
    assert asked.answered_at == floor.at(9, 16)


def test_an_empty_finish_is_refused(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    with pytest.raises(NothingDone):
        finishing.finish(ticket, session, by=clerk.actor, user=clerk.user, at=floor.at(9, 9))
    ticket.refresh_from_db()
    assert ticket.state == TicketState.CALLED


@pytest.mark.parametrize("wrong", [Question("astrology", "materials"), Question("elderly", "<script>")])
def test_an_unknown_code_writes_nothing(floor: Floor, wrong: Question) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    with pytest.raises(UnknownTopic):
        finishing.finish(
            ticket, session, by=clerk.actor, user=clerk.user, at=floor.at(9, 9), questions=[QUESTION, wrong]
        )
    ticket.refresh_from_db()
    assert ticket.state == TicketState.CALLED
    assert not Consultation.objects.exists()


def test_a_repeated_finish_counts_once(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    for second in (0, 1):
        finishing.finish(
            ticket, session, by=clerk.actor, user=clerk.user, at=floor.at(9, 9, second),
            questions=[QUESTION], request_key="done",
        )  # fmt: skip
    assert Consultation.objects.count() == 1


def test_a_finish_made_too_early_is_undone_within_ten_minutes(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.finish(floor.call(session, clerk, 9, 5), session, clerk, 9, 9)
    finishing.reopen(ticket, session, by=clerk.actor, at=floor.at(9, 19))
    assert (ticket.state, ticket.ended_at) == (TicketState.SERVING, None)
    floor.finish(ticket, session, clerk, 9, 20)
    with pytest.raises(TooLateToReopen):
        finishing.reopen(ticket, session, by=clerk.actor, at=floor.at(9, 31))


def test_a_reopened_consultation_is_finished_again_without_a_second_one(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.finish(floor.call(session, clerk, 9, 5), session, clerk, 9, 9)
    finishing.reopen(ticket, session, by=clerk.actor, at=floor.at(9, 10))
    finishing.finish(ticket, session, by=clerk.actor, user=clerk.user, at=floor.at(9, 11))
    assert ticket.state == TicketState.SERVED
    assert Consultation.objects.count() == 1


def test_a_finish_is_not_undone_while_the_next_one_is_there(floor: Floor) -> None:
    floor.issue(9, 1)
    floor.issue(9, 2)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.finish(floor.call(session, clerk, 9, 5), session, clerk, 9, 9)
    floor.call(session, clerk, 9, 10)
    with pytest.raises(FinishCurrentFirst):
        finishing.reopen(ticket, session, by=clerk.actor, at=floor.at(9, 11))


@pytest.mark.clause("7.2a")
def test_who_was_asked_at_the_window_is_on_record(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    floor.finish(floor.call(session, clerk, 9, 5), session, clerk, 9, 9)
    contact = FirstContact.objects.get()
    assert (contact.user, contact.since, contact.until) == (clerk.user, floor.at(9, 9), None)


def test_a_ticket_keeps_its_visit(floor: Floor) -> None:
    ticket = floor.issue(9, 1)
    assert Ticket.objects.get(visit__public_token=ticket.visit.public_token) == ticket
    assert len(ticket.visit.public_token) == 16
