"""What time alone does to cases: silence accepts, and a published calendar moves dates (clause 7.2c)."""

from __future__ import annotations

from contextlib import suppress

from django.utils import timezone

from yizhan.cases.actions import answering, clocking
from yizhan.cases.selectors import deadlines
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import StaleState


def accept_the_unanswered() -> None:
    """A receipt that nobody answered in the legal days is accepted from its day (行政许可法 32(4))."""
    for handling in list(deadlines.to_deem_accepted(timezone.localdate())):
        with suppress(StaleState):  # somebody answered it meanwhile
            answering.deem_accepted(handling, by=SYSTEM, at=timezone.now())


def recompute_deadlines() -> None:
    """The open cases whose dates the calendar has overtaken get them anew, old → new in the journal."""
    for handling in list(deadlines.to_recompute(timezone.localdate())):
        with suppress(StaleState):  # it was moved on meanwhile, with dates of its own
            clocking.recompute(handling, by=SYSTEM, at=timezone.now())
