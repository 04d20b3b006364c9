"""Leaving a rating."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from yizhan.feedback.models import Rating
from yizhan.feedback.refusals import NothingToRate, RatedAlready, TooLateToRate
from yizhan.feedback.rules import may_still_rate, reasons_for
from yizhan.feedback.states import Grade, RatingChannel
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import ANONYMOUS_RESIDENT
from yizhan.lib.text import clean_line
from yizhan.queueing.models import Ticket, Visit, WindowSession
from yizhan.queueing.states import AT_A_WINDOW, TicketState

refuse_on("feedback.rating", "feedback_one_rating_per_visit", RatedAlready)


@act("rating.left")
def rate(
    visit: Visit,
    grade: int,
    *,
    channel: str,
    at: datetime,
    reasons: Sequence[str] = (),
    words: str = "",
    request_key: str = "",
) -> Rating:
    """A resident rates his visit, once, and nobody can change it afterwards (一次一评).

    The actor is always the unnamed resident, whatever device he used: the one rated never learns who rated.
    """
    answer_repeated(visit.unit_id)
    if Rating.objects.filter(visit=visit).exists():
        raise RatedAlready
    ticket, session = _served(visit)
    if not may_still_rate(ticket.ended_at, at):
        raise TooLateToRate
    known = Grade(grade)
    rating = Rating.objects.create(
        visit=visit,
        unit_id=visit.unit_id,
        session=session,
        grade=known,
        reasons=[reason for reason in dict.fromkeys(reasons) if reason in reasons_for(known)],
        words=clean_line(words)[:300],
        channel=RatingChannel(channel),
        business_date=localtime(at).date(),
        rated_at=at,
    )
    record(rating, by=ANONYMOUS_RESIDENT, at=at, unit_id=visit.unit_id, grade=int(known))
    return rating


def _served(visit: Visit) -> tuple[Ticket, WindowSession]:
    """The visit's ticket that a window has served, or serves now, and who served: only that can be rated."""
    rateable = (TicketState.SERVED, *AT_A_WINDOW)
    tickets = Ticket.objects.filter(visit=visit, state__in=rateable).select_related("session")
    ticket = tickets.order_by("-called_at").first()
    if ticket is None or ticket.session is None:
        raise NothingToRate
    return ticket, ticket.session
