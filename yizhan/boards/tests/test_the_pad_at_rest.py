"""The pad shows who serves and what is done here; when a service has ended it asks, never by force."""

from __future__ import annotations

from typing import Any

import pytest

from yizhan.feedback.actions import rate
from yizhan.kiosk.tests.screens import Screen, unmarked_chinese
from yizhan.queueing.actions import calling, windows
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("6.2")


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    """The first clerk serves window 1, where the pad stands; three people wait."""
    for minute in (1, 2, 3):
        floor.issue(9, minute)
    return floor.serve(cast.clerk)


def asks(pad: Screen) -> tuple[str, bool]:
    """Whom the pad may ask, and whether it asks by itself."""
    news: dict[str, Any] = pad.get("boards:pad_now").json()  # type: ignore[attr-defined]
    return news["token"], news["ended"]


def served(floor: Floor, session: WindowSession, cast: Cast, *time: int) -> Ticket:
    """Call the next and finish a minute later."""
    ticket = floor.call(session, cast.clerk, *time)
    return floor.finish(ticket, session, cast.clerk, time[0], time[1] + 1)


@pytest.mark.usefixtures("items", "session")
def test_at_rest_it_shows_the_clerk_and_the_guide(pad: Screen) -> None:
    page = pad.read("boards:pad")
    assert "1 号窗口 何受理 综合受理" in page
    assert "本窗口可以办 承包地调整 法定20个工作日" in page
    assert "投诉" in page
    assert unmarked_chinese(pad.reads_english().get("boards:pad")) == []


def test_it_asks_when_the_service_has_ended(
    pad: Screen, floor: Floor, session: WindowSession, cast: Cast, clock: Clock
) -> None:
    assert asks(pad) == ("", False)
    ticket = served(floor, session, cast, 9, 20)
    clock.is_at(9, 21, 5)
    assert asks(pad) == (ticket.visit.public_token, True)
    clock.is_at(9, 24, 1)
    assert asks(pad) == ("", False)


def test_while_the_service_goes_on_it_offers_but_does_not_ask(
    pad: Screen, floor: Floor, session: WindowSession, cast: Cast
) -> None:
    ticket = floor.call(session, cast.clerk, 9, 29)
    calling.start(ticket, session, by=cast.clerk.actor, at=at(9, 29, 30))
    assert asks(pad) == (ticket.visit.public_token, False)


def test_the_next_one_called_leaves_the_last_one_his_time_but_not_his_place(
    pad: Screen, floor: Floor, session: WindowSession, cast: Cast, clock: Clock
) -> None:
    last = served(floor, session, cast, 9, 20)
    following = floor.call(session, cast.clerk, 9, 21, 5)
    clock.is_at(9, 21, 20)
    assert asks(pad) == (last.visit.public_token, True)
    clock.is_at(9, 21, 36)  # he has walked up: the pad is his now
    assert asks(pad) == (following.visit.public_token, False)


def test_who_has_rated_is_not_asked_again(
    pad: Screen, floor: Floor, session: WindowSession, cast: Cast, clock: Clock
) -> None:
    ticket = served(floor, session, cast, 9, 20)
    clock.is_at(9, 21, 5)
    rate(ticket.visit, 1, channel="qr", at=clock.now)
    assert asks(pad) == ("", False)


def test_who_said_no_is_left_alone(pad: Screen, floor: Floor, session: WindowSession, cast: Cast) -> None:
    token = served(floor, session, cast, 9, 28).visit.public_token
    answer = pad.get("boards:pad_home", skip=token)
    assert answer.headers["Location"] == f"/boards/pad?skipped={token}"
    assert f'data-skipped="{token}"' in pad.browser.get(answer.headers["Location"]).content.decode()


def test_another_windows_service_is_none_of_this_pads_business(
    pad: Screen, floor: Floor, session: WindowSession, cast: Cast
) -> None:
    other = floor.serve(cast.clerk2, 1)
    ticket = floor.call(other, cast.clerk2, 9, 28)
    floor.finish(ticket, other, cast.clerk2, 9, 29)
    assert asks(pad) == ("", False)


def test_the_next_person_finds_the_halls_own_language(pad: Screen, session: WindowSession) -> None:
    pad.reads_english().get("boards:pad_home")
    assert "本窗口可以办" in pad.read("boards:pad")


def test_a_pause_shows_on_the_pad_too(pad: Screen, session: WindowSession, cast: Cast) -> None:
    windows.pause(session, "meal", by=cast.clerk.actor, at=at(9, 20))
    assert "暂停服务：用餐" in pad.read("boards:pad")
