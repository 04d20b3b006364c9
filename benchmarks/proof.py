"""Fast and wrong is worth nothing: what must be true of a day after it was measured."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max, Sum

from benchmarks.hall import BenchHall, Cycle
from yizhan.journal.models import Entry, Position
from yizhan.queueing.models import Call, Ticket, TicketSeries
from yizhan.queueing.states import TicketState


class Wrong(SystemExit):
    """A measured act did not do what it answered."""


def prove_day(hall: BenchHall, done: Sequence[Cycle]) -> None:
    """Every number was issued once, called once, served; no act is missing from the journal."""
    issued, called = {one.issued for one in done}, {one.called for one in done}
    _expect(len(issued) == len(done), "a number was issued twice")
    _expect(len(called) == len(done), "a number was called twice")
    _expect(issued == called, "a number that was issued was not called")
    tickets = Ticket.objects.filter(day=hall.day)
    served = set(tickets.filter(state=TicketState.SERVED).values_list("label", flat=True))
    _expect(issued <= served, "a number that was called was not served")
    _expect(tickets.count() == len(served), "a number stayed open")
    raised = TicketSeries.objects.filter(day=hall.day).aggregate(numbers=Sum("last_number"))["numbers"]
    _expect(raised == len(served), "a series counted a number that does not exist")
    _expect(Call.objects.filter(day=hall.day).count() == len(served), "a call is missing")
    _prove_journal(hall)


def _prove_journal(hall: BenchHall) -> None:
    entries = Entry.objects.filter(unit_id=hall.unit.pk)
    position = Position.objects.get(unit_id=hall.unit.pk).position
    newest = entries.aggregate(newest=Max("position"))["newest"]
    _expect(entries.count() == position == newest, "the journal's positions have a gap")


def _expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise Wrong(otherwise)
