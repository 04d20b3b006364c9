"""Issue + call + finish with 1, 16 and 64 clients: the acts against the bare driver doing the same writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, connections

from benchmarks.bare import Bare
from benchmarks.hall import BenchHall, Cycle, build
from benchmarks.pace import Client, Pace, median_of, pace, ratio_of
from benchmarks.proof import prove_day
from benchmarks.size import CLIENTS, Size
from yizhan.testing.cast import TODAY


@dataclass(frozen=True, slots=True)
class Row:
    """Of the bare driver, of the same with the acts' reads, and of the acts; medians over the rounds."""

    database: str
    clients: int
    bare: Pace
    with_reads: Pace
    acts: Pace
    ratio: float


@dataclass
class Rounds:
    """What was measured in each round."""

    bare: list[Pace] = field(default_factory=list)
    with_reads: list[Pace] = field(default_factory=list)
    acts: list[Pace] = field(default_factory=list)


def measure(size: Size) -> Iterator[Row]:
    """Measure in turn, several rounds; each is a business day of its own, as long as a real one."""
    hall = build(max(CLIENTS), TODAY)
    day = TODAY
    for clients in CLIENTS:
        rounds = Rounds()
        for number in range(size.rounds):
            day += timedelta(days=1)
            hall.open(day, clients)
            _play(hall, rounds, clients, size, order=number)
        yield _row(clients, rounds)


def acts_of(hall: BenchHall, done: list[Cycle]) -> Client:
    """Clients that do the acts themselves and keep what they were answered."""

    @contextmanager
    def opened(number: int) -> Iterator[Callable[[], None]]:
        connection.ensure_connection()
        try:
            yield lambda: done.append(hall.cycle(number))
        finally:
            connections.close_all()

    return opened


def _play(hall: BenchHall, rounds: Rounds, clients: int, size: Size, *, order: int) -> None:
    """One round: the three in turn, each time in another order."""
    bare = Bare(hall, clients)
    done: list[Cycle] = []
    cycles = size.of(size.cycles, clients)
    work: list[tuple[list[Pace], Client]] = [
        (rounds.bare, bare.client(reads=False)),
        (rounds.with_reads, bare.client(reads=True)),
        (rounds.acts, acts_of(hall, done)),
    ]
    for place in range(len(work)):
        measured, client = work[(place + order) % len(work)]
        measured.append(pace(clients, cycles, client))
    assert len(done) == clients * cycles
    prove_day(hall, done)


def _row(clients: int, rounds: Rounds) -> Row:
    return Row(
        database=connection.vendor,
        clients=clients,
        bare=median_of(rounds.bare),
        with_reads=median_of(rounds.with_reads),
        acts=median_of(rounds.acts),
        ratio=ratio_of(rounds.acts, rounds.bare),
    )
