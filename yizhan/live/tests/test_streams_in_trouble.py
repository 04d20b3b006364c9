"""Slow listeners, silence, a journal that cannot be read, shutting down: what a stream does then."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from urllib.parse import quote
from uuid import UUID

import pytest

from yizhan.live import feed, tickets
from yizhan.live.tests.streams import (
    Served,
    board,
    fetch,
    wait_until,
    write_entry,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("5.3", "6.1")]


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
