"""Who is called next, and why: the law of the queue, on plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Why(StrEnum):
    """Why a ticket stands where it stands; the clerk reads it beside the number."""

    DIRECTED = "directed"
    RETURNED = "returned"
    PRIORITY = "priority"
    TURN_OF_OTHERS = "turn_of_others"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class Place:
    """What decides which windows may call a waiting number: its category, or the one window it is sent to."""

    category_id: UUID
    reserved_for: UUID | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting ticket as the order of calls sees it.

    `calls_to_wait` is set for a number that came back after being passed: how many further calls of its
    category must go before it.
    """

    ticket_id: UUID
    queued_at: datetime
    place: Place
    is_priority: bool = False
    calls_to_wait: int | None = None

    @property
    def is_directed(self) -> bool:
        """Whether it was sent to one window."""
        return self.place.reserved_for is not None


@dataclass(frozen=True, slots=True)
class Order:
    """The hall's policy of calling: `strict`, `ratio` (k priority : 1 other), or `aging` (a head start)."""

    name: str
    ratio: int = 2
    aging: timedelta = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Next:
    """One place in the order of calls, with its reason."""

    ticket_id: UUID
    why: Why


def call_order(waiting: Sequence[Waiting], order: Order, *, priority_run: int = 0) -> list[Next]:
    """The order in which a window calls, first to last, each with its reason.

    Numbers directed to a window go first there, by arrival. The others follow the hall's policy;
    `priority_run` is how many priority numbers were called in a row just now. A number that came back
    after being passed goes in behind as many others as it still has to let go.
    """
    directed = sorted((w for w in waiting if w.is_directed), key=_arrival)
    returned = sorted((w for w in waiting if not w.is_directed and w.calls_to_wait is not None), key=_turn)
    plain = [w for w in waiting if not w.is_directed and w.calls_to_wait is None]
    line = _by_policy(plain, order, priority_run)
    for before, back in enumerate(returned):
        line.insert(min((back.calls_to_wait or 0) + before, len(line)), Next(back.ticket_id, Why.RETURNED))
    return [Next(w.ticket_id, Why.DIRECTED) for w in directed] + line


def calls_still_to_wait(return_after_calls: int | None, calls_so_far: int) -> int | None:
    """How many calls a returned number still lets go before it; None for a number that never was passed."""
    return None if return_after_calls is None else max(return_after_calls - calls_so_far, 0)


def _by_policy(plain: list[Waiting], order: Order, priority_run: int) -> list[Next]:
    if order.name == "aging":
        ranked = sorted(plain, key=lambda w: (_aged(w, order.aging), _arrival(w)))
        return [Next(w.ticket_id, Why.PRIORITY if w.is_priority else Why.ARRIVAL) for w in ranked]
    first = sorted((w for w in plain if w.is_priority), key=_arrival)
    others = sorted((w for w in plain if not w.is_priority), key=_arrival)
    if order.name == "strict":
        return [Next(w.ticket_id, Why.PRIORITY) for w in first] + [
            Next(w.ticket_id, Why.ARRIVAL) for w in others
        ]
    return _in_ratio(first, others, order.ratio, priority_run)


def _in_ratio(first: list[Waiting], others: list[Waiting], ratio: int, run: int) -> list[Next]:
    line: list[Next] = []
    while first or others:
        if first and (run < ratio or not others):
            line.append(Next(first.pop(0).ticket_id, Why.PRIORITY))
            run += 1
        else:
            line.append(Next(others.pop(0).ticket_id, Why.TURN_OF_OTHERS if first else Why.ARRIVAL))
            run = 0
    return line


def _aged(waiting: Waiting, head_start: timedelta) -> datetime:
    return waiting.queued_at - head_start if waiting.is_priority else waiting.queued_at


def _arrival(waiting: Waiting) -> tuple[datetime, UUID]:
    return waiting.queued_at, waiting.ticket_id


def _turn(waiting: Waiting) -> tuple[int, datetime, UUID]:
    return waiting.calls_to_wait or 0, waiting.queued_at, waiting.ticket_id
