"""When a number may be called again, passed over, and come back."""

from __future__ import annotations

from datetime import datetime, timedelta


def seconds_until_recall(last_call: datetime, at: datetime, *, between: int) -> int:
    """How many seconds the clerk has to wait before calling the same number again; 0 when he may."""
    return max(between - int((at - last_call).total_seconds()), 0)


def calls_missing(calls: int, *, before_pass: int) -> int:
    """How many more times a number must be called before it may be passed over; 0 when it may be now."""
    return max(before_pass - calls, 0)


def may_return(returns: int, passed_at: datetime, at: datetime, *, allowed: int, within: timedelta) -> bool:
    """Whether a passed number may go into the queue again: not too often, not too late."""
    return returns < allowed and at - passed_at <= within
