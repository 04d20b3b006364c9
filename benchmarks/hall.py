"""A hall big enough for 64 clients: as many windows with their clerks, and 24 categories."""

from __future__ import annotations

import string
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.test.utils import override_settings

from yizhan.accounts import actions as accounts
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.orgs import selectors
from yizhan.orgs.models import Unit, Window
from yizhan.orgs.states import Employment, Post
from yizhan.queueing.actions import calling, days, finishing, issuing, setting_up, windows
from yizhan.queueing.models import BusinessDay, Category, Ticket, WindowSession
from yizhan.queueing.refusals import NobodyWaiting
from yizhan.queueing.states import Channel
from yizhan.testing.cast import COMMUNITY, PASSWORD, SHANGHAI, STREET, Member
from yizhan.testing.floor import QUESTION

PREFIXES = [letter for letter in string.ascii_uppercase if letter not in "IO"]
PRESSES = 5
FOUNDED_BEFORE = timedelta(days=90)
QUICK_HASHER = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""64 accounts are made before anything is measured."""


@dataclass
class Cycle:
    """The labels that one resident's acts answered with."""

    issued: str
    called: str


@dataclass
class BenchHall:
    """The hall; client n sits at window n, which calls category n modulo 24."""

    unit: Unit
    categories: list[Category]
    windows: list[Window]
    clerks: list[Member]
    guide: Member
    day: BusinessDay | None = None
    sessions: list[WindowSession] = field(default_factory=list)

    def open(self, on: date, clients: int) -> None:
        """Begin a business day with as many windows in service as clients; the day before is closed."""
        at = _instant(on, 8)
        if self.day is not None:
            days.close_day(self.day, by=SYSTEM, at=at, even_if_busy=True)
        self.day = days.open_day(self.unit, on, by=SYSTEM, at=at)
        self.sessions = [
            windows.sign_in(window, clerk.user, by=clerk.actor, at=at)
            for window, clerk in zip(self.windows[:clients], self.clerks[:clients], strict=True)
        ]

    def moment(self, hour: int, minute: int = 0) -> datetime:
        """An instant of the open day."""
        assert self.day
        return _instant(self.day.date, hour, minute)

    def category_of(self, client: int) -> Category:
        """What the client's window calls."""
        return self.categories[client % len(self.categories)]

    def cycle(self, client: int) -> Cycle:
        """One resident: a ticket, the call, the finish with a consultation; each with its request key."""
        session, clerk = self.sessions[client], self.clerks[client]
        issued = issuing.issue(
            self.category_of(client),
            channel=Channel.GUIDE,
            by=self.guide.actor,
            at=self.moment(9),
            request_key=_key(),
        ).label
        ticket = self._call(client)
        finishing.finish(
            ticket,
            session,
            by=clerk.actor,
            user=clerk.user,
            at=self.moment(9, 10),
            questions=[QUESTION],
            request_key=_key(),
        )
        return Cycle(issued, ticket.label)

    def _call(self, client: int) -> Ticket:
        """Who loses the only number that he saw to a colleague hears that nobody waits, and presses again."""
        session, by = self.sessions[client], self.clerks[client].actor
        for _ in range(PRESSES):
            with suppress(NobodyWaiting):
                return calling.call_next(session, by=by, at=self.moment(9, 5), request_key=_key())
        raise AssertionError("a number that was issued cannot be called")


def build(clients: int, today: date) -> BenchHall:
    """Found the hall by acts and open it today."""
    at = _instant(today - FOUNDED_BEFORE, 9)
    orgs.load_divisions(within=(COMMUNITY,), by=SYSTEM, at=at)
    unit = orgs.establish_centre(Unit.objects.get(division_code=STREET), by=SYSTEM, at=at)
    zone = orgs.add_zone(unit, name="等候一区", name_en="Area 1", by=SYSTEM, at=at)
    categories = [
        setting_up.add_category(unit, prefix, f"业务{prefix}", zone, by=SYSTEM, at=at) for prefix in PREFIXES
    ]
    hall = BenchHall(unit, categories, [], [], _join(unit, Post.GUIDE, "guide", today))
    for number in range(1, clients + 1):
        window = orgs.add_window(
            unit, number=number, zone=zone, name="综合窗口", name_en="", by=SYSTEM, at=at
        )
        setting_up.restrict_window(window, [hall.category_of(number - 1)], by=SYSTEM, at=at)
        hall.windows.append(window)
        hall.clerks.append(_join(unit, Post.ACCEPTANCE, f"clerk{number}", today))
    hall.open(today, clients)
    return hall


def _join(unit: Unit, post: Post, username: str, today: date) -> Member:
    at = _instant(today - FOUNDED_BEFORE, 9)
    with override_settings(PASSWORD_HASHERS=QUICK_HASHER):
        user = accounts.create_user(
            username, name=username, password=PASSWORD, must_change_password=False, by=SYSTEM, at=at
        )
    orgs.grant_membership(user, unit, post=post, employment=Employment.ESTABLISHED, by=SYSTEM, at=at)
    orgs.record_training(user, post=post, passed_on=at.date(), unit=unit, by=SYSTEM, at=at)
    return Member(user, selectors.actor_in(user, unit.pk, today), unit)


def _instant(on: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(on, time(hour, minute), tzinfo=SHANGHAI)


def _key() -> str:
    return uuid.uuid4().hex
