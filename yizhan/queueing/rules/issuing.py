"""What a number is called, and at which hours numbers are issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta


def label(prefix: str, number: int) -> str:
    """What people see and hear: a letter and three digits, A001."""
    return f"{prefix}{number:03d}"


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
