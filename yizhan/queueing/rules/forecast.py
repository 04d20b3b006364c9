"""How long a number waits: the line served by the windows in service, on plain values."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from statistics import fmean, quantiles
from uuid import UUID

from yizhan.queueing.rules.order import Place

ENOUGH_SAMPLES = 5
"""Fewer finished services than this say nothing honest about the next ones."""

ESTIMATE_STEP = 5
"""Minutes: an estimate is told in fives, finer would pretend."""

ESTIMATE_LIMIT = 180
"""Minutes: beyond this no estimate is told."""


@dataclass(frozen=True, slots=True)
class CallingWindow:
    """A window that calls now. `serves` names its categories, empty for a comprehensive window (4.2)."""

    window_id: UUID
    serves: frozenset[UUID] = frozenset()
    is_busy: bool = False

    def may_call(self, place: Place) -> bool:
        """Whether this window may call a number that stands there."""
        if place.reserved_for is not None:
            return place.reserved_for == self.window_id
        return not self.serves or place.category_id in self.serves


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a waiting number has before it.

    `ahead` is how many are called before it. `rounds` is after how many services of its windows its turn
    comes, at the soonest and at the latest; None while no window in service may call it.
    """

    ahead: int
    rounds: tuple[int, int] | None


def outlook(before: Sequence[Place], mine: Place, windows: Sequence[CallingWindow]) -> Outlook:
    """Let the windows in service call down the line, and see when they come to `mine`.

    `before` is the line in the order of calls. At the soonest, every window is free at once; at the latest,
    those that serve somebody have just begun. Counted is whoever competes for the same windows, of whatever
    category, and nobody whom other windows take meanwhile.
    """
    if not any(window.may_call(mine) for window in windows):
        return Outlook(sum(place == mine for place in before), None)
    soonest, _ = _turn_of_mine(before, mine, windows, just_begun=False)
    latest, ahead = _turn_of_mine(before, mine, windows, just_begun=True)
    return Outlook(ahead, (soonest, max(soonest, latest)))


def expected_wait(rounds: tuple[int, int], services: Sequence[timedelta]) -> tuple[int, int] | None:
    """An honest range of minutes until the call, or None where nothing honest can be said.

    From the middle half of today's services of the windows that may call the number: so many quick ones at
    the soonest, so many slow ones at the latest. In a long line quick and slow ones even out, so each
    service lies nearer to the mean there, by the square root of their number.
    """
    if len(services) < ENOUGH_SAMPLES:
        return None
    soonest, latest = rounds
    minutes = [service.total_seconds() / 60 for service in services]
    quick, _, slow = quantiles(minutes, n=4)
    mean = fmean(minutes)
    low = _down_to_step(soonest * mean - max(mean - quick, 0) * sqrt(soonest))
    high = _up_to_step(latest * mean + max(slow - mean, 0) * sqrt(latest))
    if high > ESTIMATE_LIMIT:
        return None
    return low, max(high, low + ESTIMATE_STEP)


def served_by(windows: Sequence[CallingWindow], mine: Place) -> frozenset[UUID]:
    """The categories whose services occupy the windows of `mine`; empty where it may be any."""
    serving = [window.serves for window in windows if window.may_call(mine)]
    return frozenset[UUID]().union(*serving) if all(serving) else frozenset()


def _turn_of_mine(
    before: Sequence[Place], mine: Place, windows: Sequence[CallingWindow], *, just_begun: bool
) -> tuple[int, int]:
    """After how many rounds `mine` is called, and how many were called before it."""
    lines: dict[Place, deque[int]] = defaultdict(deque)
    for number, place in enumerate([*before, mine]):
        lines[place].append(number)
    callable_by = [[line for place, line in lines.items() if window.may_call(place)] for window in windows]
    free = [(int(just_begun and window.is_busy), index) for index, window in enumerate(windows)]
    heapq.heapify(free)
    called = 0
    while True:
        rounds, index = heapq.heappop(free)
        line = min((line for line in callable_by[index] if line), key=lambda line: line[0], default=None)
        if line is None:
            continue  # nobody is left for this window; another one comes to `mine`
        if line.popleft() == len(before):
            return rounds, called
        called += 1
        heapq.heappush(free, (rounds + 1, index))


def _down_to_step(minutes: float) -> int:
    return int(minutes // ESTIMATE_STEP) * ESTIMATE_STEP


def _up_to_step(minutes: float) -> int:
    return -int(-minutes // ESTIMATE_STEP) * ESTIMATE_STEP
