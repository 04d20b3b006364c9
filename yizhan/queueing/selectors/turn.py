"""How far the calling of a number is: how often it was called, and what the hall's policy still wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yizhan.orgs.models import HallPolicy
from yizhan.queueing.models import Ticket
from yizhan.queueing.rules.passing import calls_missing, seconds_until_recall


@dataclass(frozen=True, slots=True)
class Turn:
    """A called number: so many calls of so many, and how many seconds until the next one is allowed."""

    calls: int
    needed: int
    missing: int
    seconds_left: int

    @property
    def may_pass(self) -> bool:
        """Whether it may be passed over this second."""
        return not self.missing and not self.seconds_left


def turn_of(ticket: Ticket, policy: HallPolicy, at: datetime) -> Turn:
    """The same rules that `recall` and `pass_over` refuse by, told before anybody presses."""
    left = 0
    if ticket.called_at is not None:
        left = seconds_until_recall(ticket.called_at, at, between=policy.seconds_between_calls)
    return Turn(
        calls=ticket.calls,
        needed=policy.calls_before_pass,
        missing=calls_missing(ticket.calls, before_pass=policy.calls_before_pass),
        seconds_left=left,
    )
