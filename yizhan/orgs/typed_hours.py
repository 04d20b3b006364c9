"""Opening hours as people type them: 09:00-12:00 13:00-17:00."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time

_STRETCH = re.compile(r"(\d{1,2})[:：.](\d{2})\s*[-–—~～至到]+\s*(\d{1,2})[:：.](\d{2})")
_BETWEEN = re.compile(r"[\s,，;；、和]*")


class HoursUnreadable(ValueError):
    """The typed hours of a day are not like 09:00-12:00 13:00-17:00."""


def stretches_typed(text: str) -> list[tuple[time, time]]:
    """The stretches of a day as typed; an empty text is a closed day. Raises HoursUnreadable."""
    found = [_stretch(match) for match in _STRETCH.finditer(text)]
    if not _BETWEEN.fullmatch(_STRETCH.sub("", text)):
        raise HoursUnreadable
    return found


def stretches_in_words(stretches: Iterable[tuple[time, time]]) -> str:
    """The stretches of a day as they are typed."""
    return " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in stretches)


def _stretch(match: re.Match[str]) -> tuple[time, time]:
    try:
        hour, minute, to_hour, to_minute = (int(part) for part in match.groups())
        return time(hour, minute), time(to_hour, to_minute)
    except ValueError as impossible:
        raise HoursUnreadable from impossible
