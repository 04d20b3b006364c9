"""Between which values a hall's policy may be set."""

from __future__ import annotations

BOUNDS: dict[str, tuple[int, int]] = {
    "calls_before_pass": (1, 5),
    "seconds_between_calls": (5, 120),
    "return_after": (0, 20),
    "returns_allowed": (0, 3),
    "return_within_minutes": (5, 240),
    "last_ticket_minutes": (0, 120),
    "ratio": (1, 9),
    "aging_minutes": (1, 120),
}


def outside_bounds(values: dict[str, object]) -> list[str]:
    """The names of the values that no hall could work with."""
    return [
        name
        for name, (low, high) in BOUNDS.items()
        if name in values and not (isinstance(values[name], int) and low <= values[name] <= high)  # type: ignore[operator]
    ]
