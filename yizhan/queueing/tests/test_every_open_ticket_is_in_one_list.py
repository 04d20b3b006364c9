"""Whatever people do in whatever order: no number vanishes, none is in two lists, the sums add up."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from yizhan.lib.refusal import Refusal
from yizhan.orgs.models import HallPolicy
from yizhan.queueing.actions import calling, days, finishing, issuing, moving, windows
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.selectors.desk import lists_for
from yizhan.queueing.selectors.today import sums_of
from yizhan.queueing.states import (
    AT_A_WINDOW,
    CANCEL_REASONS,
    OPEN,
    Channel,
    PauseReason,
    PriorityReason,
    SuspendKind,
    TicketState,
)
from yizhan.testing.cast import TODAY, Member
from yizhan.testing.floor import QUESTION, Floor

pytestmark = pytest.mark.django_db

STEPS = 260


@dataclass
class Crowd:
    """Two clerks, a guide and residents who do anything that comes to mind."""

    floor: Floor
    rng: random.Random
    now: datetime
    served: list[tuple[WindowSession, Member]]
    done: Counter[str] = field(default_factory=Counter)

    def step(self) -> None:
        self.now += timedelta(seconds=self.rng.randint(1, 40))
        does = self.rng.choice(self.moves())
        with suppress(Refusal):
            does()
            self.done[does.__name__] += 1

    def moves(self) -> list[Callable[[], object]]:
        return [
            *[self.issue] * 3, *[self.call] * 4, self.call_chosen, *[self.recall] * 6, self.put_back,
            *[self.start] * 2, *[self.pass_over] * 4, *[self.come_back] * 3, *[self.suspend] * 2,
            *[self.resume] * 3, self.transfer, *[self.take_back] * 2, *[self.finish] * 2, self.reopen,
            self.cancel, self.restore, self.pause, *[self.resume_calling] * 3,
        ]  # fmt: skip

    def any_ticket(self, *states: str) -> Ticket:
        """Mostly a ticket in a fitting state, now and then one in a wrong state."""
        fitting = (
            Ticket.objects.filter(state__in=states) if states and self.rng.random() < 0.8 else Ticket.objects
        )
        tickets = list(fitting.order_by("label"))
        if not tickets:
            raise Refusal
        return self.rng.choice(tickets)

    def at(self) -> tuple[WindowSession, Member, Ticket]:
        session, clerk = self.rng.choice(self.served)
        ticket = Ticket.objects.filter(session=session, state__in=AT_A_WINDOW).first() or self.any_ticket()
        return session, clerk, ticket

    def issue(self) -> object:
        return issuing.issue(
            self.rng.choice([self.floor.social, self.floor.civil]),
            channel=Channel.GUIDE,
            by=self.floor.cast.guide.actor,
            at=self.now,
            priority_reason=self.rng.choice(["", "", PriorityReason.ELDER]),
        )

    def call(self) -> object:
        session, clerk = self.rng.choice(self.served)
        return calling.call_next(session, by=clerk.actor, at=self.now)

    def call_chosen(self) -> object:
        session, clerk = self.rng.choice(self.served)
        return calling.call_chosen(self.any_ticket(), session, by=clerk.actor, at=self.now)

    def recall(self) -> object:
        session, clerk, ticket = self.at()
        self.now += timedelta(seconds=12)
        return calling.recall(ticket, session, by=clerk.actor, at=self.now)

    def put_back(self) -> object:
        session, clerk, ticket = self.at()
        return calling.put_back(ticket, session, by=clerk.actor, at=self.now)

    def start(self) -> object:
        session, clerk, ticket = self.at()
        return calling.start(ticket, session, by=clerk.actor, at=self.now)

    def pass_over(self) -> object:
        session, clerk, ticket = self.at()
        self.now += timedelta(seconds=12)
        return calling.pass_over(ticket, session, by=clerk.actor, at=self.now)

    def come_back(self) -> object:
        return calling.return_to_queue(
            self.any_ticket(TicketState.PASSED), by=self.floor.cast.guide.actor, at=self.now
        )

    def suspend(self) -> object:
        session, clerk, ticket = self.at()
        kind = self.rng.choice(SuspendKind.values)
        return moving.suspend(ticket, session, kind, by=clerk.actor, at=self.now)

    def resume(self) -> object:
        session, clerk = self.rng.choice(self.served)
        return moving.resume(self.any_ticket(TicketState.SUSPENDED), session, by=clerk.actor, at=self.now)

    def transfer(self) -> object:
        session, clerk, ticket = self.at()
        window = self.rng.choice([None, *(one.window for one, _ in self.served)])
        return moving.transfer(
            ticket, session, by=clerk.actor, at=self.now, category=self.floor.civil, window=window
        )

    def take_back(self) -> object:
        session, clerk = self.rng.choice(self.served)
        return moving.take_back(self.any_ticket(TicketState.WAITING), session, by=clerk.actor, at=self.now)

    def finish(self) -> object:
        session, clerk, ticket = self.at()
        return finishing.finish(
            ticket, session, by=clerk.actor, user=clerk.user, at=self.now, questions=[QUESTION]
        )

    def reopen(self) -> object:
        session, clerk = self.rng.choice(self.served)
        ticket = self.any_ticket(TicketState.SERVED)
        return finishing.reopen(ticket, session, by=clerk.actor, at=self.now)

    def cancel(self) -> object:
        reason = self.rng.choice(CANCEL_REASONS)
        return issuing.cancel(self.any_ticket(), reason, by=self.floor.cast.guide.actor, at=self.now)

    def restore(self) -> object:
        return issuing.restore(
            self.any_ticket(TicketState.CANCELLED), by=self.floor.cast.guide.actor, at=self.now
        )

    def pause(self) -> object:
        session, clerk = self.rng.choice(self.served)
        return windows.pause(session, PauseReason.BREAK, by=clerk.actor, at=self.now)

    def resume_calling(self) -> object:
        session, clerk = self.rng.choice(self.served)
        return windows.resume_calling(session, by=clerk.actor, at=self.now)


def check(crowd: Crowd) -> None:
    session, clerk = crowd.served[0]
    lists = lists_for(session, clerk.actor, crowd.now)
    shown = [place.ticket.pk for place in lists.mine] + [
        ticket.pk
        for part in (lists.others_waiting, lists.at_windows, lists.passed, lists.suspended)
        for ticket in part
    ]
    still_open = set(Ticket.objects.filter(state__in=OPEN).values_list("pk", flat=True))
    assert Counter(shown) == Counter(still_open), "each open number is in exactly one list"
    assert sums_of(crowd.floor.cast.hall.pk, TODAY).add_up
    at_windows = Counter(Ticket.objects.filter(state__in=AT_A_WINDOW).values_list("window_id", flat=True))
    assert all(count == 1 for count in at_windows.values())


@pytest.mark.parametrize("seed", range(2))
def test_no_number_vanishes_whatever_people_do(floor: Floor, seed: int) -> None:
    cast = floor.cast
    HallPolicy.objects.update_or_create(unit=cast.hall, defaults={"calls_before_pass": 1})
    served = [(floor.serve(cast.clerk, 0), cast.clerk), (floor.serve(cast.clerk2, 1), cast.clerk2)]
    crowd = Crowd(floor, random.Random(seed), floor.at(9, 0), served)  # noqa: S311 - a play, no secret
    for _ in range(STEPS):
        crowd.step()
        check(crowd)
    assert len(crowd.done) >= 14, f"the crowd must get most things done, or little was tested: {crowd.done}"
    days.close_day(floor.day, by=cast.director.actor, at=floor.at(20, 0), even_if_busy=True)
    sums = sums_of(cast.hall.pk, TODAY)
    assert sums.open == 0
    assert sums.add_up
