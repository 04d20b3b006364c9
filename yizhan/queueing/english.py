"""English words for what residents see of the floor: pauses of a window, opening hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yizhan.queueing.states import PauseReason

PAUSES: Mapping[str, str] = {
    PauseReason.MEAL: "Meal break",
    PauseReason.BREAK: "Back in a moment",
    PauseReason.MEETING: "Meeting",
    PauseReason.TRAINING: "Training",
    PauseReason.SYSTEM_FAULT: "System fault",
    PauseReason.FIELD_WORK: "Field work",
}
_DAYS = dict(zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))
_LINE = re.compile(r"星期(.)(?:至星期(.))? (.+)")


def pause_en(chinese: str) -> str:
    """The English of a pause's reason as the board shows it."""
    return next((PAUSES[reason] for reason in PauseReason if str(reason.label) == chinese), "")


def hours_en(lines: Iterable[str]) -> list[str]:
    """The weekly hours of a sign in English: 星期一至星期五 09:00–12:00 as Mon–Fri 09:00–12:00."""
    return [_LINE.sub(_english_days, line) for line in lines]


def _english_days(found: re.Match[str]) -> str:
    first, last, times = found.groups()
    days = f"{_DAYS[first]}–{_DAYS[last]}" if last else _DAYS[first]
    return f"{days} {times}"
