"""Noticing that something was journaled, also by another process.

SQLite has no messages; its `PRAGMA data_version` changes with every commit of another connection, and
asking costs some ten microseconds. PostgreSQL says it by LISTEN/NOTIFY, on one connection of its own.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from typing import Protocol

import psycopg
from django.db import DatabaseError, connection

log = logging.getLogger("yizhan.live")

SQLITE_LOOKS_EVERY = 0.01  # seconds
POSTGRES_LOOKS_EVERY = 5.0  # seconds; a safety net under the notifications
RECONNECT_AFTER = 1.0  # seconds
CHANNEL = "yizhan_entries"


class Watch(Protocol):
    """Sleeps until the journal may have grown."""

    def wait(self) -> bool:
        """Sleep until woken or until it is time to look; whether there may be something new."""

    def close(self) -> None:
        """Let go of what the watch holds."""


class SqliteWatch:
    """Looks at the version of the database file, on the connection of the thread that calls it."""

    def __init__(self, woken: threading.Event) -> None:
        self._woken = woken
        self._version = -1

    def wait(self) -> bool:
        """Sleep a moment, or until woken; then compare the version."""
        was_woken = self._woken.wait(SQLITE_LOOKS_EVERY)
        self._woken.clear()
        version = self._version_of_file()
        before, self._version = self._version, version
        return was_woken or version != before

    def close(self) -> None:
        """Nothing is held."""

    @staticmethod
    def _version_of_file() -> int:
        """Asked of the driver: Django's cursor would cost ten times the question."""
        connection.ensure_connection()
        try:
            return int(connection.connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error as problem:
            raise DatabaseError(str(problem)) from problem


class PostgresWatch:
    """A thread that listens for notifications and wakes the reader."""

    def __init__(self, woken: threading.Event) -> None:
        self._woken = woken
        self._stopping = threading.Event()
        self._address = connection.get_connection_params()
        self._thread = threading.Thread(target=self._listen, name="live-listen", daemon=True)
        self._thread.start()

    def wait(self) -> bool:
        """Sleep until notified; now and then look without."""
        self._woken.wait(POSTGRES_LOOKS_EVERY)
        self._woken.clear()
        return True

    def close(self) -> None:
        """End the thread and its connection."""
        self._stopping.set()
        self._thread.join(timeout=3)

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen_on_one_connection()
            except psycopg.Error as problem:
                log.warning("listening for journal entries was interrupted: %s", problem)
                self._stopping.wait(RECONNECT_AFTER)

    def _listen_on_one_connection(self) -> None:
        with psycopg.connect(**self._address, autocommit=True) as listening:
            listening.execute(f"LISTEN {CHANNEL}")
            self._woken.set()  # what was journaled while nobody listened
            while not self._stopping.is_set():
                for _ in listening.notifies(timeout=0.5):
                    self._woken.set()


def watch(woken: threading.Event) -> Watch:
    """The watch that fits the database."""
    return PostgresWatch(woken) if connection.vendor == "postgresql" else SqliteWatch(woken)
