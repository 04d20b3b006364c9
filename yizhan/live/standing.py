"""Whether what let somebody in still lets him in: a device in use, a session, a token, a post that goes on.

Asked for all open streams together, some seconds apart, so that thousands of boards cost one query; and for
whoever comes, together with all who come in the same moment (after a restart: the boards of a city).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import connection


class Proof(StrEnum):
    """By what a browser or a program shows who it is."""

    SESSION = "session"
    DEVICE = "device"
    TOKEN = "token"  # noqa: S105 - the kind of proof, not a token


@dataclass(frozen=True, slots=True)
class Credential:
    """What came with a request, and the unit that it is to open. `secret`: a session's key, or a digest."""

    proof: Proof
    secret: str
    unit_id: UUID


Credentials = frozenset[Credential]
Ask = Callable[[Credentials], Collection[Credential]]
"""Which of these open their unit now. It reads the database, so it is called in a thread."""


class Standing:
    """Answers for one credential or for thousands by the same question."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._wanted: set[Credential] = set()
        self._next: asyncio.Task[Collection[Credential]] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def of(self, credentials: Collection[Credential]) -> Collection[Credential]:
        """Those that hold now, among them the ones asked for. Raises the database's error."""
        if not credentials:
            return frozenset()
        self._wanted.update(credentials)
        if self._next is None:
            self._next = asyncio.create_task(self._round())
        return await asyncio.shield(self._next)

    async def _round(self) -> Collection[Credential]:
        """Ask for all who came while the last question was under way."""
        async with self._one_at_a_time:
            wanted, self._wanted, self._next = frozenset(self._wanted), set(), None
            return await asyncio.to_thread(self._asked, wanted)

    def _asked(self, wanted: Credentials) -> Collection[Credential]:
        try:
            return self._ask(wanted)
        finally:
            connection.close()
