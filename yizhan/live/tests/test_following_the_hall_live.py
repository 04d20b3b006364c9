"""A page that follows its hall: every act once, in order, also after a cut."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from yizhan.lib.ids import new_id
from yizhan.live import feed
from yizhan.live.tests.streams import (
    Board,
    Served,
    board,
    now,
    wait_until,
    write_entries_in_another_process,
    write_entry,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("5.3", "6.1")]


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
