"""How much is measured: enough for steady medians, or only enough to see that it works."""

from __future__ import annotations

from dataclasses import dataclass

CLIENTS = (1, 16, 64)


@dataclass(frozen=True, slots=True)
class Size:
    """Cycles are shared by the clients of one measurement; `at_least` is what each client does.

    A category has 999 numbers a day, which bounds what one client can do: acts and both replays of all
    rounds of a day.
    """

    rounds: int
    cycles: int
    api_cycles: int
    at_least: int
    boards: tuple[int, ...]
    board_rounds: int
    calls: int

    def of(self, cycles: int, clients: int) -> int:
        """Cycles of each client."""
        return max(cycles // clients, self.at_least)


SIZES = {
    "full": Size(
        rounds=5, cycles=240, api_cycles=64, at_least=4, boards=(1000, 5000), board_rounds=3, calls=5
    ),
    "quick": Size(rounds=2, cycles=48, api_cycles=16, at_least=1, boards=(300,), board_rounds=1, calls=3),
}
