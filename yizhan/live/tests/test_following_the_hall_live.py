"""A page that follows its hall: every act once, in order, also after a cut."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import connection

from yizhan.lib.ids import new_id
from yizhan.live import feed, tickets
from yizhan.live.tests.streams import (
    Board,
    Served,
    fetch,
    now,
    served,
    wait_until,
    write_entries_in_another_process,
    write_entry,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("5.3", "6.1")]


@pytest.fixture
def unit_id() -> UUID:
    return new_id()


@pytest.fixture
def server() -> Iterator[Served]:
    with served() as running:
        yield running


def board(
    server: Served, unit_id: UUID, audience: str = "board", zone_id: str = "", after: int | None = None
) -> Board:
    path = f"/live/stream?key={quote(tickets.stream_key(unit_id, audience, zone_id))}"
    return Board(server.port, path if after is None else f"{path}&after={after}").open()


def test_a_first_visit_is_greeted_with_the_position_and_the_time(server: Served, unit_id: UUID) -> None:
    write_entry(unit_id)
    opened = board(server, unit_id)
    assert wait_until(lambda: bool(opened.events))
    name, position, content = opened.events[0]
    assert (opened.status, name, position) == (200, "hello", 1)
    assert content["position"] == 1
    assert content["now"].endswith("+08:00")
    assert opened.positions() == []
    opened.cut()


def test_a_call_reaches_every_open_board_within_a_second(server: Served, unit_id: UUID) -> None:
    boards = [board(server, unit_id) for _ in range(20)]
    assert wait_until(lambda: server.hub.streams == 20)
    begun = time.monotonic()
    write_entry(
        unit_id, "ticket.called", label="A001", window_number=3, call_id="c1", zone_id="z", kind="call"
    )
    assert wait_until(lambda: all(opened.got("call") for opened in boards))
    assert time.monotonic() - begun < 1
    for opened in boards:
        ((_, position, content),) = opened.got("call")
        assert position == content["position"] == 1
        assert (content["label"], content["window_number"], content["call_id"]) == ("A001", 3, "c1")
        assert content["at"].endswith("+08:00")
        opened.cut()


def test_after_a_cut_every_missed_call_comes_once_and_in_order(server: Served, unit_id: UUID) -> None:
    first = board(server, unit_id)
    assert wait_until(lambda: bool(first.events))
    for n in range(3):
        write_entry(unit_id, "ticket.called", label=f"A{n:03}")
    assert wait_until(lambda: len(first.positions()) == 3)
    first.cut()
    for n in range(3, 40):
        write_entry(unit_id, "ticket.called", label=f"A{n:03}")
    again = first.open_again()
    write_entry(unit_id, "ticket.recalled", label="A039")
    assert wait_until(lambda: len(first.positions()) + len(again.positions()) == 41)
    assert first.positions() + again.positions() == list(range(1, 42))
    again.cut()


@pytest.mark.race
def test_cuts_at_any_moment_lose_nothing_and_repeat_nothing(server: Served, unit_id: UUID) -> None:
    stop = threading.Event()

    def keep_calling() -> None:
        while not stop.is_set():
            write_entry(unit_id, "ticket.called", label="A001")
            time.sleep(0.002)
        connection.close()

    caller = threading.Thread(target=keep_calling)
    current = board(server, unit_id, after=0)
    caller.start()
    seen: list[int] = []
    for _ in range(15):
        time.sleep(0.06)
        current.cut()
        seen += current.positions()
        current = Board(
            current.port, current.path, {"Last-Event-ID": str(max([*seen, current.last_id]))}
        ).open()
    stop.set()
    caller.join()
    last = write_entry(unit_id)
    assert wait_until(lambda: last in current.positions())
    seen += current.positions()
    current.cut()
    assert seen == list(range(1, last + 1))


def test_acts_of_another_process_are_seen_within_a_second(server: Served, unit_id: UUID) -> None:
    opened = board(server, unit_id)
    assert wait_until(lambda: bool(opened.events))
    write_entries_in_another_process(unit_id, 25)
    ended = time.monotonic()
    assert wait_until(lambda: opened.positions() == list(range(1, 26)))
    assert time.monotonic() - ended < 1
    opened.cut()


@pytest.mark.postgres_only(reason="LISTEN is PostgreSQL's; SQLite's version of the file needs no connection")
def test_a_lost_line_to_the_database_is_mended_and_nothing_is_missed(server: Served, unit_id: UUID) -> None:
    opened = board(server, unit_id)
    assert wait_until(lambda: bool(opened.events))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 2  # the listening one and the reading one
    write_entry(unit_id, "ticket.called")
    assert wait_until(lambda: opened.positions() == [1], seconds=4)
    begun = time.monotonic()
    write_entry(unit_id, "ticket.called")
    assert wait_until(lambda: opened.positions() == [1, 2])
    assert time.monotonic() - begun < 1
    opened.cut()


def test_a_board_hears_what_the_hall_may_know_and_staff_hear_all(server: Served, unit_id: UUID) -> None:
    screens = {audience: board(server, unit_id, audience) for audience in ("board", "ticket", "staff")}
    assert wait_until(lambda: server.hub.streams == 3)
    acts = [
        "ticket.called",
        "ticket.issued",
        "window.opened",
        "day.opened",
        "rating.left",
        "membership.begun",
    ]
    for act in acts:
        write_entry(unit_id, act)
    assert wait_until(lambda: len(screens["staff"].positions()) == 6)
    for audience in ("board", "ticket"):
        assert screens[audience].hears(4)
        assert screens[audience].positions() == [1, 2, 3, 4]
    for screen in screens.values():
        screen.cut()


def test_another_hall_hears_nothing(server: Served, unit_id: UUID) -> None:
    stranger = board(server, new_id())
    own = board(server, unit_id)
    assert wait_until(lambda: server.hub.streams == 2)
    write_entry(unit_id, "ticket.called")
    assert wait_until(lambda: bool(own.positions()))
    assert stranger.positions() == []
    own.cut(), stranger.cut()


def test_a_zone_hears_its_own_calls_and_only_changes_of_the_others(server: Served, unit_id: UUID) -> None:
    opened = board(server, unit_id, zone_id="north")
    assert wait_until(lambda: bool(opened.events))
    write_entry(unit_id, "ticket.called", zone_id="south", label="A001")
    write_entry(unit_id, "ticket.called", zone_id="north", label="A002")
    assert wait_until(lambda: len(opened.positions()) == 2)
    assert [content.get("label") for _, _, content in opened.got("call")] == ["A002"]
    opened.cut()


def test_what_was_missed_before_today_is_not_replayed(server: Served, unit_id: UUID) -> None:
    write_entry(unit_id, "ticket.called", at=now() - timedelta(days=1))
    write_entry(unit_id, "ticket.called")
    opened = board(server, unit_id, after=0)
    assert wait_until(lambda: bool(opened.positions()))
    assert opened.positions() == [2]
    opened.cut()


@pytest.mark.parametrize("after", [0, 10_000])
def test_who_is_too_far_behind_or_ahead_of_the_journal_reloads(
    server: Served, unit_id: UUID, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "KEPT", 5)
    monkeypatch.setattr("yizhan.live.reading.KEPT", 5)
    for _ in range(6):
        write_entry(unit_id)
    opened = board(server, unit_id, after=after)
    assert wait_until(lambda: bool(opened.events))
    assert opened.events[0][:2] == ("reload", 6)
    write_entry(unit_id)
    assert wait_until(lambda: opened.positions() == [7])
    opened.cut()


def test_a_listener_that_falls_behind_is_ended_and_told_to_reload(
    server: Served, unit_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "KEPT", 3)
    opened = board(server, unit_id)
    assert wait_until(lambda: bool(opened.events))
    monkeypatch.setattr(feed.Listener, "wake", lambda self: None)  # it sleeps through what comes
    for _ in range(5):
        write_entry(unit_id)
    time.sleep(0.3)
    monkeypatch.undo()
    server.hub._loop.call_soon_threadsafe(  # type: ignore[union-attr]
        next(iter(server.hub._feeds.values())).wake_all
    )
    assert wait_until(lambda: opened.ended)
    assert opened.positions() == []
    again = opened.open_again()
    assert wait_until(lambda: bool(again.events))
    assert server.hub.streams == 1
    again.cut()


def test_one_that_does_not_read_holds_up_nobody_and_is_cut(
    server: Served, unit_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yizhan.live.hub.SEND_WITHIN", 0.5)
    key = quote(tickets.stream_key(unit_id, "staff"))
    deaf = socket.create_connection(("127.0.0.1", server.port))
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.sendall(f"GET /live/stream?key={key} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    others = [board(server, unit_id, "staff") for _ in range(3)]
    assert wait_until(lambda: server.hub.streams == 4)
    big = "x" * 200_000  # no real fact is that long; it fills the buffers of the line at once
    for _ in range(40):
        begun = time.monotonic()
        position = write_entry(unit_id, "ticket.called", label=big)
        assert all(other.has(position) for other in others)
        assert time.monotonic() - begun < 2
        if server.hub.streams == 3:
            break
        time.sleep(0.05)
    assert wait_until(lambda: server.hub.streams == 3)
    deaf.close()
    for other in others:
        other.cut()


def test_silence_is_filled_with_the_clock_and_the_position(
    server: Served, unit_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yizhan.live.hub.CLOCK_EVERY", 0.1)
    opened = board(server, unit_id)
    assert wait_until(lambda: bool(opened.events))
    write_entry(unit_id, "rating.left")  # none of a board's business, but its position moves on
    assert wait_until(lambda: any(position == 1 for _, position, _ in opened.got("clock")))
    assert opened.positions() == []
    opened.cut()


def test_a_server_that_cannot_read_its_journal_sends_no_clock(
    server: Served, unit_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yizhan.live.hub.CLOCK_EVERY", 0.1)
    opened = board(server, unit_id)
    assert wait_until(lambda: bool(opened.got("clock")))
    monkeypatch.setattr(type(server.hub), "is_failing", property(lambda self: True))
    time.sleep(0.2)
    before = len(opened.events)
    time.sleep(0.4)
    assert len(opened.events) == before
    status, _, problem = fetch(server.port, opened.path.replace("stream", "poll"))
    assert (status, problem["code"]) == (503, "streams_unavailable")
    opened.cut()


def test_a_closed_page_leaves_nothing_behind(server: Served, unit_id: UUID) -> None:
    boards = [board(server, unit_id) for _ in range(10)]
    assert wait_until(lambda: server.hub.streams == 10)
    for opened in boards:
        opened.cut()
    assert wait_until(lambda: server.hub.streams == 0)


def test_open_pages_do_not_hold_up_the_shutdown(server: Served, unit_id: UUID) -> None:
    boards = [board(server, unit_id) for _ in range(5)]
    assert wait_until(lambda: server.hub.streams == 5)
    begun = time.monotonic()
    server.stop()
    assert time.monotonic() - begun < 2
    assert all(opened.ends() for opened in boards)


def test_many_streams_need_no_more_threads(server: Served, unit_id: UUID) -> None:
    first = http.client.HTTPConnection("127.0.0.1", server.port)
    first.request("GET", f"/live/stream?key={quote(tickets.stream_key(unit_id, 'board'))}")
    assert wait_until(lambda: server.hub.streams == 1)
    before = threading.active_count()
    lines = [first]
    for _ in range(100):
        line = http.client.HTTPConnection("127.0.0.1", server.port)
        line.request("GET", f"/live/stream?key={quote(tickets.stream_key(unit_id, 'board'))}")
        lines.append(line)
    assert wait_until(lambda: server.hub.streams == 101)
    assert threading.active_count() == before
    for line in lines:
        line.close()
