"""The page behind the slip's code: my number, where it stands, what to do now, and nothing about anybody."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from yizhan.feedback.actions import rate
from yizhan.kiosk.tests.screens import Screen, unmarked_chinese, words
from yizhan.live.tickets import Audience, grant_of
from yizhan.orgs import actions as orgs
from yizhan.queueing.actions import calling, days, issuing, moving
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.testing.cast import TODAY, Cast, at
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("6.1")


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


@pytest.fixture
def mine(floor: Floor) -> Ticket:
    """My number: A002, behind one other."""
    floor.issue(9, 1)
    return floor.issue(9, 2)


def now_of(ticket: Ticket) -> str:
    """What my page says now."""
    return Screen().read("ticket:page", ticket.visit.public_token)


def my_turn(floor: Floor, session: WindowSession, cast: Cast, mine: Ticket, *time: int) -> Ticket:
    return calling.call_chosen(mine, session, by=cast.clerk.actor, at=at(*time))


def test_waiting_says_how_many_are_ahead_where_to_sit_and_no_made_up_time(mine: Ticket) -> None:
    page = now_of(mine)
    assert "您的号码 A002" in page
    assert "等候中 前面还有 1 人 预计等候 暂时估不准 请坐在 等候一区" in page
    assert "叫 3 遍不到算过号；30 分钟内回来" in page


def test_when_i_am_next_nobody_is_ahead(
    mine: Ticket, floor: Floor, session: WindowSession, cast: Cast
) -> None:
    floor.call(session, cast.clerk, 9, 10)
    assert "前面还有 没有人，请留意叫号" in now_of(mine)


def test_called_says_to_which_window(mine: Ticket, floor: Floor, session: WindowSession, cast: Cast) -> None:
    my_turn(floor, session, cast, mine, 9, 20)
    assert "请到 1 号窗口 09:20 叫的号，请现在过去。" in now_of(mine)


def test_passed_says_until_when_i_may_come_back_and_that_i_keep_my_number(
    mine: Ticket, floor: Floor, session: WindowSession, cast: Cast
) -> None:
    ticket = my_turn(floor, session, cast, mine, 9, 20)
    for second in (15, 30):
        calling.recall(ticket, session, by=cast.clerk.actor, at=at(9, 20, second))
    calling.pass_over(ticket, session, by=cast.clerk.actor, at=at(9, 21))
    page = now_of(mine)
    assert "已过号" in page
    assert "09:51 前回到大厅，告诉咨询导引台或窗口，再等 3 位就到您，不用重新取号。" in page
    orgs.change_policy(cast.hall, returns_allowed=0, by=cast.director.actor, at=at(9, 22))
    assert "请到咨询导引台重新取号" in now_of(mine)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("with_papers", "材料留在 1 号窗口；回来后到这个窗口续办"),
        ("without_papers", "今天回到任何一个办这类业务的窗口都能续办"),
        ("waiting_for", "请在大厅坐等，结果好了会再叫您的号"),
    ],
)
def test_suspended_says_where_to_come_back_to(
    mine: Ticket, floor: Floor, session: WindowSession, cast: Cast, kind: str, sentence: str
) -> None:
    ticket = my_turn(floor, session, cast, mine, 9, 20)
    moving.suspend(ticket, session, kind, by=cast.clerk.actor, at=at(9, 25))
    assert sentence in now_of(mine)


def test_served_asks_for_a_rating_once_and_shows_what_i_said(
    mine: Ticket, floor: Floor, session: WindowSession, cast: Cast
) -> None:
    ticket = my_turn(floor, session, cast, mine, 9, 20)
    assert "去评价" not in now_of(mine)
    floor.finish(ticket, session, cast.clerk, 9, 25)
    assert "已办完 这次办得怎么样？不记姓名。 去评价" in now_of(mine)
    rate(ticket.visit, 1, channel="qr", at=at(9, 26))
    page = now_of(mine)
    assert "您的评价：非常满意。谢谢您。" in page
    assert "去评价" not in page


def test_cancelled_and_overtaken_by_the_closing_say_what_to_do(
    mine: Ticket, floor: Floor, cast: Cast, clock: Clock
) -> None:
    other = Ticket.objects.exclude(pk=mine.pk).get()
    issuing.cancel(mine, "resident_left", by=cast.guide.actor, at=at(9, 20))
    assert "这个号已取消 还要办事，请重新取号，或到咨询导引台问一问。" in now_of(mine)
    days.close_day(floor.day, by=cast.director.actor, at=at(17))
    clock.is_at(17, 1)
    page = now_of(other)
    assert "闭厅时还没轮到您，很抱歉" in page
    assert "下次开放 11月24日 星期二 09:00" in page


def test_yesterdays_number_has_expired(mine: Ticket, clock: Clock) -> None:
    clock.now = at(9, 0, day=TODAY.replace(day=24))
    page = now_of(mine)
    assert "这个号已经过期" in page
    assert "前面还有" not in page


def test_the_page_names_nobody(mine: Ticket, floor: Floor, session: WindowSession, cast: Cast) -> None:
    my_turn(floor, session, cast, mine, 9, 20)
    page = now_of(mine)
    assert cast.clerk.user.name not in page
    assert "A001" not in page  # nobody else's number either


def test_the_page_follows_its_hall_as_a_ticket_page_may(mine: Ticket, cast: Cast) -> None:
    html = Screen().get("ticket:page", mine.visit.public_token).content.decode()
    key = html.split('<meta name="live" content="')[1].split('"')[0]
    grant = grant_of(key)
    assert grant is not None
    assert (grant.unit_id, grant.audience) == (cast.hall.pk, Audience.TICKET)
    part = Screen().get("ticket:now", mine.visit.public_token).content.decode()
    assert "A002" in part
    assert "<html" not in part


@pytest.mark.django_db
def test_an_unknown_code_is_told_in_plain_words() -> None:
    answer = Screen().get("ticket:page", "NOSUCHCODE")
    assert answer.status_code == 404
    assert "没有找到这个号 地址可能不完整。请重新扫一扫小票上的码" in words(answer)


@pytest.mark.parametrize("address", ["page", "now"])
def test_the_code_stays_between_the_phone_and_the_hall(mine: Ticket, address: str) -> None:
    answer = Screen().get(f"ticket:{address}", mine.visit.public_token)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_signed_in_visitor_of_another_hall_with_the_slip_sees_it_too(mine: Ticket, cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.stranger.user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(f"/t/{mine.visit.public_token}").status_code == 200


def test_every_state_is_complete_in_english(
    mine: Ticket, floor: Floor, session: WindowSession, cast: Cast, clock: Clock
) -> None:
    phone = Screen().reads_english()

    def reads(moment: datetime) -> str:
        clock.now = moment
        answer = phone.get("ticket:page", mine.visit.public_token)
        assert unmarked_chinese(answer) == []
        return words(answer)

    assert "Ahead of you 1 person" in reads(at(9, 3))
    ticket = my_turn(floor, session, cast, mine, 9, 20)
    assert "Please go to window 1" in reads(at(9, 20, 1))
    ticket = calling.start(ticket, session, by=cast.clerk.actor, at=at(9, 21))
    assert "Being served at window 1" in reads(at(9, 21, 1))
    moving.suspend(ticket, session, "with_papers", by=cast.clerk.actor, at=at(9, 22))
    assert "Your papers are at window 1" in reads(at(9, 22, 1))
    ticket.refresh_from_db()
    ticket = moving.resume(ticket, session, by=cast.clerk.actor, at=at(9, 23))
    floor.finish(ticket, session, cast.clerk, 9, 24)
    assert "Rate this visit" in reads(at(9, 24, 1))
    phone_404 = phone.get("ticket:page", "NOSUCHCODE")
    assert unmarked_chinese(phone_404) == []
