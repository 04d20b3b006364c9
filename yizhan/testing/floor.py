"""A hall floor for tests, built by acts only: two categories, an open day, windows in service."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from yizhan.catalog.states import BusinessLine
from yizhan.queueing.actions import calling, days, finishing, issuing, setting_up, windows
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import BusinessDay, Category, Ticket, WindowSession
from yizhan.queueing.states import Channel, ConsultationTopic
from yizhan.testing.cast import TODAY, Cast, Member, at

QUESTION = Question(BusinessLine.ELDERLY, ConsultationTopic.MATERIALS, "带身份证和户口本。")


@dataclass
class Floor:
    """The floor of the cast's hall: `social` (A) and `civil` (B), today's day, and handy acts."""

    cast: Cast
    social: Category
    civil: Category
    day: BusinessDay

    @staticmethod
    def at(*time: int) -> datetime:
        """An instant of the day on which the tests play."""
        return at(*time)

    def issue(self, *time: int, category: Category | None = None, priority: str = "") -> Ticket:
        """The guide desk issues a ticket at hh, mm(, ss)."""
        return issuing.issue(
            category or self.social,
            channel=Channel.GUIDE,
            by=self.cast.guide.actor,
            at=at(*time),
            priority_reason=priority,
            request_key=uuid.uuid4().hex,
        )

    def serve(self, person: Member, window: int = 0, *time: int) -> WindowSession:
        """A clerk signs in to a window."""
        return windows.sign_in(
            self.cast.windows[window], person.user, by=person.actor, at=at(*(time or (9, 0)))
        )

    def call(self, session: WindowSession, person: Member, *time: int) -> Ticket:
        """The clerk calls the next."""
        return calling.call_next(session, by=person.actor, at=at(*time))

    def pass_over(self, session: WindowSession, person: Member, *time: int) -> Ticket:
        """The clerk calls the next, twice more, and passes it over, as the hall's policy wants."""
        begin = at(*time)
        ticket = calling.call_next(session, by=person.actor, at=begin)
        for step in (1, 2):
            calling.recall(ticket, session, by=person.actor, at=begin + timedelta(seconds=15 * step))
        return calling.pass_over(ticket, session, by=person.actor, at=begin + timedelta(seconds=45))

    def finish(self, ticket: Ticket, session: WindowSession, person: Member, *time: int) -> Ticket:
        """The clerk finishes with a consultation."""
        return finishing.finish(
            ticket,
            session,
            by=person.actor,
            user=person.user,
            at=at(*time),
            questions=[QUESTION],
        )


def open_floor(cast: Cast) -> Floor:
    """Categories A and B, and the business day opened at 8:50."""
    by, when = cast.director.actor, at(8, 50)
    social = setting_up.add_category(
        cast.hall, "A", "社保就业", cast.zone, by=by, at=when, lines=[BusinessLine.SOCIAL_SECURITY], order=1
    )
    civil = setting_up.add_category(
        cast.hall, "B", "民政救助", cast.zone, by=by, at=when, lines=[BusinessLine.CIVIL_AFFAIRS], order=2
    )
    day = days.open_day(cast.hall, TODAY, by=by, at=when)
    return Floor(cast, social, civil, day)
