"""The same cycle through HTTP: by /api/v1 of a running program, against the bare driver."""

from __future__ import annotations

import http.client
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.bare import Bare
from benchmarks.hall import PRESSES, BenchHall, Cycle, build
from benchmarks.pace import Client, Pace, median_of, pace, ratio_of
from benchmarks.proof import prove_day
from benchmarks.serving import Serving, serving
from benchmarks.size import CLIENTS, Size
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.testing.cast import Member
from yizhan.testing.floor import QUESTION

WARM_UP = (8, 2)
"""Clients and cycles: every thread of the program has served a request before one is measured."""
CONSULTATION = {
    "questions": [
        {"business_line": QUESTION.business_line, "topic": QUESTION.topic, "answer": QUESTION.answer}
    ]
}


@dataclass(frozen=True, slots=True)
class Row:
    """Of the bare driver and of HTTP (CPU of the program, three requests a cycle); medians of the rounds."""

    database: str
    clients: int
    bare: Pace
    http: Pace
    ratio: float


class Line:
    """One kept-open connection of a client with its token."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._line.connect()

    def post(self, token: str, path: str, body: object = None) -> tuple[int, Any]:
        """Act, with a request key of its own; status and answer."""
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": uuid.uuid4().hex,
            "Content-Type": "application/json",
        }
        self._line.request("POST", f"/api/v1{path}", json.dumps(body or {}).encode(), headers)
        answer = self._line.getresponse()
        return answer.status, json.loads(answer.read())

    def done(self, token: str, path: str, body: object = None) -> Any:
        """The answer of a request that must be carried out."""
        status, told = self.post(token, path, body)
        assert status in {200, 201}, (path, status, told)
        return told

    def close(self) -> None:
        """Hang up."""
        self._line.close()


class Callers:
    """Clients of a running program, each with the token of its window's clerk."""

    def __init__(self, hall: BenchHall) -> None:
        self.hall = hall
        self.guide = _token(hall.guide)
        self.clerks = [_token(clerk) for clerk in hall.clerks]

    def client(self, program: Serving, done: list[Cycle]) -> Client:
        """Clients that keep what they were answered."""

        @contextmanager
        def opened(number: int) -> Iterator[Callable[[], None]]:
            with closing(Line(program.port)) as line:
                yield lambda: done.append(self._cycle(line, number))

        return opened

    def _cycle(self, line: Line, client: int) -> Cycle:
        wish = {"category_id": str(self.hall.category_of(client).pk), "channel": "guide"}
        issued = line.done(self.guide, "/tickets", wish)
        called = self._call(line, self.clerks[client])
        line.done(self.clerks[client], f"/tickets/{called['id']}/finish", CONSULTATION)
        return Cycle(issued["label"], called["label"])

    @staticmethod
    def _call(line: Line, clerk: str) -> Any:
        """As a clerk presses again who lost the only number that he saw to a colleague."""
        for _ in range(PRESSES):
            status, told = line.post(clerk, "/window/call-next")
            if status == 200:
                return told
            assert told.get("code") == "nobody_waiting", (status, told)
        raise AssertionError("a number that was issued cannot be called")


def measure(size: Size) -> Iterator[Row]:
    """Bare and HTTP in turn, on one real business day: the program reads the clock."""
    hall = build(max(CLIENTS), timezone.localdate())
    callers = Callers(hall)
    with serving() as program:
        pace(*WARM_UP, callers.client(program, []))
        for clients in CLIENTS:
            recorded = Bare(hall, clients).client(reads=False)
            cycles = size.of(size.api_cycles, clients)
            bare: list[Pace] = []
            through: list[Pace] = []
            for number in range(size.rounds):
                if number % 2 == 0:
                    bare.append(pace(clients, cycles, recorded))
                done: list[Cycle] = []
                through.append(pace(clients, cycles, callers.client(program, done), cpu=program.cpu))
                if number % 2 == 1:
                    bare.append(pace(clients, cycles, recorded))
                assert len(done) == clients * cycles
                prove_day(hall, done)
            yield Row(
                connection.vendor, clients, median_of(bare), median_of(through), ratio_of(through, bare)
            )


def _token(member: Member) -> str:
    _, token = orgs.issue_access_token(member.user, member.unit, name="测速", by=SYSTEM, at=timezone.now())
    return token
