"""What a resident is told of the wait: everybody who comes before at the same windows counts."""

from __future__ import annotations

import pytest

from yizhan.queueing.actions import issuing, setting_up
from yizhan.queueing.models import Category, WindowSession
from yizhan.queueing.selectors.estimates import ahead_of, hall_now, windows_calling
from yizhan.queueing.states import Channel, PriorityReason
from yizhan.testing.floor import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.1")]


def serve_some(floor: Floor, category: Category, minutes: int, count: int = 5) -> WindowSession:
    """Window 1 serves so many numbers of the category, each for so many minutes, from nine o'clock on."""
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    for turn in range(count):
        floor.issue(9, turn * minutes, category=category)
        ticket = floor.call(session, clerk, 9, turn * minutes)
        floor.finish(ticket, session, clerk, 9, turn * minutes + minutes)
    return session


def told(floor: Floor, category: Category, priority: str = "") -> tuple[int | None, int | None]:
    """What the slip of a number issued at eleven says."""
    ticket = floor.issue(11, 0, category=category, priority=priority)
    return ticket.expected_low, ticket.expected_high


def test_numbers_of_another_category_at_a_shared_window_count(floor: Floor) -> None:
    serve_some(floor, floor.social, minutes=10)
    for minute in range(3):
        floor.issue(10, 50 + minute, category=floor.civil)
    assert told(floor, floor.social) == (30, 35)


def test_numbers_of_another_window_do_not_count(floor: Floor) -> None:
    serve_some(floor, floor.social, minutes=10)
    director = floor.cast.director.actor
    setting_up.restrict_window(floor.cast.windows[0], [floor.social], by=director, at=floor.at(10, 30))
    for minute in range(3):
        floor.issue(10, 50 + minute, category=floor.civil)
    assert told(floor, floor.social) == (0, 5)


def test_the_services_of_every_category_at_the_window_tell_how_long_it_takes(floor: Floor) -> None:
    serve_some(floor, floor.civil, minutes=10)
    floor.issue(10, 50, category=floor.civil)
    assert told(floor, floor.social) == (10, 15)


def test_priority_shortens_the_wait_that_is_told(floor: Floor) -> None:
    serve_some(floor, floor.social, minutes=10)
    for minute in range(3):
        floor.issue(10, 50 + minute)
    assert told(floor, floor.social, priority=PriorityReason.ELDER) == (0, 5)


def test_a_window_that_serves_somebody_has_just_begun_at_the_latest(floor: Floor) -> None:
    session = serve_some(floor, floor.social, minutes=10)
    floor.issue(10, 50)
    floor.call(session, floor.cast.clerk, 10, 51)
    assert told(floor, floor.social) == (0, 10)


def test_without_a_window_in_service_nothing_is_promised(floor: Floor) -> None:
    floor.issue(10, 50)
    floor.issue(10, 51, category=floor.civil)
    ticket = floor.issue(11, 0)
    assert (ticket.expected_low, ticket.expected_high) == (None, None)
    assert ahead_of(ticket) == 1


def test_people_ahead_are_those_who_are_called_before(floor: Floor) -> None:
    floor.serve(floor.cast.clerk)
    first = floor.issue(9, 1)
    other = floor.issue(9, 2, category=floor.civil)
    mine = floor.issue(9, 3)
    hurried = floor.issue(9, 4, category=floor.civil, priority=PriorityReason.PREGNANT)
    assert [ahead_of(one) for one in (hurried, first, other, mine)] == [0, 1, 2, 3]
    issuing.cancel(first, "resident_left", by=floor.cast.guide.actor, at=floor.at(9, 5))
    assert (ahead_of(first), ahead_of(mine)) == (0, 2)


def test_a_restricted_window_is_known_with_all_its_categories(floor: Floor) -> None:
    director = floor.cast.director.actor
    both = [floor.social, floor.civil]
    setting_up.restrict_window(floor.cast.windows[0], both, by=director, at=floor.at(8, 55))
    floor.serve(floor.cast.clerk)
    (window,) = windows_calling(floor.cast.hall.pk)
    assert window.serves == {category.pk for category in both}
    assert not window.is_busy


def test_the_estimate_reads_the_same_for_every_channel(floor: Floor) -> None:
    serve_some(floor, floor.social, minutes=10)
    newcomer = hall_now(floor.day).for_a_new_ticket(floor.social.pk, floor.at(11))
    ticket = issuing.issue(
        floor.social, channel=Channel.KIOSK, by=floor.cast.guide.actor, at=floor.at(11), request_key="tap"
    )
    assert newcomer.minutes == (ticket.expected_low, ticket.expected_high) == (0, 5)
