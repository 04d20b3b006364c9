"""A stale page, a foreign ticket, a wrong post: a sentence, and nothing typed is lost."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from yizhan.desk.tests.conftest import Screen, state_of, words
from yizhan.queueing.actions import calling, issuing
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.states import TicketState
from yizhan.testing.cast import Cast, Member, at
from yizhan.testing.floor import Floor

OF_A_TICKET = [
    "call_chosen",
    "recall",
    "start",
    "pass_over",
    "put_back",
    "suspend",
    "resume",
    "transfer",
    "take_back",
    "finish",
    "reopen",
    "give_priority",
    "cancel",
    "restore",
    "return_to_queue",
    "reprint",
]


@pytest.fixture
def session(floor: Floor, cast: Cast) -> WindowSession:
    return floor.serve(cast.clerk)


@pytest.fixture
def called(floor: Floor, cast: Cast, session: WindowSession) -> Ticket:
    floor.issue(9, 1)
    return floor.call(session, cast.clerk, 9, 10)


def test_a_refusal_comes_as_a_fragment_with_422(floor: Floor, session: WindowSession, clerk: Screen) -> None:
    answer = clerk.htmx("call_next")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'data-refusal="nobody_waiting"' in page
    assert "<html" not in page


def test_an_act_comes_back_as_the_three_columns(floor: Floor, session: WindowSession, clerk: Screen) -> None:
    floor.issue(9, 1)
    answer = clerk.htmx("call_next")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert 'id="lists"' in page
    assert "人来了，开始办理" in page
    assert "A001" in answer.headers["HX-Trigger"] or "\\u53f7" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize("act", ["start", "recall", "suspend", "finish"])
def test_a_stale_page_is_answered_with_409(called: Ticket, cast: Cast, clerk: Screen, act: str) -> None:
    issuing.cancel(called, "resident_left", by=cast.guide.actor, at=at(9, 20))
    typed = {"kind": "without_papers", "business_line": "elderly", "topic": "other", "answer": "说明过了"}
    answer = clerk.htmx(act, called.pk, **typed)
    assert answer.status_code == 409
    assert "A001号" in answer.content.decode()


def test_what_was_typed_survives_a_refusal_without_any_script(
    called: Ticket, cast: Cast, session: WindowSession, clerk: Screen
) -> None:
    """The finish with nothing done but an odd row is refused by the act; the page shows the words again."""
    calling.start(called, session, by=cast.clerk.actor, at=at(9, 12))
    page = clerk.press("finish", called.pk, item="", quantity="7")
    assert "还没有记下实际办了什么" in page
    assert 'value="7"' in page
    assert 'value="7"' not in clerk.open("desk")


@pytest.mark.parametrize("act", OF_A_TICKET)
def test_another_halls_ticket_does_not_exist(called: Ticket, cast: Cast, act: str) -> None:
    from yizhan.queueing.actions import windows

    stranger = Screen(cast.stranger)
    windows.sign_in(cast.other_windows[0], cast.stranger.user, by=cast.stranger.actor, at=at(9))
    answer = stranger.send(act, called.pk)
    assert answer.status_code == 404
    assert state_of(called) == TicketState.CALLED


def test_another_halls_ticket_cannot_be_read(called: Ticket, cast: Cast) -> None:
    assert Screen(cast.stranger).get("ticket", called.pk).status_code == 404


NOBODY = UUID(int=7)
SCREENS: list[tuple[str, str, bool, set[str]]] = [
    ("desk", "get", False, {"clerk", "delivery", "station_worker", "outsourced"}),
    ("call_next", "post", False, {"clerk", "delivery", "station_worker", "outsourced"}),
    ("finish", "post", True, {"clerk", "delivery", "station_worker", "outsourced"}),
    ("guide", "get", False, {"guide", "director", "station_worker"}),
    ("issue", "post", False, {"guide", "director", "station_worker"}),
    ("tickets", "get", False, {"guide", "director", "clerk", "delivery", "station_worker", "outsourced"}),
    ("cancel", "post", True, {"guide", "director", "clerk", "delivery", "station_worker", "outsourced"}),
    ("questions", "get", False, {"guide", "director", "clerk", "delivery", "station_worker", "outsourced"}),
    ("day", "get", False, {"guide", "director", "station_worker"}),
    ("open_day", "post", False, {"guide", "director", "station_worker"}),
    ("today", "get", False, {"director"}),
    ("setup", "get", False, {"director", "system_admin"}),
    ("add_category", "post", False, {"director", "system_admin"}),
]
EVERYBODY = {
    "director",
    "guide",
    "clerk",
    "approver",
    "delivery",
    "agent",
    "station_worker",
    "outsourced",
    "system_admin",
    "security_admin",
    "audit_admin",
}


@pytest.mark.parametrize(("name", "method", "of_one", "admitted"), SCREENS)
def test_each_screen_opens_for_its_posts_only(
    cast: Cast, name: str, method: str, of_one: bool, admitted: set[str]
) -> None:
    address = reverse(f"desk:{name}", args=[NOBODY] if of_one else [])
    for who in sorted(EVERYBODY):
        member: Member = getattr(cast, who)
        answer = getattr(Screen(member).browser, method)(address)
        refused = answer.status_code == 403 and "不归您的岗位" in answer.content.decode()
        assert refused == (who not in admitted), (name, who, answer.status_code)


def test_who_is_not_signed_in_is_led_to_the_sign_in_page(cast: Cast, client: object) -> None:
    from django.test import Client

    answer = Client().get(reverse("desk:desk"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_an_act_is_never_done_by_opening_its_address(called: Ticket, clerk: Screen) -> None:
    for act in OF_A_TICKET:
        assert clerk.get(act, called.pk).status_code == 405
    assert words(clerk.open("desk"))
