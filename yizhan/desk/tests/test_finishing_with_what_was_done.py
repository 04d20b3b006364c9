"""What was really done is told at the finish: items with quantities, or a question in two keys."""

from __future__ import annotations

import pytest

from yizhan.catalog.models import Implementation
from yizhan.desk.tests.conftest import Screen, state_of, words
from yizhan.queueing.actions import calling, issuing
from yizhan.queueing.models import Consultation, ServiceRecord, Ticket, WindowSession
from yizhan.queueing.states import Channel, TicketState
from yizhan.testing.cast import Cast, at
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.clause("4.2", "3.4")
Items = dict[int, Implementation]


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


@pytest.fixture
def serving(floor: Floor, cast: Cast, items: Items, session: WindowSession) -> Ticket:
    issuing.issue(
        floor.social, channel=Channel.GUIDE, implementation=items[1], by=cast.guide.actor, at=at(9, 1)
    )
    ticket = floor.call(session, cast.clerk, 9, 10)
    return calling.start(ticket, session, by=cast.clerk.actor, at=at(9, 11))


def test_the_items_of_the_ticket_stands_there_already(serving: Ticket, items: Items, clerk: Screen) -> None:
    page = clerk.open("desk")
    assert f'<option value="{items[1].pk}"' in page
    chosen = [line for line in page.splitlines() if "selected" in line]
    assert any(str(items[1].pk) in line for line in chosen)


def test_items_are_found_by_number_name_and_pinyin_initials(serving: Ticket, clerk: Screen) -> None:
    page = clerk.open("desk")
    [option] = {part for part in page.split("<option ") if ">31 高龄补贴" in part.replace("\n", "")} or {""}
    words_of = option.partition('data-words="')[2].partition('"')[0].split()
    assert {"31", "高龄补贴", "glbt", "gaolingbutie"} <= set(words_of)


def test_several_items_with_their_quantities(serving: Ticket, items: Items, clerk: Screen) -> None:
    clerk.press("finish", serving.pk, item=[items[1].pk, items[2].pk, ""], quantity=["1", "3", "1"])
    done = ServiceRecord.objects.filter(ticket=serving).values_list("implementation_id", "quantity")
    assert dict(done) == {items[1].pk: 1, items[2].pk: 3}


def test_a_question_in_two_keys_with_its_answer(serving: Ticket, clerk: Screen) -> None:
    clerk.press("finish", serving.pk, business_line="elderly", topic="materials", answer="带身份证和户口本。")
    asked = Consultation.objects.get()
    assert (asked.business_line, asked.topic, asked.answer) == ("elderly", "materials", "带身份证和户口本。")
    assert asked.contacts.get().user.name == "何受理"


def test_the_next_one_is_called_in_the_same_step(
    serving: Ticket, items: Items, floor: Floor, clerk: Screen
) -> None:
    following = floor.issue(9, 20)
    page = clerk.press("finish", serving.pk, item=items[1].pk, quantity="1", then="next")
    assert state_of(serving) == TicketState.SERVED
    assert state_of(following) == TicketState.CALLED
    assert "A001号已办结。A002号已叫到1号窗口。" in page


def test_the_finish_stands_when_nobody_waits(serving: Ticket, items: Items, clerk: Screen) -> None:
    page = clerk.press("finish", serving.pk, item=items[1].pk, quantity="1", then="next")
    assert state_of(serving) == TicketState.SERVED
    assert "没有人在等" in page


def test_what_was_recorded_stands_there_again_after_an_undo(
    serving: Ticket, items: Items, clerk: Screen
) -> None:
    clerk.press("finish", serving.pk, item=items[2].pk, quantity="4")
    page = clerk.press("reopen", serving.pk)
    assert 'value="4"' in page
    [row] = [line for line in page.splitlines() if "selected" in line and "item" in line]
    assert f'value="{items[2].pk}"' in row


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"quantity": "0"}, "的件数要写 1 到 99 的整数"),
        ({"quantity": "100"}, "的件数要写 1 到 99 的整数"),
        ({"quantity": "99999999999999999999"}, "的件数要写 1 到 99 的整数"),
        ({"quantity": "1.5"}, "的件数要写 1 到 99 的整数"),
        ({"quantity": "1", "topic": "materials"}, "咨询要选两样"),
        ({"quantity": "1", "answer": "带身份证。"}, "再选业务条线"),
        ({"quantity": "1", "business_line": "x", "topic": "materials"}, "列表里没有这一项"),
        (
            {"quantity": "1", "business_line": "elderly", "topic": "other", "answer": "a\x07b"},
            "看不见的控制字符",
        ),
        ({"quantity": "1", "business_line": "elderly", "topic": "other", "answer": "长" * 301}, "文字太长"),
    ],
)
def test_what_cannot_be_is_asked_again_and_nothing_typed_is_lost(
    serving: Ticket, items: Items, clerk: Screen, typed: dict[str, str], told: str
) -> None:
    answer = clerk.send("finish", serving.pk, item=items[1].pk, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in words(page)
    assert typed.get("answer", "").replace("\x07", "") in page.replace("\x07", "")
    assert state_of(serving) == TicketState.SERVING


def test_an_item_of_another_hall_is_not_known(serving: Ticket, clerk: Screen) -> None:
    answer = clerk.send("finish", serving.pk, item="0190a000-0000-7000-8000-000000000000", quantity="1")
    assert answer.status_code == 422
    assert "不在本厅的事项目录里" in answer.content.decode()


def test_nothing_done_is_refused_and_the_next_step_is_told(serving: Ticket, clerk: Screen) -> None:
    page = clerk.press("finish", serving.pk, item="", quantity="1")
    assert "还没有记下实际办了什么" in page
    assert state_of(serving) == TicketState.SERVING


def test_html_in_an_answer_is_shown_as_typed(serving: Ticket, clerk: Screen) -> None:
    answer = clerk.send("finish", serving.pk, answer="<b>带</b>身份证")
    assert "&lt;b&gt;带&lt;/b&gt;身份证" in answer.content.decode()
