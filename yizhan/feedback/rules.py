"""Which reasons go with which grade, and until when a visit may be rated."""

from __future__ import annotations

from datetime import datetime, timedelta

from yizhan.feedback.states import BAD, BLAME, PRAISE, Grade

RATE_WITHIN = timedelta(days=30)
"""After the visit; no rule of the city is known that gives a limit, thirty days are ours."""


def reasons_for(grade: int) -> tuple[str, ...]:
    """The preset reasons offered with a grade: praise for good ones, blame for 差评, both in between."""
    if grade in BAD:
        return tuple(BLAME)
    return (*PRAISE, *BLAME) if grade == Grade.FAIR else tuple(PRAISE)


def may_still_rate(ended_at: datetime | None, at: datetime) -> bool:
    """Whether a visit that ended then may be rated now; one still at the window may."""
    return ended_at is None or at - ended_at <= RATE_WITHIN
