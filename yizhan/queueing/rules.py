"""The law of the queue, on plain values: who is next and why, how long it takes, what may be passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import quantiles
from uuid import UUID

ENOUGH_SAMPLES = 5
"""Fewer finished services than this say nothing honest about the next ones."""

ESTIMATE_STEP = 5
"""Minutes: an estimate is told in fives, finer would pretend."""

ESTIMATE_LIMIT = 180
"""Minutes: beyond this no estimate is told."""


class Why(StrEnum):
    """Why a ticket stands where it stands; the clerk reads it beside the number."""

    DIRECTED = "directed"
    RETURNED = "returned"
    PRIORITY = "priority"
    TURN_OF_OTHERS = "turn_of_others"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting ticket as the order of calls sees it.

    `calls_to_wait` is set for a number that came back after being passed: how many further calls of its
    category must go before it. `is_directed` means that it was sent to just this window.
    """

    ticket_id: UUID
    queued_at: datetime
    is_priority: bool = False
    is_directed: bool = False
    calls_to_wait: int | None = None


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


def label(prefix: str, number: int) -> str:
    """What people see and hear: a letter and three digits, A001."""
    return f"{prefix}{number:03d}"


def call_order(waiting: Sequence[Waiting], order: Order, *, priority_run: int = 0) -> list[Next]:
    """The order in which a window calls, first to last, each with its reason.

    Numbers directed to this window go first, by arrival. The others follow the hall's policy;
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


def seconds_until_recall(last_call: datetime, at: datetime, *, between: int) -> int:
    """How many seconds the clerk has to wait before calling the same number again; 0 when he may."""
    return max(between - int((at - last_call).total_seconds()), 0)


def calls_missing(calls: int, *, before_pass: int) -> int:
    """How many more times a number must be called before it may be passed over; 0 when it may be now."""
    return max(before_pass - calls, 0)


def may_return(returns: int, passed_at: datetime, at: datetime, *, allowed: int, within: timedelta) -> bool:
    """Whether a passed number may go into the queue again: not too often, not too late."""
    return returns < allowed and at - passed_at <= within


def expected_wait(ahead: int, windows: int, services: Sequence[timedelta]) -> tuple[int, int] | None:
    """An honest range of minutes until the call, or None where nothing honest can be said.

    From the middle half of today's services of the windows that may call this ticket: the quick quarter
    with all windows free soon, the slow quarter with all of them just begun.
    """
    if windows < 1 or len(services) < ENOUGH_SAMPLES:
        return None
    minutes = [service.total_seconds() / 60 for service in services]
    quick, _, slow = quantiles(minutes, n=4)
    low = _down_to_step(ahead * quick / windows)
    high = _up_to_step((ahead + 1) * slow / windows)
    if high > ESTIMATE_LIMIT:
        return None
    return low, max(high, low + ESTIMATE_STEP)


def issuing_until(
    stretches: Sequence[tuple[time, time]], *, last_ticket_minutes: int
) -> list[tuple[time, time]]:
    """When tickets are issued: the opening hours, ending so many minutes before the last closing."""
    if not stretches:
        return []
    opens, closes = stretches[-1]
    last = (datetime.combine(date.min, closes) - timedelta(minutes=last_ticket_minutes)).time()
    tail = [(opens, last)] if last > opens else []
    return [*stretches[:-1], *tail]


def is_within(moment: time, stretches: Sequence[tuple[time, time]]) -> bool:
    """Whether the time of day lies in one of the stretches, the end excluded."""
    return any(opens <= moment < closes for opens, closes in stretches)


def resumes_at(moment: time, stretches: Sequence[tuple[time, time]]) -> time | None:
    """The next beginning of a stretch on the same day, or None when nothing follows."""
    return next((opens for opens, _ in stretches if opens > moment), None)


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


def _down_to_step(minutes: float) -> int:
    return int(minutes // ESTIMATE_STEP) * ESTIMATE_STEP


def _up_to_step(minutes: float) -> int:
    return -int(-minutes // ESTIMATE_STEP) * ESTIMATE_STEP
