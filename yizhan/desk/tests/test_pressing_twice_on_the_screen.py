"""A double click, a cut cable, the browser's Back: the second press is told the truth, and does nothing."""

from __future__ import annotations

import re
import uuid

import pytest

from yizhan.desk.tests.conftest import Screen, state_of
from yizhan.journal.models import Entry
from yizhan.queueing.actions import issuing
from yizhan.queueing.models import Category, Ticket, WindowSession
from yizhan.queueing.states import TicketState
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("4.2")


@pytest.fixture
def key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def ticket(floor: Floor) -> Ticket:
    return floor.issue(9, 1)


@pytest.fixture
def at_window(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


def test_signing_out_twice_says_the_same_twice(at_window: WindowSession, clerk: Screen, key: str) -> None:
    for _ in range(2):
        assert "您已从1号窗口签退" in clerk.press("sign_out", request_key=key, came_from="windows")
    assert Entry.objects.filter(act="window.signed_out").count() == 1
    assert "这个窗口已经签退" in clerk.press("sign_out", came_from="windows")


def test_who_never_sat_at_a_window_has_nothing_to_leave(floor: Floor, clerk: Screen) -> None:
    assert "您没有在这个窗口登录" in clerk.press("sign_out", came_from="windows")


def test_pausing_and_closing_twice_are_no_refusals(
    at_window: WindowSession, clerk: Screen, floor: Floor, director: Screen, key: str
) -> None:
    for _ in range(2):
        assert "窗口暂停：用餐" in clerk.press("pause", reason="meal", request_key=key)
    other = str(uuid.uuid4())
    for _ in range(2):
        page = director.press("close_day", floor.day.pk, request_key=other, came_from="day")
        assert "已闭厅，所有窗口已签退" in page
    assert Entry.objects.filter(act__in=["window.paused", "day.closed"]).count() == 2


def test_a_press_repeated_after_others_went_on_says_where_the_number_is(
    ticket: Ticket, cast: Cast, guide: Screen, key: str
) -> None:
    sent = {"reason": "wrong_ticket", "seen": "waiting", "back": "tickets", "request_key": key}
    guide.press("cancel", ticket.pk, came_from="tickets", **sent)
    issuing.restore(ticket, by=cast.director.actor, at=at(9, 29))
    page = guide.press("cancel", ticket.pk, came_from="tickets", **sent)
    assert "这一步先前已经做过。A001号现在是“等候中”。" in page
    assert state_of(ticket) == TicketState.WAITING


def test_going_back_and_sending_other_words_is_a_new_request(
    floor: Floor, director: Screen, key: str
) -> None:
    """The old page still has its key; what is typed now must not be lost as if it were the same press."""
    page = director.open("category", floor.social.pk)
    shown = re.search(r'name="request_key" value="([^"]+)"', page)
    assert shown
    typed = {"zone": floor.social.zone_id, "order": 1, "is_offered": "on", "request_key": shown[1]}
    for name in ("社会保障", "社保", "社保"):
        director.press("change_category", floor.social.pk, came_from="setup", name=name, **typed)
    assert Category.objects.get(pk=floor.social.pk).name == "社保"
    assert Entry.objects.filter(act="category.changed").count() == 2
