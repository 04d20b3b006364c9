"""A real server on loopback and boards that listen to it, for tests with real sockets."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

import uvicorn
from django.db import connection, transaction
from django.utils import timezone

from yizhan.journal.acts import _next_position
from yizhan.journal.models import Entry
from yizhan.lib.ids import new_id
from yizhan.live import tickets
from yizhan.live.asgi import Authorise, Identify, LiveApp
from yizhan.live.hub import Hub
from yizhan.live.standing import Ask


def now() -> datetime:
    """The streams run by the real clock."""
    return timezone.now()  # noqa: TID251


def write_entry(unit_id: UUID, act: str = "ticket.issued", at: datetime | None = None, **facts: Any) -> int:
    """What an act leaves behind, committed; the position. Calls are announced, as queueing's are."""
    if act in {"ticket.called", "ticket.recalled"}:
        facts = {"call_id": str(new_id())} | facts
    with transaction.atomic():
        position = _next_position(unit_id)
        Entry.objects.create(
            unit_id=unit_id,
            position=position,
            act=act,
            subject_kind="queueing.ticket",
            subject_id="1",
            actor_kind="staff",
            facts=facts,
            at=at or now(),
        )
    return position


def write_entries_in_another_process(unit_id: UUID, count: int, act: str = "ticket.called") -> None:
    """The same from a process of its own, as a second service or a command does."""
    script = (
        "import django; django.setup()\n"
        "from uuid import UUID\n"
        "from yizhan.live.tests.streams import write_entry\n"
        f"for n in range({count}): write_entry(UUID('{unit_id}'), '{act}', label=f'A{{n:03}}')\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yizhan.settings",
        "YIZHAN_DATABASE_URL": database_address(),
    }
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, timeout=60)  # noqa: S603


def database_address() -> str:
    """The address of the test's database, for another process."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    settings = connection.settings_dict
    return (
        f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}"
        f"/{settings['NAME']}"
    )


@dataclass
class Served:
    """A running server of the live app."""

    hub: Hub
    port: int
    stop: Callable[[], None]


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self.hub = hub

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.hub.start()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.hub.close()
        await super().shutdown(sockets)


Around = Callable[[LiveApp], Callable[..., Any]]


@contextmanager
def served(
    authorise: Authorise | None = None,
    identify: Identify | None = None,
    ask: Ask | None = None,
    *,
    around: Around = lambda app: app,
    port: int = 0,
) -> Iterator[Served]:
    """The live app on a free port of loopback, in a thread; stopped at the end. `around` adds pages to it."""
    hub = Hub(ask)
    listening = socket.create_server(("127.0.0.1", port))
    app = around(LiveApp(hub, authorise, identify))
    config = uvicorn.Config(app, lifespan="off", log_level="error", timeout_graceful_shutdown=2)
    server = _Server(config, hub)
    thread = threading.Thread(target=server.run, args=([listening],))

    def stop() -> None:
        server.should_exit = True
        thread.join(timeout=10)

    thread.start()
    try:
        yield Served(hub, listening.getsockname()[1], stop)
    finally:
        stop()
        hub.stop()
        listening.close()


@dataclass
class Board:
    """Something that listens to a stream and remembers the events it got."""

    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    events: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    status: int = 0
    ended: bool = False

    def open(self) -> Board:
        """Connect, and read on in a thread until the stream ends or `cut` is called."""
        self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        self._line.request("GET", self.path, headers=self.headers)
        self._answer = self._line.getresponse()
        self.status = self._answer.status
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        return self

    def cut(self) -> Board:
        """Pull the cable."""
        if self._line.sock is not None:
            self._line.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=5)
        self._line.close()
        return self

    def open_again(self) -> Board:
        """Come back as a browser does: with the id of the last event."""
        return Board(self.port, self.path, {"Last-Event-ID": str(self.last_id)}).open()

    @property
    def last_id(self) -> int:
        """The id of the newest event."""
        return max((position for _, position, _ in self.events), default=0)

    def got(self, *names: str) -> list[tuple[str, int, dict[str, Any]]]:
        """The events of these names, in order of arrival."""
        return [event for event in list(self.events) if event[0] in names]

    def positions(self) -> list[int]:
        """The positions of the entries it got, in order of arrival."""
        return [position for _, position, _ in self.got("call", "change")]

    def hears(self, count: int) -> bool:
        """Whether it has that many entries before long."""
        return wait_until(lambda: len(self.positions()) == count)

    def has(self, position: int) -> bool:
        """Whether it gets this entry before long."""
        return wait_until(lambda: position in self.positions())

    def ends(self) -> bool:
        """Whether its stream ends before long."""
        return wait_until(lambda: self.ended)

    def _read(self) -> None:
        name, position = "", 0
        try:
            for raw in self._answer:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("id: "):
                    position = int(line[4:])
                elif line.startswith("data: "):
                    self.events.append((name, position, json.loads(line[6:])))
        except (OSError, http.client.HTTPException, ValueError):
            pass
        self.ended = True


def wait_until(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether it comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def fetch(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], Any]:
    """One plain request: status, headers, JSON content (None when empty)."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return (
        answer.status,
        {name.lower(): text for name, text in answer.getheaders()},
        json.loads(body) if body else None,
    )


def board(
    server: Served, unit_id: UUID, audience: str = "board", zone_id: str = "", after: int | None = None
) -> Board:
    path = f"/live/stream?key={quote(tickets.stream_key(unit_id, audience, zone_id))}"
    return Board(server.port, path if after is None else f"{path}&after={after}").open()
