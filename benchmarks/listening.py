"""Thousands of boards in one process: each asks for its stream and counts what it gets."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Callable

WITHIN = 60.0  # seconds
SETTLES_FOR = 0.5  # seconds; a call that came twice would have come by then
CONNECTING_AT_ONCE = 100
CALL, CHANGE = b"event: call\n", b"event: change\n"
SPARE_FILES = 200


def allow_open_files(connections: int) -> None:
    """Let this process and those that it starts hold so many connections."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if most not in (resource.RLIM_INFINITY, -1) and most < connections + SPARE_FILES:
        raise SystemExit(f"{connections} boards need as many open files, and this system allows {most}")


class Board(asyncio.Protocol):
    """One board; `calls` and `changes` are what it got."""

    def __init__(self, boards: Boards) -> None:
        self._boards = boards
        self._is_open = False
        self.calls = 0
        self.changes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self._boards.request)

    def data_received(self, data: bytes) -> None:
        """Count, and note the instant of a call."""
        if not self._is_open:
            assert data.startswith(b"HTTP/1.1 200"), data
            self._is_open = True
            self._boards.opened += 1
        if calls := data.count(CALL):
            self.calls += calls
            self._boards.heard += calls
            self._boards.last = time.perf_counter()
            self._boards.frame = data
        if changes := data.count(CHANGE):
            self.changes += changes
            self._boards.seen += changes


class Boards:
    """All boards of one server, and how much they got together."""

    def __init__(self, port: int, path: str) -> None:
        self._port = port
        self._rounds = 0
        self.request = f"GET {path} HTTP/1.1\r\nhost: hall\r\n\r\n".encode()
        self.each: list[Board] = []
        self.opened = self.heard = self.seen = 0
        self.last = 0.0
        self.frame = b""

    async def open(self, count: int) -> None:
        """Connect so many more, a few at once as boards do after a restart."""
        loop = asyncio.get_running_loop()
        for begin in range(0, count, CONNECTING_AT_ONCE):
            opening = [
                loop.create_connection(lambda: Board(self), "127.0.0.1", self._port)
                for _ in range(min(CONNECTING_AT_ONCE, count - begin))
            ]
            self.each += [board for _, board in await asyncio.gather(*opening)]
        await self._until(lambda: self.opened == len(self.each))

    async def push(self) -> float:
        """Tell the bare server to send; the instant at which it was told."""
        _, writer = await asyncio.open_connection("127.0.0.1", self._port)
        told = time.perf_counter()
        writer.write(b"PUSH / HTTP/1.1\r\n\r\n")
        writer.close()
        return told

    async def all_hear(self, since: float) -> float:
        """Milliseconds from the instant until the last board has its next call."""
        self._rounds += 1
        await self._until(lambda: self.heard >= self._rounds * len(self.each))
        return (self.last - since) * 1000

    async def all_see_a_change(self) -> None:
        """Wait for the change that everybody is told of after each call."""
        await self._until(lambda: self.seen >= self._rounds * len(self.each))

    async def prove(self, *, calls: int) -> None:
        """Every board got every call, and none twice."""
        await asyncio.sleep(SETTLES_FOR)
        wrong = [board.calls for board in self.each if board.calls != calls]
        if wrong:
            raise SystemExit(f"{len(wrong)} boards got {min(wrong)} to {max(wrong)} calls instead of {calls}")

    def close(self) -> None:
        """All boards go."""
        for board in self.each:
            board.transport.abort()

    @staticmethod
    async def _until(is_so: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(WITHIN):
                while not is_so():
                    await asyncio.sleep(0.002)
        except TimeoutError:
            raise SystemExit("a board missed a call, or got no stream") from None
