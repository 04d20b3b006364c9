"""Reading ratings: what a visit may still say, which faces and reasons are offered, who is asked at a window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from yizhan.feedback.english import GRADES, REASONS
from yizhan.feedback.models import Rating
from yizhan.feedback.rules import may_still_rate, reasons_for
from yizhan.feedback.states import Grade, Reason
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Window
from yizhan.queueing.models import Ticket, Visit
from yizhan.queueing.selectors.gate import tickets_visible_to
from yizhan.queueing.states import AT_A_WINDOW, TicketState

ASKED_FOR = timedelta(minutes=3)
"""How long after the end of the service a pad asks by itself; the code on the slip goes on for thirty days."""


@dataclass(frozen=True, slots=True)
class Word:
    """A grade or a preset reason as a page offers it."""

    value: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Face:
    """One of the five faces: its grade, its sign in the sprite, its words, the reasons offered with it."""

    grade: int
    icon: str
    chinese: str
    english: str
    reasons: tuple[Word, ...]


FACES = tuple(
    Face(
        grade=grade.value,
        icon=f"face-{grade.value}",
        chinese=str(grade.label),
        english=GRADES[grade],
        reasons=tuple(
            Word(reason, str(Reason(reason).label), REASONS[Reason(reason)]) for reason in reasons_for(grade)
        ),
    )
    for grade in Grade
)
"""Best first: 非常满意 to 非常不满意."""


def face_of(grade: int) -> Face:
    """The face of a grade."""
    return FACES[Grade(grade) - 1]


def rating_of(visit: Visit) -> Rating | None:
    """The visit's rating; there is at most one, and it never changes."""
    return Rating.objects.filter(visit=visit).first()


def may_rate(visit: Visit, at: datetime) -> bool:
    """Whether the visit can be rated now: served or being served, not too long ago, not rated yet."""
    served = Ticket.objects.filter(
        visit=visit, state__in=(TicketState.SERVED, *AT_A_WINDOW), session__isnull=False
    ).order_by("-called_at")
    ticket = served.first()
    return ticket is not None and may_still_rate(ticket.ended_at, at) and rating_of(visit) is None


def served_just_now(window: Window, actor: Actor, at: datetime) -> Ticket | None:
    """The ticket that a pad at the window may be rating: the one being served, else the last one ended.

    A visit that is rated is not asked about again.
    """
    here = tickets_visible_to(actor).filter(window=window, session__isnull=False, visit__ratings=None)
    ended = here.filter(
        state=TicketState.SERVED, end_reason="", ended_at__gte=at - ASKED_FOR, ended_at__lte=at
    ).order_by("-ended_at")
    return ended.first() or here.filter(state=TicketState.SERVING).first()
