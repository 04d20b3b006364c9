"""The one thread that reads the journal for all open streams."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import DatabaseError, Error, close_old_connections, connection

from yizhan.journal.selectors import entries_after, position_of
from yizhan.live.feed import KEPT
from yizhan.live.frames import Frame, frame_of
from yizhan.live.selectors import positions_of
from yizhan.live.watching import Watch, watch

log = logging.getLogger("yizhan.live")

BATCH = 500
TRY_AGAIN_AFTER = 1.0  # seconds

Deliver = Callable[[UUID, int, Sequence[Frame]], None]


class JournalReader(threading.Thread):
    """Reads each new entry of the units in use once and delivers its frame.

    `is_failing` is true while the database cannot be read: streams send no clock then.
    """

    def __init__(self, deliver: Deliver) -> None:
        super().__init__(name="live-read", daemon=True)
        self.is_failing = False
        self._deliver = deliver
        self._positions: dict[UUID, int | None] = {}
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._stopping = threading.Event()

    def follow(self, unit_id: UUID) -> None:
        """Load the unit's newest frames, and go on reading it."""
        with self._lock:
            self._positions.setdefault(unit_id, None)
        self._woken.set()

    def look_now(self) -> None:
        """Do not wait for the next look at the database."""
        self._woken.set()

    def leave(self, unit_id: UUID) -> None:
        """Nobody listens to the unit any more."""
        with self._lock:
            self._positions.pop(unit_id, None)

    def stop(self) -> None:
        """End the thread; its connection is closed."""
        self._stopping.set()
        self._woken.set()
        self.join(timeout=5)

    def run(self) -> None:
        """Read whenever something may be new, until stopped; a failing database is tried again."""
        try:
            while not self._stopping.is_set():
                self._read_until_it_fails()
        finally:
            self.is_failing = True
            connection.close()

    def _read_until_it_fails(self) -> None:
        try:
            self._read_on_one_connection()
        except Error as problem:
            if not self.is_failing:
                log.warning("the journal cannot be read for the live streams: %s", problem)
            self.is_failing = True
            connection.close()
            self._stopping.wait(TRY_AGAIN_AFTER)

    def _read_on_one_connection(self) -> None:
        close_old_connections()
        watching: Watch = watch(self._woken)
        try:
            self._read()
            while not self._stopping.is_set():
                if not self._positions:
                    self._woken.wait()  # nobody listens
                if watching.wait():
                    self._read()
                self.is_failing = False
        finally:
            watching.close()

    def _read(self) -> None:
        with self._lock:
            followed = dict(self._positions)
        for unit_id in [unit_id for unit_id, position in followed.items() if position is None]:
            followed[unit_id] = self._load(unit_id)
        if not followed:
            return
        for unit_id, newest in positions_of(followed).items():
            position = followed[unit_id] or 0
            while position < newest:
                position = self._pass_on(unit_id, position)

    def _load(self, unit_id: UUID) -> int:
        position = position_of(unit_id)
        entries = entries_after(unit_id, max(0, position - KEPT), limit=KEPT)
        return self._delivered(
            unit_id, entries[-1].position if entries else 0, [frame_of(e) for e in entries]
        )

    def _pass_on(self, unit_id: UUID, position: int) -> int:
        entries = entries_after(unit_id, position, limit=BATCH)
        if not entries:
            raise DatabaseError(f"the journal of {unit_id} ends before its position")
        return self._delivered(unit_id, entries[-1].position, [frame_of(entry) for entry in entries])

    def _delivered(self, unit_id: UUID, position: int, frames: Sequence[Frame]) -> int:
        with self._lock:
            if unit_id in self._positions:
                self._positions[unit_id] = position
        self._deliver(unit_id, position, frames)
        return position
