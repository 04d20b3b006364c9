"""From the number taken at the door over the call on the wall to the faces at the window: one walk."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.public_screens import (
    BOARD,
    KIOSK,
    MARKS,
    PAD,
    PHONE,
    Now,
    Open,
    complaints,
    follows,
    spoken,
)
from yizhan.feedback.models import Rating
from yizhan.kiosk.tests.screens import enrolled
from yizhan.live.tests.streams import wait_until
from yizhan.queueing.actions import calling, finishing
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.testing.cast import Cast
from yizhan.testing.floor import QUESTION, Floor, open_floor

pytestmark = [*MARKS, pytest.mark.clause("5.3", "6.1", "6.2")]


@pytest.fixture
def floor(cast: Cast) -> Floor:
    return open_floor(cast)


def finish(floor: Floor, ticket: Ticket, session: WindowSession, moment: datetime) -> None:
    """The clerk ends the service at this moment."""
    person = floor.cast.clerk
    finishing.finish(ticket, session, by=person.actor, user=person.user, at=moment, questions=[QUESTION])


def test_from_the_kiosk_over_the_board_to_the_rating(open_page: Open, floor: Floor, now: Now) -> None:
    cast = floor.cast
    machine = enrolled(cast.hall, "kiosk", name="一号取号机")
    session = floor.serve(cast.clerk)
    wall = enrolled(cast.hall, "hall_board", name="大厅屏", speaks=True)
    at_window = enrolled(cast.hall, "pad", name="1号评价器", place_id=cast.windows[0].pk)
    kiosk = open_page(machine, "/kiosk/", KIOSK)
    board = follows(open_page(wall, "/boards/hall", BOARD))
    pad = follows(open_page(at_window, "/boards/pad", PAD))

    kiosk.get_by_role("button", name="民政救助").click()
    kiosk.wait_for_url("**/kiosk/ticket/*")
    ticket = Ticket.objects.get(label=kiosk.locator("#taken .ticket-number").inner_text())
    phone = follows(open_page(None, f"/t/{ticket.visit.public_token}", PHONE))
    expect(phone.get_by_text("等候中")).to_be_visible()

    calling.call_chosen(ticket, session, by=cast.clerk.actor, at=now())
    expect(board.locator("#newest .newest-call:visible .ticket-number")).to_have_text("B001")
    expect(phone.get_by_text("请到 1 号窗口")).to_be_visible()
    assert wait_until(lambda: len(spoken(board)) == 1)
    calling.start(Ticket.objects.get(pk=ticket.pk), session, by=cast.clerk.actor, at=now())
    expect(phone.get_by_text("正在 1 号窗口办理")).to_be_visible()

    finish(floor, Ticket.objects.get(pk=ticket.pk), session, now())
    pad.wait_for_url("**/rating/*", timeout=25_000)
    assert complaints(pad) == []
    pad.get_by_role("button", name="基本满意").click()
    pad.get_by_text("讲得清楚").click()
    assert complaints(pad) == []
    pad.get_by_role("button", name="提交评价").click()
    expect(pad.get_by_text("谢谢您的评价")).to_be_visible()
    rating = Rating.objects.get()
    assert (rating.grade, rating.reasons, rating.visit) == (3, ["clear"], ticket.visit)
    pad.wait_for_url("**/boards/pad", timeout=15_000)
    assert complaints(pad) == []
    phone.reload()
    expect(phone.get_by_text("您的评价：基本满意。")).to_be_visible()
    assert complaints(phone) == []


def test_who_does_not_want_to_rate_is_left_alone(open_page: Open, floor: Floor, now: Now) -> None:
    cast = floor.cast
    session = floor.serve(cast.clerk)
    pad = follows(
        open_page(
            enrolled(cast.hall, "pad", name="1号评价器", place_id=cast.windows[0].pk), "/boards/pad", PAD
        )
    )
    floor.issue(9, 10)
    finish(floor, floor.call(session, cast.clerk, 9, 20), session, now())
    pad.wait_for_url("**/rating/*", timeout=25_000)
    pad.get_by_role("link", name="不评价").click()
    pad.wait_for_url("**/boards/pad?skipped=*")
    pad.wait_for_timeout(1500)
    assert "/rating/" not in pad.url
    assert not Rating.objects.exists()
