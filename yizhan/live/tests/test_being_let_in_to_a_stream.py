"""Who may open a stream, and asking instead of listening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

import pytest

from yizhan.lib.ids import new_id
from yizhan.live import tickets
from yizhan.live.tests.streams import Board, Served, fetch, served, wait_until, write_entry
from yizhan.live.tickets import Audience, Grant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("6.1")]

UNIT = new_id()
TOKENS = {"known": Grant(UNIT, Audience.STAFF)}


@pytest.fixture
def server() -> Iterator[Served]:
    with served(authorise=TOKENS.get) as running:
        yield running


def poll(unit_id: UUID, after: int | None = None) -> str:
    path = f"/live/poll?key={quote(tickets.stream_key(unit_id, 'board'))}"
    return path if after is None else f"{path}&after={after}"


@pytest.mark.parametrize("key", ["", "nonsense", "a.b.c:d:e", "%00", "x" * 5000])
def test_a_wrong_key_opens_nothing(server: Served, key: str) -> None:
    status, headers, problem = fetch(server.port, f"/live/stream?key={key}")
    assert (status, headers["content-type"]) == (403, "application/problem+json")
    assert problem["code"] == "stream_key_not_accepted"
    assert problem["title"].endswith("。")
    assert problem["detail"].endswith("。")


def test_a_key_of_yesterday_has_expired(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tickets, "KEY_LASTS", timedelta(seconds=-1))
    assert fetch(server.port, poll(UNIT))[0] == 403


def test_a_key_of_one_hall_cannot_be_changed_into_one_of_another(server: Served) -> None:
    key = tickets.stream_key(UNIT, "board").replace(UNIT.hex, new_id().hex)
    assert fetch(server.port, f"/live/poll?key={quote(key)}")[0] == 403


def test_a_bearer_token_opens_the_stream_of_its_unit(server: Served) -> None:
    opened = Board(server.port, "/live/stream", {"Authorization": "Bearer known"}).open()
    assert wait_until(lambda: bool(opened.events))
    write_entry(UNIT, "membership.begun")
    assert wait_until(lambda: opened.positions() == [1])
    opened.cut()


@pytest.mark.parametrize("header", ["Bearer unknown", "Bearer ", "Basic known", "known"])
def test_a_token_that_opens_nothing_is_refused(server: Served, header: str) -> None:
    assert fetch(server.port, "/live/stream", Authorization=header)[0] == 403


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 40, "１"])
def test_a_position_that_is_no_number_is_refused(server: Served, after: str) -> None:
    status, _, problem = fetch(server.port, f"{poll(UNIT)}&after={quote(after)}")
    assert (status, problem["code"]) == (400, "position_unreadable")


def test_another_address_is_not_found(server: Served) -> None:
    status, _, problem = fetch(server.port, "/live/other")
    assert (status, problem["code"]) == (404, "no_such_stream")


def test_asking_gives_the_same_frames_as_listening(server: Served) -> None:
    unit_id = new_id()
    write_entry(unit_id, "ticket.called", label="A001")
    assert fetch(server.port, poll(unit_id))[2]["frames"] == []
    write_entry(unit_id, "rating.left")
    write_entry(unit_id, "ticket.called", label="A002")
    assert wait_until(lambda: fetch(server.port, poll(unit_id))[2]["position"] == 3)
    status, headers, content = fetch(server.port, poll(unit_id, after=0))
    assert status == 200
    assert [(frame["event"], frame["id"]) for frame in content["frames"]] == [("call", 1), ("call", 3)]
    assert content["frames"][1]["data"]["label"] == "A002"
    assert headers["etag"] == '"3"'


def test_asking_again_with_nothing_new_is_answered_with_304(server: Served) -> None:
    unit_id = new_id()
    write_entry(unit_id, "ticket.called")
    etag = fetch(server.port, poll(unit_id, after=1))[1]["etag"]
    assert fetch(server.port, poll(unit_id, after=1), If_None_Match=etag)[0] == 304
    write_entry(unit_id, "ticket.called")
    assert wait_until(lambda: fetch(server.port, poll(unit_id, after=1), If_None_Match=etag)[0] == 200)


def test_asking_from_a_position_that_is_not_kept_says_reload(server: Served) -> None:
    unit_id = new_id()
    write_entry(unit_id)
    content = fetch(server.port, poll(unit_id, after=77))[2]
    assert (content["reload"], content["frames"], content["position"]) == (True, [], 1)
