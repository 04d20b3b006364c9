"""How long until the last of 1,000 and 5,000 boards has a call, against a bare asyncio broadcast.

The call is a real act, committed by another process than the one that serves the streams. Both servers are
measured in turn, with the same listening process on the same machine.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from benchmarks.size import SIZES, Size
from yizhan.live.tests.streams import database_address
from yizhan.live.tickets import stream_key
from yizhan.queueing.actions import calling
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import assemble
from yizhan.testing.floor import open_floor

HEARD_WITHIN = 30.0  # seconds
CONNECTING_AT_ONCE = 100
SETTLES_IN = 1.0  # seconds; until the boards have what else was done

Push = Callable[[], Awaitable[float]]
"""Makes the call known; returns the instant at which it was (committed, or asked for)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number of boards: milliseconds until the last one has the call, and memory per board."""

    database: str
    streams: int
    bare_ms: float
    live_ms: float
    ratio: float
    bare_kib: float
    live_kib: float


class Listener(asyncio.Protocol):
    """One board: asks for its stream, and notes every call."""

    def __init__(self, boards: Boards, request: bytes) -> None:
        self._boards = boards
        self._request = request

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        if isinstance(transport, asyncio.Transport):
            self._boards.lines.append(transport)
            transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Note the answer, or a call."""
        if b"event: call" in data:
            self._boards.hear()
        elif data.startswith(b"HTTP/1.1 200"):
            self._boards.opened += 1


class Boards:
    """All boards of one server, and how many of them have the call."""

    def __init__(self, port: int, request: bytes) -> None:
        self._port = port
        self._request = request
        self.lines: list[asyncio.Transport] = []
        self.opened = 0
        self._heard = 0
        self._last = 0.0

    def hear(self) -> None:
        """One more has it."""
        self._heard += 1
        self._last = time.perf_counter()

    async def open(self, count: int) -> None:
        """Connect so many more, a few at once as boards do after a restart."""
        wanted = len(self.lines) + count
        loop = asyncio.get_running_loop()
        for _ in range(count // CONNECTING_AT_ONCE):
            opening = [
                loop.create_connection(lambda: Listener(self, self._request), "127.0.0.1", self._port)
                for _ in range(CONNECTING_AT_ONCE)
            ]
            await asyncio.gather(*opening)
        await self._until(lambda: self.opened == wanted)

    async def time_of(self, push: Push) -> float:
        """Milliseconds from the push until the last board has it."""
        self._heard = 0
        begun = await push()
        await self._until(lambda: self._heard == len(self.lines))
        return (self._last - begun) * 1000

    def close(self) -> None:
        """All boards go."""
        for line in self.lines:
            line.abort()

    @staticmethod
    async def _until(condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(HEARD_WITHIN):
            while not condition():
                await asyncio.sleep(0.002)


def measure(size: Size) -> Iterator[Row]:
    """Measure all numbers of boards on the current database."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    floor = open_floor(assemble())
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    floor.issue(9, 0)

    def call() -> float:
        floor.call(session, clerk, 9, 5)
        return time.perf_counter()

    def put_back() -> None:
        called = Ticket.objects.get(window=session.window)
        calling.put_back(called, session, by=clerk.actor, at=floor.at(9, 6))

    path = f"/live/stream?key={quote(stream_key(floor.cast.hall.pk, 'board'))}"
    for streams in size.boards:
        yield asyncio.run(_compare(streams, size.board_rounds * size.calls, path, call, put_back))


def run() -> list[Row]:
    """All rows of a full measurement."""
    return list(measure(SIZES["full"]))


async def _compare(
    streams: int, calls: int, path: str, call: Callable[[], float], put_back: Callable[[], None]
) -> Row:
    request = f"GET {path} HTTP/1.1\r\nhost: hall\r\n\r\n".encode()
    with _server("bare") as (bare_port, bare_process), _server("live") as (live_port, live_process):
        bare, live = Boards(bare_port, request), Boards(live_port, request)
        bare_kib = await _open(bare, bare_process, streams)
        live_kib = await _open(live, live_process, streams)

        async def push_bare() -> float:
            _, writer = await asyncio.open_connection("127.0.0.1", bare_port)
            begun = time.perf_counter()
            writer.write(b"PUSH\r\n\r\n")
            writer.close()
            return begun

        async def push_live() -> float:
            return await asyncio.to_thread(call)

        pairs = []
        for _ in range(calls + 1):
            pairs.append((await bare.time_of(push_bare), await live.time_of(push_live)))
            await asyncio.to_thread(put_back)
            await asyncio.sleep(SETTLES_IN)
        pairs = pairs[1:]  # the first one warms up
        bare.close()
        live.close()
    bare_ms, live_ms = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Row(connection.vendor, streams, bare_ms, live_ms, live_ms / bare_ms, bare_kib, live_kib)


async def _open(boards: Boards, server: subprocess.Popen[str], streams: int) -> float:
    """Open all boards; KiB of the server's memory that each takes."""
    await boards.open(CONNECTING_AT_ONCE)  # buffers that the first ones make are not theirs alone
    before = _memory(server.pid)
    await boards.open(streams - CONNECTING_AT_ONCE)
    return (_memory(server.pid) - before) / (streams - CONNECTING_AT_ONCE)


def _memory(process: int) -> float:
    """KiB of memory that the process really uses."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1])
    raise RuntimeError("this system does not tell how much memory a process uses")


@contextmanager
def _server(kind: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.boards_server", kind],
        env=os.environ | {"YIZHAN_DATABASE_URL": database_address()},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout is None:
            raise RuntimeError("the server's output was not opened")
        yield int(process.stdout.readline()), process
    finally:
        process.kill()
        process.wait()
