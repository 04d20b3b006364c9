"""Every statement of issue, call and finish in its order, and what it costs.

`before` is what Python did since the statement before: reading that one's rows, the act's own work, and
building this one's SQL. `driver` is the statement itself. Both are CPU time of the thread, so that they hold
on a busy machine; the commit, which mostly waits for the disk, is not among them.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks.hall import build
from benchmarks.replay import LAST_OF_AN_ACT
from benchmarks.size import Size
from yizhan.testing.cast import TODAY

ACTS = ("issue", "call_next", "finish")
WARM_UP = 5
CYCLES = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of an act, with medians in microseconds."""

    database: str
    act: str
    number: int
    sql: str
    before_us: float
    driver_us: float


@dataclass(slots=True)
class Timed:
    """What one execution of a statement took, in nanoseconds."""

    sql: str
    before: int
    driver: int


def measure(size: Size) -> Iterator[Row]:
    """Time each statement of a few cycles; all cycles have the same ones."""
    hall = build(1, TODAY)
    cycles = [_timed(lambda: hall.cycle(0)) for _ in range(WARM_UP + CYCLES)][WARM_UP:]
    assert len({len(cycle) for cycle in cycles}) == 1
    act, number = 0, 0
    for runs in zip(*cycles, strict=True):
        number += 1
        yield Row(
            database=connection.vendor,
            act=ACTS[act],
            number=number,
            sql=readable(runs[0].sql),
            before_us=statistics.median(run.before for run in runs) / 1000,
            driver_us=statistics.median(run.driver for run in runs) / 1000,
        )
        if LAST_OF_AN_ACT.match(runs[0].sql):
            act, number = act + 1, 0


def readable(sql: str) -> str:
    """Without quotes, table names before columns, and long lists of columns."""
    sql = re.sub(r'"(?:\w+)"\."(\w+)"', r"\1", sql).replace('"', "").replace("%s", "?")
    sql = re.sub(
        r"^SELECT (?!COUNT|1 AS)(\w+(?: AS \w+)?)(, \w+(?: AS \w+)?){3,} FROM", r"SELECT … FROM", sql
    )
    sql = re.sub(r"SELECT DISTINCT .*? FROM", "SELECT DISTINCT … FROM", sql)
    return re.sub(r"\((\w+), [^()]*, (\w+)\) VALUES \(.*?\)(?= |$)", r"(\1 … \2) VALUES (…)", sql)


def _timed(work: Callable[[], Any]) -> list[Timed]:
    seen: list[Timed] = []
    ended = time.thread_time_ns()

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal ended
        begun = time.thread_time_ns()
        try:
            return execute(sql, params, many, context)
        finally:
            now = time.thread_time_ns()
            if not sql.startswith("BEGIN"):
                seen.append(Timed(sql, begun - ended, now - begun))
                ended = now

    with connection.execute_wrapper(watch):
        work()
    return seen
