"""The worker: slips to their printers, and what is to be done every so often."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections, connection

from yizhan.devices import printing
from yizhan.devices.tasks import Spooler
from yizhan.lib.ids import PUBLIC_ALPHABET

log = logging.getLogger("yizhan.worker")

SLIPS_LOOKED_FOR_EVERY = 0.5  # seconds; slips queued in this process are printed at once
LOOKS_EVERY = 1.0  # seconds
SEALING = "seal the journal"
DEAD_AFTER = 120.0  # seconds without a round; the longest task takes a few


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something that is done every so often, by one worker at a time."""

    name: str
    every: timedelta
    run: Callable[[], object]


class Worker:
    """Two threads: one for slips, which people wait for, and one for all else."""

    def __init__(self, periodic: Sequence[Periodic], spooler: Spooler) -> None:
        self._periodic = periodic
        self._spooler = spooler
        self._stopping = threading.Event()
        self._beats: dict[str, float] = {}
        self._done: dict[str, float] = {}
        self._threads = [
            threading.Thread(target=self._print, name="worker-slips", daemon=True),
            threading.Thread(target=self._work, name="worker", daemon=True),
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            self._beat(thread.name)
            thread.start()

    def stop(self) -> None:
        """End after what is being done; a slip half sent is sent to its end."""
        self._stopping.set()
        printing.queued.set()
        for thread in self._threads:
            thread.join(timeout=5)
        self._spooler.close()

    @property
    def is_alive(self) -> bool:
        """Whether both threads made a round lately."""
        now = time.monotonic()
        return all(thread.is_alive() for thread in self._threads) and all(
            now - beat < DEAD_AFTER for beat in self._beats.values()
        )

    def seconds_since(self, task: str) -> float | None:
        """How long ago the task was done without an error; None when it was not done yet."""
        done = self._done.get(task)
        return None if done is None else time.monotonic() - done

    def _beat(self, name: str) -> None:
        self._beats[name] = time.monotonic()

    def _print(self) -> None:
        slips = Periodic("slips", timedelta(0), self._spooler.print_pending)
        while not self._stopping.is_set():
            self._do(slips)
            self._beat("worker-slips")
            printing.queued.wait(SLIPS_LOOKED_FOR_EVERY)
            printing.queued.clear()
        connection.close()

    def _work(self) -> None:
        due = dict.fromkeys((task.name for task in self._periodic), 0.0)
        while not self._stopping.wait(LOOKS_EVERY):
            for task in self._periodic:
                if time.monotonic() >= due[task.name] and not self._stopping.is_set():
                    self._do(task)
                    due[task.name] = time.monotonic() + task.every.total_seconds()
            self._beat("worker")
        connection.close()

    def _do(self, task: Periodic) -> None:
        """Do a task; an unexpected error is logged with a number, and the worker goes on."""
        close_old_connections()
        try:
            task.run()
            self._done[task.name] = time.monotonic()
        except Exception:
            number = "".join(secrets.choice(PUBLIC_ALPHABET) for _ in range(8))
            log.exception("task %s failed, number %s", task.name, number)
            connection.close()
            self._stopping.wait(LOOKS_EVERY)
