"""A resident takes a number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yizhan.journal.models import Entry
from yizhan.lib.refusal import NotYours, RequestKeyReused, StaleState
from yizhan.queueing.actions import days, issuing, setting_up
from yizhan.queueing.models import Ticket, Visit
from yizhan.queueing.refusals import (
    CategoryNotOffered,
    DayAlreadyClosed,
    DayNotOpen,
    NotIssuingNow,
    PriorityNeedsReason,
    QuotaUsedUp,
)
from yizhan.queueing.states import Channel, EndReason, PriorityReason, TicketState
from yizhan.testing.cast import Cast
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.clause("6.1")
def test_numbers_count_per_category_from_001(floor: Floor) -> None:
    labels = [
        floor.issue(9, minute, category=category).label
        for minute, category in enumerate([floor.social, floor.social, floor.civil, floor.social])
    ]
    assert labels == ["A001", "A002", "B001", "A003"]


@pytest.mark.clause("6.1")
def test_a_repeated_request_gets_the_same_ticket(floor: Floor) -> None:
    first = issuing.issue(
        floor.social, channel=Channel.KIOSK, by=floor.cast.guide.actor, at=floor.at(9, 0), request_key="tap"
    )
    second = issuing.issue(
        floor.social, channel=Channel.KIOSK, by=floor.cast.guide.actor, at=floor.at(9, 1), request_key="tap"
    )
    assert first == second
    assert Ticket.objects.count() == Visit.objects.count() == 1


def test_a_request_key_is_not_used_for_another_act(floor: Floor) -> None:
    ticket = issuing.issue(
        floor.social, channel=Channel.KIOSK, by=floor.cast.guide.actor, at=floor.at(9, 0), request_key="tap"
    )
    with pytest.raises(RequestKeyReused):
        days.open_day(
            floor.cast.hall, floor.day.date, by=floor.cast.guide.actor, at=floor.at(9), request_key="tap"
        )
    assert ticket.state == TicketState.WAITING


def test_issuing_is_journaled_without_personal_data(floor: Floor) -> None:
    ticket = floor.issue(9, 0)
    entry = Entry.objects.get(act="ticket.issued")
    assert (entry.subject_kind, entry.subject_id) == ("queueing.ticket", str(ticket.pk))
    assert entry.facts == {"label": "A001", "category_id": str(floor.social.pk)}
    assert entry.at == floor.at(9, 0)


def test_a_quota_ends_the_numbers_of_the_day(floor: Floor) -> None:
    setting_up.change_category(floor.social, by=floor.cast.director.actor, at=floor.at(9), daily_quota=2)
    floor.issue(9, 1)
    floor.issue(9, 2)
    with pytest.raises(QuotaUsedUp) as refused:
        floor.issue(9, 3)
    assert "社保就业" in refused.value.text
    assert "导引台" in refused.value.text_for_residents
    assert floor.issue(9, 4, category=floor.civil).label == "B001"


def test_a_category_that_is_not_offered_issues_nothing(floor: Floor) -> None:
    setting_up.change_category(floor.social, by=floor.cast.director.actor, at=floor.at(9), is_offered=False)
    with pytest.raises(CategoryNotOffered):
        floor.issue(9, 1)


def test_before_the_day_is_opened_nothing_is_issued(floor: Floor) -> None:
    with pytest.raises(DayNotOpen):
        issuing.issue(
            floor.social, channel=Channel.GUIDE, by=floor.cast.guide.actor, at=floor.at(9).replace(day=24)
        )


def test_after_the_day_is_closed_nothing_is_issued(floor: Floor) -> None:
    days.close_day(floor.day, by=floor.cast.director.actor, at=floor.at(17, 30))
    with pytest.raises(DayAlreadyClosed):
        floor.issue(17, 31)


@pytest.mark.clause("5.1")
@pytest.mark.parametrize(("time", "channel", "issued"), [
    ((8, 55), Channel.KIOSK, False),
    ((9, 0), Channel.KIOSK, True),
    ((12, 30), Channel.KIOSK, False),
    ((17, 14), Channel.KIOSK, True),
    ((17, 15), Channel.KIOSK, False),
    ((17, 20), Channel.GUIDE, True),
])  # fmt: skip
def test_the_machine_stops_before_closing_but_the_guide_desk_still_helps(
    floor: Floor, opening_hours: None, time: tuple[int, int], channel: str, issued: bool
) -> None:
    """Open 9:00-12:00 and 13:30-17:30, last ticket 15 minutes before closing."""

    def take() -> Ticket:
        return issuing.issue(floor.social, channel=channel, by=floor.cast.guide.actor, at=floor.at(*time))

    if issued:
        assert take().label == "A001"
    else:
        with pytest.raises(NotIssuingNow) as refused:
            take()
        assert "09:00–12:00、13:30–17:15" in refused.value.text


@pytest.mark.parametrize("reason", ["朋友", "vip", "<b>"])
def test_priority_needs_a_listed_reason(floor: Floor, reason: str) -> None:
    with pytest.raises(PriorityNeedsReason):
        floor.issue(9, 0, priority=reason)
    assert not Ticket.objects.exists()


def test_priority_can_be_given_later_and_taken_back(floor: Floor) -> None:
    ticket = floor.issue(9, 0)
    by = floor.cast.guide.actor
    assert (
        issuing.give_priority(ticket, PriorityReason.ELDER, by=by, at=floor.at(9, 1)).priority_reason
        == "elder"
    )
    assert issuing.give_priority(ticket, "", by=by, at=floor.at(9, 2)).priority_reason == ""


def test_a_cancelled_number_can_be_restored_where_it_stood(floor: Floor) -> None:
    ticket, by = floor.issue(9, 0), floor.cast.guide.actor
    issuing.cancel(ticket, EndReason.WRONG_TICKET, by=by, at=floor.at(9, 5))
    assert (ticket.state, ticket.end_reason) == (TicketState.CANCELLED, EndReason.WRONG_TICKET)
    issuing.restore(ticket, by=by, at=floor.at(9, 6))
    assert (ticket.state, ticket.queued_at, ticket.ended_at) == (TicketState.WAITING, floor.at(9, 0), None)
    with pytest.raises(StaleState):
        issuing.restore(ticket, by=by, at=floor.at(9, 7))


def test_nothing_is_restored_after_closing(floor: Floor) -> None:
    ticket, by = floor.issue(9, 0), floor.cast.guide.actor
    issuing.cancel(ticket, EndReason.WRONG_TICKET, by=by, at=floor.at(9, 5))
    days.close_day(floor.day, by=floor.cast.director.actor, at=floor.at(17, 30))
    with pytest.raises(DayAlreadyClosed):
        issuing.restore(ticket, by=by, at=floor.at(17, 31))


def test_nobody_issues_for_another_hall(floor: Floor, cast: Cast) -> None:
    with pytest.raises(NotYours):
        issuing.issue(floor.social, channel=Channel.GUIDE, by=cast.stranger.actor, at=floor.at(9, 0))
    elsewhere = replace(cast.guide.actor, unit_id=cast.other_hall.pk)
    with pytest.raises(NotYours):
        issuing.issue(floor.social, channel=Channel.GUIDE, by=elsewhere, at=floor.at(9, 0))
