"""How long until the last of 1,000 and 5,000 boards has a call, against a bare asyncio broadcast.

The call is a real act, committed by another process than the program that serves the streams. Both servers
get the same listeners from the same process, one after the other in each round: neither disturbs the other.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from django.db import connection

from benchmarks.listening import CONNECTING_AT_ONCE, Boards, allow_open_files
from benchmarks.serving import memory_of, serving
from benchmarks.size import Size

STOPPED_WITHIN = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Reach:
    """What was measured of one server: milliseconds until the last board has the call, KiB for each board."""

    last_ms: float
    kib: float


@dataclass(frozen=True, slots=True)
class Row:
    """Of the bare broadcast and of the program; medians over the rounds."""

    database: str
    boards: int
    bare: Reach
    live: Reach
    ratio: float


class Clerk:
    """The process that calls."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def press(self) -> float:
        """Call, or put back; the instant of the commit."""
        assert self._process.stdin
        self._process.stdin.write(b"\n")
        return float(await self.told())

    async def told(self) -> str:
        """Its next line."""
        assert self._process.stdout
        line = await self._process.stdout.readline()
        if not line:
            raise SystemExit("the process that calls has ended")
        return line.decode().strip()


def measure(size: Size) -> Iterator[Row]:
    """Measure all numbers of boards on the current database."""
    allow_open_files(max(size.boards))
    yield from asyncio.run(_measure(size))


async def _measure(size: Size) -> list[Row]:
    async with _clerk() as clerk:
        path = await clerk.told()
        return [await _compare(count, path, clerk, size) for count in size.boards]


async def _compare(count: int, path: str, clerk: Clerk, size: Size) -> Row:
    bare: list[Reach] = []
    live: list[Reach] = []
    for _ in range(size.board_rounds):
        reach, frame = await _live(count, path, clerk, size.calls)
        live.append(reach)
        bare.append(await _bare(count, frame, size.calls))
    ratios = [one.last_ms / limit.last_ms for one, limit in zip(live, bare, strict=True)]
    return Row(connection.vendor, count, _median_of(bare), _median_of(live), statistics.median(ratios))


async def _live(count: int, path: str, clerk: Clerk, calls: int) -> tuple[Reach, bytes]:
    """The program: what it reached, and the bytes of a call as a board got them."""
    with serving() as program:
        boards = Boards(program.port, path)
        kib = await _memory_of_boards(boards, count, program.pid)
        times = []
        for _ in range(calls + 1):  # the first one warms up
            committed = await clerk.press()
            times.append(await boards.all_hear(committed))
            await clerk.press()
            await boards.all_see_a_change()
        await boards.prove(calls=calls + 1)
        boards.close()
    return Reach(statistics.median(times[1:]), kib), boards.frame


async def _bare(count: int, frame: bytes, calls: int) -> Reach:
    """The bare broadcast of the same bytes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.broadcast"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdin
        assert process.stdout
        process.stdin.write(frame)
        process.stdin.close()
        boards = Boards(int(process.stdout.readline()), "/")
        kib = await _memory_of_boards(boards, count, process.pid)
        times = [await boards.all_hear(await boards.push()) for _ in range(calls + 1)]
        await boards.prove(calls=calls + 1)
        boards.close()
    finally:
        process.kill()
        process.wait()
    return Reach(statistics.median(times[1:]), kib)


async def _memory_of_boards(boards: Boards, count: int, process: int) -> float:
    """Open all boards; KiB of the server's memory that each takes."""
    await boards.open(CONNECTING_AT_ONCE)  # what the first ones make a server load is not theirs alone
    before = memory_of(process)
    await boards.open(count - CONNECTING_AT_ONCE)
    return (memory_of(process) - before) / (count - CONNECTING_AT_ONCE)


def _median_of(reached: list[Reach]) -> Reach:
    return Reach(
        statistics.median(one.last_ms for one in reached), statistics.median(one.kib for one in reached)
    )


@asynccontextmanager
async def _clerk() -> AsyncIterator[Clerk]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.caller"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Clerk(process)
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), STOPPED_WITHIN)
