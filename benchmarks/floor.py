"""Issue + call + finish with 1, 16 and 64 clients: the acts against the bare driver doing the same writes.

Run once per database by `python -m benchmarks`; prints one JSON row per measurement.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

from django.db import connection, connections

from benchmarks.hall import BenchHall, build, moment
from benchmarks.replay import Recorded, Replay
from yizhan.queueing.actions import calling, finishing, issuing
from yizhan.queueing.models import Ticket
from yizhan.queueing.states import Channel
from yizhan.testing.floor import QUESTION

CLIENTS = (1, 16, 64)
ROUNDS = 3
CYCLES = 192
"""Cycles per measurement, shared by the clients."""

_one_writer = threading.Lock()


def measure() -> None:
    """Measure bare and acts in turn, several rounds, and print the medians and their ratio."""
    hall = build(max(CLIENTS))
    record, label = _watch_one_cycle(hall)
    numbers = iter(range(1, 60_000))
    for clients in CLIENTS:
        rounds = [
            (_rate(clients, _bare_client(record, label, numbers)), _rate(clients, _acts_client(hall)))
            for _ in range(ROUNDS)
        ]
        bare = statistics.median(rate for rate, _ in rounds)
        acts = statistics.median(rate for _, rate in rounds)
        ratio = statistics.median(rate_acts / rate_bare for rate_bare, rate_acts in rounds)
        row = {"database": connection.vendor, "clients": clients, "bare": bare, "acts": acts, "ratio": ratio}
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()
    _every_number_once()


def one_cycle(hall: BenchHall, client: int) -> Ticket:
    """One resident: a ticket, the call, the finish with a consultation."""
    session, clerk = hall.served[client]
    category = hall.categories[session.window.number % len(hall.categories)]
    issuing.issue(category, channel=Channel.GUIDE, by=hall.guide, at=moment(9))
    ticket = calling.call_next(session, by=clerk.actor, at=moment(9, 5))
    return finishing.finish(
        ticket, session, by=clerk.actor, user=clerk.user, at=moment(9, 10), questions=[QUESTION]
    )


def _watch_one_cycle(hall: BenchHall) -> tuple[Recorded, str]:
    session, clerk = hall.served[0]
    category = hall.categories[session.window.number % len(hall.categories)]
    recorded = Recorded()
    with recorded.transaction():
        ticket = issuing.issue(category, channel=Channel.GUIDE, by=hall.guide, at=moment(9))
    with recorded.transaction():
        ticket = calling.call_next(session, by=clerk.actor, at=moment(9, 5))
    with recorded.transaction():
        finishing.finish(
            ticket, session, by=clerk.actor, user=clerk.user, at=moment(9, 10), questions=[QUESTION]
        )
    return recorded, ticket.label


def _acts_client(hall: BenchHall) -> Callable[[int, int], None]:
    def work(client: int, cycles: int) -> None:
        try:
            for _ in range(cycles):
                one_cycle(hall, client)
        finally:
            connections.close_all()

    return work


def _bare_client(recorded: Recorded, label: str, numbers: Any) -> Callable[[int, int], None]:
    is_sqlite = connection.vendor == "sqlite"
    turn = threading.Lock()

    def number() -> int:
        with turn:
            return next(numbers)

    def work(client: int, cycles: int) -> None:
        raw = _raw_connection()
        cursor = raw.cursor()
        replay = Replay(recorded, label, lambda sql: sql.replace("%s", "?") if is_sqlite else sql)
        begin = (lambda: cursor.execute("BEGIN IMMEDIATE")) if is_sqlite else (lambda: cursor.execute("BEGIN"))
        for _ in range(cycles):
            with _one_writer if is_sqlite else nullcontext():
                replay.cycle(cursor, begin, lambda: cursor.execute("COMMIT"), number())
        raw.close()

    return work


def _raw_connection() -> Any:
    """The driver alone, with the same durability as the program's own connections."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        raw = sqlite3.connect(settings["NAME"], timeout=20, isolation_level=None, check_same_thread=False)
        for pragma in settings["OPTIONS"]["init_command"].split(";"):
            raw.execute(pragma)
        return raw
    import psycopg

    return psycopg.connect(
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        autocommit=True,
    )


def _rate(clients: int, work: Callable[[int, int], None]) -> float:
    """Cycles per second of so many clients at once."""
    barrier = threading.Barrier(clients + 1)

    def client(number: int) -> None:
        barrier.wait()
        work(number, max(CYCLES // clients, 1))

    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(client, number) for number in range(clients)]
        barrier.wait()
        began = time.perf_counter()
        for one in running:
            one.result()
        return max(CYCLES // clients, 1) * clients / (time.perf_counter() - began)


def _every_number_once() -> None:
    labels = list(Ticket.objects.values_list("label", flat=True))
    if len(labels) != len(set(labels)):
        raise SystemExit("a number was issued twice")

