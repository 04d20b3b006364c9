"""Clients that replay recorded cycles on the bare driver, as durable as the program's connections."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import Any

import psycopg
from django.db import connection

from benchmarks.hall import BenchHall
from benchmarks.pace import Client
from benchmarks.replay import Replay, Written, watching

_one_writer = threading.Lock()
_numbers = itertools.count()


class Bare:
    """The cycles of a hall's first clients, recorded on its open day, one for each."""

    def __init__(self, hall: BenchHall, clients: int) -> None:
        self.recorded: list[list[Written]] = []
        for client in range(clients):
            seen: list[Written] = []
            with watching(seen):
                hall.cycle(client)
            self.recorded.append(seen)

    def client(self, *, reads: bool) -> Client:
        """Each client replays its own cycle: its window, its category; with `reads`, its SELECTs too."""

        @contextmanager
        def opened(number: int) -> Iterator[Callable[[], None]]:
            replay = Replay(self.recorded[number], reads=reads)
            with closing(_connected()) as driver:
                cursor = driver.cursor()

                def cycle() -> None:
                    # The same fair queue as the acts have: SQLite lets one writer in at a time.
                    with _one_writer if connection.vendor == "sqlite" else nullcontext():
                        replay.cycle(cursor, _label(next(_numbers)))

                yield cycle

        return opened


def _connected() -> Any:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        driver = sqlite3.connect(settings["NAME"], timeout=20, isolation_level=None)
        for pragma in settings["OPTIONS"]["init_command"].split(";"):
            driver.execute(pragma)
        return driver
    return psycopg.connect(
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        autocommit=True,
    )


def _label(number: int) -> str:
    """Four signs that no ticket of the acts has: those begin with a capital letter."""
    return f"{number:04x}"
