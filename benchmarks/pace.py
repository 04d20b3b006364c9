"""How many cycles a second so many clients get done at once."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass

STARTED_WITHIN = 60.0  # seconds
Client = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""Opens what the client of this number needs (a connection), and gives what it does in one cycle."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Cycles a second of all clients together, the CPU that one takes, and what 99 of 100 stay below."""

    per_second: float
    cpu_ms: float
    p99_ms: float


def pace(clients: int, cycles: int, client: Client, *, cpu: Callable[[], float] = time.process_time) -> Pace:
    """Let all clients do so many cycles each; connecting is not part of the time.

    `cpu` tells the CPU seconds used so far by the process that does the work.
    """
    barrier = threading.Barrier(clients + 1, timeout=STARTED_WITHIN)

    def run(number: int) -> list[float]:
        try:
            with client(number) as cycle:
                barrier.wait()
                return [_time_of(cycle) for _ in range(cycles)]
        except BaseException:
            barrier.abort()  # the others would wait for one who does not come
            raise

    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(run, number) for number in range(clients)]
        try:
            barrier.wait()
        except threading.BrokenBarrierError:
            for one in running:
                one.result()
            raise
        begun, cpu_before = time.perf_counter(), cpu()
        times = [seconds for one in running for seconds in one.result()]
        ended, cpu_after = time.perf_counter(), cpu()
    return Pace(
        per_second=len(times) / (ended - begun),
        cpu_ms=(cpu_after - cpu_before) / len(times) * 1000,
        p99_ms=sorted(times)[int(len(times) * 0.99)] * 1000,
    )


def median_of(paces: list[Pace]) -> Pace:
    """The median of several rounds."""
    return Pace(
        per_second=statistics.median(one.per_second for one in paces),
        cpu_ms=statistics.median(one.cpu_ms for one in paces),
        p99_ms=statistics.median(one.p99_ms for one in paces),
    )


def ratio_of(measured: list[Pace], limit: list[Pace]) -> float:
    """The median of the ratios of two that were measured in turn."""
    return statistics.median(
        one.per_second / other.per_second for one, other in zip(measured, limit, strict=True)
    )


def _time_of(cycle: Callable[[], None]) -> float:
    begun = time.perf_counter()
    cycle()
    return time.perf_counter() - begun
