"""One hall's day as a play: residents arrive, windows call, serve, pass over, suspend; by acts only.

A heap of moments in time order; each moment does one act and plans the next ones. The same play runs a past
day at once and, with `live`, today in real time.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yizhan.demo.script import Pace
from yizhan.demo.stage import HallStage, Member
from yizhan.demo.visitors import Visitors
from yizhan.feedback.actions import rate
from yizhan.feedback.states import RatingChannel
from yizhan.lib.actor import SYSTEM, Actor
from yizhan.lib.refusal import Refusal
from yizhan.orgs.models import Window
from yizhan.orgs.selectors import actor_in, opening_stretches
from yizhan.queueing.actions import calling, consulting, days, finishing, issuing, moving, windows
from yizhan.queueing.models import BusinessDay, Ticket, WindowSession
from yizhan.queueing.refusals import NobodyWaiting
from yizhan.queueing.selectors import desk
from yizhan.queueing.states import Channel, EndReason, PauseReason, SuspendKind, TicketState

SHANGHAI = ZoneInfo("Asia/Shanghai")
Moment = Callable[[datetime], None]


def seconds(count: float) -> timedelta:
    """A span of so many seconds."""
    return timedelta(seconds=count)


@dataclass
class Counter:
    """A staffed window of today."""

    window: Window
    clerk: Member
    by: Actor
    session: WindowSession | None = None
    is_busy: bool = False


@dataclass
class DayPlay:
    """The play of one hall on one day."""

    stage: HallStage
    date: date
    pace: Pace
    rng: random.Random
    visitors: Visitors
    day: BusinessDay | None = None
    counters: list[Counter] = field(default_factory=list)
    _heap: list[tuple[datetime, int, Moment]] = field(default_factory=list)
    _order: itertools.count[int] = field(default_factory=itertools.count)

    def prepare(self, starts: datetime | None = None) -> None:
        """Plan the opening, the arrivals, the pause at noon and the closing of the day."""
        stretches = [
            (self._clock(opens), self._clock(closes))
            for opens, closes in opening_stretches(self.stage.unit.pk, self.date)
        ]
        if not stretches:
            return
        begins = max(starts or stretches[0][0], stretches[0][0])
        self._at(begins - timedelta(minutes=15), self._open)
        for opens, closes in stretches:
            if closes > begins:
                self._plan_arrivals(max(opens, begins), closes - timedelta(minutes=15))
        for (_, closes), (opens, _) in itertools.pairwise(stretches):
            if closes > begins:
                self._at(closes, self._pause_for_lunch)
                self._at(opens, self._continue_after_lunch)
        for _ in range(self.pace.consultations):
            last = stretches[-1][1] - begins
            self._at(begins + last * self.rng.random(), self._consult)
        self._at(stretches[-1][1], self._close)

    def take_over(self, now: datetime) -> None:
        """Go on with a day that is open already: whoever serves goes on serving, residents keep coming."""
        self.day = BusinessDay.objects.get(unit=self.stage.unit, date=self.date)
        closes = self._clock(opening_stretches(self.stage.unit.pk, self.date)[-1][1])
        cast = {member.user.pk: member for member in self.stage.clerks}
        for session in WindowSession.objects.filter(unit=self.stage.unit, ended_at=None):
            if clerk := cast.get(session.user_id):
                counter = Counter(session.window, clerk, self._actor(clerk), session)
                self.counters.append(counter)
                self._at(now + seconds(self.rng.uniform(5, 40)), self._bind(self._go_on, counter))
        self._plan_arrivals(now, closes - timedelta(minutes=15))
        self._at(closes, self._close)

    def run(self, until: datetime | None = None) -> None:
        """Play every planned moment up to `until`, or to the end of the day."""
        while self._heap and (until is None or self._heap[0][0] <= until):
            at, _, moment = heapq.heappop(self._heap)
            moment(at)

    def run_among_people(self, until: datetime) -> None:
        """Play while visitors of the demonstration act too: what they did first is no longer to be done."""
        while self._heap and self._heap[0][0] <= until:
            at, _, moment = heapq.heappop(self._heap)
            try:
                moment(at)
            except Refusal:
                self._look_around(at)

    @property
    def next_moment(self) -> datetime | None:
        """When something happens next; None when the day is over."""
        return self._heap[0][0] if self._heap else None

    # --- the day ----------------------------------------------------------------------------

    def _open(self, at: datetime) -> None:
        self.day = days.open_day(self.stage.unit, self.date, by=self._actor(self.stage.opener), at=at)
        windows_today = self.stage.windows[: self.pace.windows]
        clerks = self.stage.clerks[: len(windows_today)]
        for window, clerk in zip(windows_today, clerks, strict=False):
            counter = Counter(window, clerk, self._actor(clerk))
            self.counters.append(counter)
            self._at(at + timedelta(minutes=self.rng.uniform(2, 14)), self._bind(self._sign_in, counter))

    def _sign_in(self, counter: Counter, at: datetime) -> None:
        counter.session = windows.sign_in(counter.window, counter.clerk.user, by=counter.by, at=at)
        self._at(at + timedelta(minutes=1), self._bind(self._call, counter))

    def _go_on(self, counter: Counter, at: datetime) -> None:
        """Take up what stands at the window, or call the next."""
        ticket = desk.current(self._session(counter))
        counter.is_busy = ticket is not None
        if ticket is None:
            self._call(counter, at)
        elif ticket.state == TicketState.CALLED:
            self._start(counter, ticket, at)
        else:
            self._at(
                at + timedelta(minutes=self.rng.uniform(1, 6)), self._bind(self._finish, counter, ticket)
            )

    def _look_around(self, at: datetime) -> None:
        """See how each window stands after somebody else acted, and go on from there."""
        open_now = set(
            WindowSession.objects.filter(unit=self.stage.unit, ended_at=None).values_list("pk", flat=True)
        )
        self.counters = [one for one in self.counters if one.session and one.session.pk in open_now]
        for counter in self.counters:
            if counter.is_busy and desk.current(self._session(counter)) is None:
                self._free(counter, at)

    def _pause_for_lunch(self, at: datetime) -> None:
        for counter in self.counters:
            if counter.session and not counter.is_busy:
                windows.pause(counter.session, PauseReason.MEAL, by=counter.by, at=at)

    def _continue_after_lunch(self, at: datetime) -> None:
        for counter in self.counters:
            if counter.session:
                with suppress(Refusal):
                    windows.resume_calling(counter.session, by=counter.by, at=at)
                self._at(at + seconds(self.rng.uniform(5, 60)), self._bind(self._call, counter))

    def _close(self, at: datetime) -> None:
        """Serve out who is still here, then close; by six at the latest."""
        waits = any(counter.is_busy for counter in self.counters)
        if waits and at.timetz() < time(18, tzinfo=SHANGHAI):
            self._at(at + timedelta(minutes=3), self._close)
            return
        if self.day is not None:
            days.close_day(self.day, by=SYSTEM, at=at, even_if_busy=True)
        self._heap.clear()

    # --- residents --------------------------------------------------------------------------

    def _plan_arrivals(self, begins: datetime, ends: datetime) -> None:
        at = begins
        while at < ends:
            rate_now = self.pace.per_hour.get(at.hour, 0)
            if rate_now <= 0:
                at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
                continue
            at += seconds(self.rng.expovariate(rate_now / 3600))
            if at < ends:
                self._at(at, self._arrive)

    def _arrive(self, at: datetime) -> None:
        wish = self.visitors.arrive()
        by_guide = bool(wish.priority) or self.rng.random() < 0.2
        ticket = issuing.issue(
            wish.category,
            channel=Channel.GUIDE if by_guide else Channel.KIOSK,
            by=self._actor(self.stage.guide),
            at=at,
            implementation=wish.implementation,
            priority_reason=wish.priority,
        )
        if self.rng.random() < 0.02:
            self._at(at + timedelta(minutes=3), self._bind(self._give_up, ticket))
        for counter in self.counters:
            if counter.session and not counter.is_busy:
                self._at(at + seconds(self.rng.uniform(3, 20)), self._bind(self._call, counter))
                break

    def _give_up(self, ticket: Ticket, at: datetime) -> None:
        ticket.refresh_from_db()
        if ticket.state == TicketState.WAITING:
            issuing.cancel(ticket, EndReason.RESIDENT_LEFT, by=self._actor(self.stage.guide), at=at)

    def _consult(self, at: datetime) -> None:
        guide = self.stage.guide
        consulting.record_consultation(
            self.stage.unit, self.visitors.question(), guide.user, by=self._actor(guide), at=at
        )

    # --- windows ----------------------------------------------------------------------------

    def _call(self, counter: Counter, at: datetime) -> None:
        if counter.session is None or counter.is_busy:
            return
        try:
            ticket = calling.call_next(counter.session, by=counter.by, at=at)
        except NobodyWaiting:
            return
        except Refusal:  # at lunch
            return
        counter.is_busy = True
        if self.rng.random() < 0.06:
            self._at(at + seconds(15), self._bind(self._nobody_comes, counter, ticket, 1))
        else:
            self._at(at + seconds(self.rng.uniform(15, 50)), self._bind(self._start, counter, ticket))

    def _nobody_comes(self, counter: Counter, ticket: Ticket, recalls: int, at: datetime) -> None:
        session = self._session(counter)
        if recalls <= 2:
            calling.recall(ticket, session, by=counter.by, at=at)
            self._at(at + seconds(15), self._bind(self._nobody_comes, counter, ticket, recalls + 1))
            return
        calling.pass_over(ticket, session, by=counter.by, at=at)
        if self.rng.random() < 0.6:
            late = timedelta(minutes=self.rng.uniform(4, 20))
            self._at(at + late, self._bind(self._come_back, ticket))
        self._free(counter, at)

    def _come_back(self, ticket: Ticket, at: datetime) -> None:
        ticket.refresh_from_db()
        with suppress(Refusal):
            calling.return_to_queue(ticket, by=self._actor(self.stage.guide), at=at)
        self._wake(at)

    def _start(self, counter: Counter, ticket: Ticket, at: datetime) -> None:
        session = self._session(counter)
        calling.start(ticket, session, by=counter.by, at=at)
        length = timedelta(minutes=min(self.rng.lognormvariate(1.9, 0.5), 35))
        chance = self.rng.random()
        if chance < 0.03:
            self._at(at + length / 2, self._bind(self._suspend, counter, ticket))
        elif chance < 0.05:
            self._at(at + length / 2, self._bind(self._transfer, counter, ticket))
        else:
            self._at(at + length, self._bind(self._finish, counter, ticket))

    def _suspend(self, counter: Counter, ticket: Ticket, at: datetime) -> None:
        session = self._session(counter)
        moving.suspend(ticket, session, SuspendKind.WITHOUT_PAPERS, by=counter.by, at=at, note="回家取户口本")
        self._at(at + timedelta(minutes=self.rng.uniform(25, 60)), self._bind(self._resume, ticket))
        self._free(counter, at)

    def _resume(self, ticket: Ticket, at: datetime) -> None:
        """Back with the paper: at the first window that is free, else a little later."""
        counter = next((one for one in self.counters if one.session and not one.is_busy), None)
        if counter is None:
            self._at(at + timedelta(minutes=2), self._bind(self._resume, ticket))
            return
        ticket.refresh_from_db()
        try:
            moving.resume(ticket, self._session(counter), by=counter.by, at=at)
        except Refusal:
            return
        counter.is_busy = True
        self._at(at + timedelta(minutes=5), self._bind(self._finish, counter, ticket))

    def _transfer(self, counter: Counter, ticket: Ticket, at: datetime) -> None:
        moving.transfer(
            ticket,
            self._session(counter),
            by=counter.by,
            at=at,
            category=self.visitors.another(ticket.category),
        )
        self._free(counter, at)
        self._wake(at)

    def _finish(self, counter: Counter, ticket: Ticket, at: datetime) -> None:
        done, questions = self.visitors.outcome(ticket)
        finishing.finish(
            ticket,
            self._session(counter),
            by=counter.by,
            user=counter.clerk.user,
            at=at,
            done=done,
            questions=questions,
        )
        if self.rng.random() < 0.45:
            self._at(at + seconds(self.rng.uniform(8, 40)), self._bind(self._rate, ticket))
        self._free(counter, at)

    def _rate(self, ticket: Ticket, at: datetime) -> None:
        opinion = self.visitors.opinion()
        with suppress(Refusal):
            rate(
                ticket.visit,
                opinion.grade,
                channel=RatingChannel.PAD if self.rng.random() < 0.8 else RatingChannel.QR,
                at=at,
                reasons=opinion.reasons,
                words=opinion.words,
            )

    # --- small change -----------------------------------------------------------------------

    def _free(self, counter: Counter, at: datetime) -> None:
        counter.is_busy = False
        self._at(at + seconds(self.rng.uniform(10, 45)), self._bind(self._call, counter))

    def _wake(self, at: datetime) -> None:
        for counter in self.counters:
            if counter.session and not counter.is_busy:
                self._at(at + seconds(5), self._bind(self._call, counter))

    def _actor(self, member: Member) -> Actor:
        return actor_in(member.user, self.stage.unit.pk, self.date)

    def _clock(self, moment: time) -> datetime:
        return datetime.combine(self.date, moment, tzinfo=SHANGHAI)

    def _at(self, at: datetime, moment: Moment) -> None:
        heapq.heappush(self._heap, (at, next(self._order), moment))

    @staticmethod
    def _bind(step: Callable[..., None], *first: object) -> Moment:
        return lambda at: step(*first, at)

    @staticmethod
    def _session(counter: Counter) -> WindowSession:
        if counter.session is None:
            raise RuntimeError("the window is not in service")
        return counter.session
