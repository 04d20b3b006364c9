"""A clerk's morning on plain forms: every act of the window works without any script."""

from __future__ import annotations

import uuid

import pytest

from yizhan.desk.tests.conftest import Screen, state_of, words
from yizhan.queueing.models import Call, Consultation, Pause, Ticket, WindowSession
from yizhan.queueing.states import TicketState
from yizhan.testing.cast import Cast
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("4.2", "6.1")


@pytest.fixture
def ticket(floor: Floor) -> Ticket:
    return floor.issue(9, 1)


@pytest.fixture
def at_window(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


@pytest.fixture
def called(at_window: WindowSession, ticket: Ticket, clerk: Screen) -> Ticket:
    clerk.press("call_next")
    ticket.refresh_from_db()
    return ticket


@pytest.fixture
def serving(called: Ticket, clerk: Screen) -> Ticket:
    clerk.press("start", called.pk)
    return called


def test_a_clerk_takes_a_free_window_and_sees_who_sits_at_the_others(
    floor: Floor, cast: Cast, clerk: Screen
) -> None:
    floor.serve(cast.clerk2, 1)
    page = words(clerk.open("windows"))
    assert "吕受理" in page
    page = clerk.press("sign_in", cast.windows[0].pk, came_from="windows")
    assert "您已登录1号窗口" in page
    assert WindowSession.objects.get(user=cast.clerk.user).window == cast.windows[0]


def test_who_is_at_no_window_chooses_one_first(floor: Floor, clerk: Screen) -> None:
    assert clerk.get("desk").headers["Location"] == "/desk/windows/"


@pytest.mark.clause("2.3")
def test_the_untrained_is_told_why_he_may_not_sign_in(cast: Cast) -> None:
    """His other post lets him into the house, not to a window."""
    from yizhan.lib.actor import SYSTEM
    from yizhan.orgs import actions as orgs
    from yizhan.orgs.states import Employment, Post
    from yizhan.testing.cast import SET_UP

    person = cast.untrained
    orgs.grant_membership(
        person.user, cast.hall, post=Post.GUIDE, employment=Employment.ESTABLISHED, by=SYSTEM, at=SET_UP
    )
    orgs.record_training(
        person.user, post=Post.GUIDE, passed_on=SET_UP.date(), unit=cast.hall, by=SYSTEM, at=SET_UP
    )
    screen = Screen(person)
    page = screen.press("sign_in", cast.windows[0].pk, came_from="windows")
    assert "还没有登记这个岗位的培训合格" in page
    assert not WindowSession.objects.exists()


def test_the_desk_says_who_is_next_and_why(floor: Floor, at_window: WindowSession, clerk: Screen) -> None:
    floor.issue(9, 1)
    floor.issue(9, 20, priority="elder")
    page = words(clerk.open("desk"))
    assert "下一位 A002" in page
    assert "优先：60岁以上老年人" in page
    assert "29 分钟" in page


def test_calling_starting_and_finishing(serving: Ticket, clerk: Screen) -> None:
    assert state_of(serving) == TicketState.SERVING
    page = clerk.press(
        "finish", serving.pk, business_line="elderly", topic="materials", answer="带身份证。", then="stay"
    )
    assert state_of(serving) == TicketState.SERVED
    assert "A001号已办结" in page


def test_a_repeated_click_calls_one_number_only(
    floor: Floor, at_window: WindowSession, clerk: Screen
) -> None:
    floor.issue(9, 1)
    floor.issue(9, 2)
    key = str(uuid.uuid4())
    for _ in range(2):
        page = clerk.press("call_next", request_key=key)
        assert "A001号已叫到1号窗口" in page
    assert Call.objects.count() == 1


def test_a_recall_that_comes_too_early_says_how_long_to_wait(
    called: Ticket, clerk: Screen, clock: Clock
) -> None:
    clock.is_at(9, 30, 5)
    page = clerk.open("desk")
    assert 'data-wait="7"' in page
    assert "再叫 2 遍才可以" in page
    assert "7秒后可以再叫" in clerk.press("recall", called.pk)


def test_nobody_comes_after_three_calls(called: Ticket, clerk: Screen, clock: Clock) -> None:
    for second in (15, 30):
        clock.is_at(9, 30, second)
        clerk.press("recall", called.pk)
    clock.is_at(9, 30, 50)
    page = clerk.press("pass_over", called.pk)
    assert state_of(called) == TicketState.PASSED
    assert "过号 1" in words(page)


def test_a_passed_number_comes_back_into_the_queue(floor: Floor, cast: Cast, clerk: Screen) -> None:
    ticket = floor.issue(9, 1)
    floor.pass_over(floor.serve(cast.clerk), cast.clerk, 9, 5)
    page = clerk.press("return_to_queue", ticket.pk)
    assert state_of(ticket) == TicketState.WAITING
    assert "过号后回来" in page


def test_a_call_made_by_mistake_is_put_back(called: Ticket, clerk: Screen) -> None:
    page = clerk.press("put_back", called.pk)
    assert state_of(called) == TicketState.WAITING
    assert "A001号回到队里原来的位置" in page


def test_a_chosen_number_is_called_out_of_turn(floor: Floor, at_window: WindowSession, clerk: Screen) -> None:
    floor.issue(9, 1)
    second = floor.issue(9, 2)
    clerk.press("call_chosen", second.pk)
    assert state_of(second) == TicketState.CALLED


@pytest.mark.parametrize("kind", ["without_papers", "with_papers", "waiting_for"])
def test_a_number_is_set_aside_and_taken_up_again(serving: Ticket, clerk: Screen, kind: str) -> None:
    page = clerk.press("suspend", serving.pk, kind=kind, note="回家取户口本")
    assert "回家取户口本" in page
    clerk.press("resume", serving.pk)
    assert state_of(serving) == TicketState.SERVING


def test_a_number_is_sent_to_another_category_and_taken_back(
    serving: Ticket, floor: Floor, clerk: Screen
) -> None:
    page = clerk.press("transfer", serving.pk, target=floor.civil.pk)
    assert "A001号已转到民政救助" in page
    assert "撤销：A001 刚转号" in page
    clerk.press("take_back", serving.pk)
    assert state_of(serving) == TicketState.SERVING


def test_a_number_is_sent_to_one_window(serving: Ticket, floor: Floor, cast: Cast, clerk: Screen) -> None:
    floor.serve(cast.clerk2, 1)
    page = clerk.press("transfer", serving.pk, target=cast.windows[1].pk)
    assert "已转到2号窗口" in page
    serving.refresh_from_db()
    assert serving.reserved_for == cast.windows[1]


def test_a_resident_who_gives_up_is_taken_out_and_can_be_put_back(called: Ticket, clerk: Screen) -> None:
    page = clerk.press("cancel", called.pk, reason="resident_left", back="desk")
    assert "群众不办了" in page
    clerk.press("restore", called.pk, back="desk")
    assert state_of(called) == TicketState.WAITING


def test_who_wants_nothing_after_all_is_no_consultation(serving: Ticket, clerk: Screen) -> None:
    page = clerk.open("desk")
    assert "群众不办了" in words(page)
    assert "A001 什么也没办，取消这个号？" in page
    page = clerk.press("cancel", serving.pk, reason="resident_left", seen="serving", back="desk")
    assert "A001号已取消：群众不办了" in page
    assert not Consultation.objects.exists()
    clerk.press("restore", serving.pk, back="desk")
    assert state_of(serving) == TicketState.WAITING


def test_a_number_at_a_window_is_not_ended_by_an_older_page(
    called: Ticket, cast: Cast, guide: Screen
) -> None:
    assert "取消这个号" not in guide.open("ticket", called.pk)
    page = guide.press(
        "cancel", called.pk, reason="wrong_ticket", seen="waiting", back="guide", came_from="guide"
    )
    assert "现在的状态是“已叫号”" in page
    assert state_of(called) == TicketState.CALLED


def test_a_finish_made_too_early_is_undone(serving: Ticket, clerk: Screen, clock: Clock) -> None:
    clerk.press("finish", serving.pk, business_line="elderly", topic="materials", answer="带身份证。")
    clock.is_at(9, 35)
    page = clerk.open("desk")
    assert "撤销：A001 刚办结" in page
    clerk.press("reopen", serving.pk)
    assert state_of(serving) == TicketState.SERVING


def test_pausing_with_a_reason_and_going_on(at_window: WindowSession, clerk: Screen) -> None:
    page = clerk.press("pause", reason="meal")
    assert "窗口暂停：用餐" in page
    clerk.press("resume_calling")
    assert not Pause.objects.filter(ended_at=None).exists()


def test_signing_out_is_refused_while_somebody_is_there(called: Ticket, clerk: Screen) -> None:
    assert "窗口上还有一个号没有办完" in clerk.press("sign_out")
    clerk.press("put_back", called.pk)
    page = clerk.press("sign_out")
    assert "您已从1号窗口签退" in page


def test_the_open_call_is_still_there_after_a_reload(called: Ticket, clerk: Screen) -> None:
    for _ in range(2):
        assert "人来了，开始办理" in clerk.open("desk")
