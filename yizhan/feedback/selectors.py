"""Reading ratings: what a visit may still say, which faces and reasons are offered, whom a pad asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from yizhan.devices.selectors import devices_visible_to
from yizhan.feedback.english import GRADES, REASONS
from yizhan.feedback.models import Rating
from yizhan.feedback.rules import may_still_rate, reasons_for
from yizhan.feedback.states import BAD, Grade, Reason
from yizhan.lib.actor import Actor, ActorKind
from yizhan.orgs.models import Window
from yizhan.queueing.models import Ticket, Visit
from yizhan.queueing.selectors.gate import tickets_visible_to
from yizhan.queueing.states import AT_A_WINDOW, TicketState

ASKED_FOR = timedelta(minutes=3)
"""How long a pad asks by itself after the service; the code on the slip goes on for thirty days."""

LEAVES_WITHIN = timedelta(seconds=30)
"""After this the next one called is taken to sit at the window, also where the clerk presses no “start”."""


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


@dataclass(frozen=True, slots=True)
class BadRating:
    """A 差评 as the director reads it."""

    rated_at: datetime
    grade: str
    reasons: Sequence[str]
    words: str
    window: str
    clerk: str


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


def rated_ticket(visit: Visit) -> Ticket | None:
    """The ticket whose service a rating of the visit is about: the last one that came to a window."""
    return (
        Ticket.objects.filter(
            visit=visit, state__in=(TicketState.SERVED, *AT_A_WINDOW), session__isnull=False
        )
        .select_related("window", "session__user")
        .order_by("-called_at")
        .first()
    )


def may_rate(visit: Visit, at: datetime) -> bool:
    """Whether the visit can be rated now: served or being served, not too long ago, not rated yet."""
    ticket = rated_ticket(visit)
    return ticket is not None and may_still_rate(ticket.ended_at, at) and rating_of(visit) is None


def visit_at_pad(token: str, actor: Actor) -> Visit | None:
    """A visit served at the window where the pad stands; staff who look at a pad see any of their hall's."""
    served = tickets_visible_to(actor).filter(visit__public_token=token, session__isnull=False)
    if actor.kind == ActorKind.DEVICE:
        places = devices_visible_to(actor).filter(pk=actor.id).values_list("place_id", flat=True)
        served = served.filter(window__in=[place for place in places if place])
    ticket = served.select_related("visit__unit").first()
    return ticket.visit if ticket else None


def to_rate_at(window: Window, actor: Actor, at: datetime) -> Ticket | None:
    """The ticket that the pad at the window may rate: the one just ended, or the one being served.

    The resident who was served keeps the pad until the next one has reached the window; then nobody can
    rate another's visit by mistake. A visit that is rated is not asked about again.
    """
    here = tickets_visible_to(actor).filter(window=window, session__isnull=False, visit__ratings=None)
    current = here.filter(state__in=AT_A_WINDOW).first()
    if current is not None and (current.state == TicketState.SERVING or _has_come(current, at)):
        return current
    just_ended = here.filter(
        state=TicketState.SERVED, end_reason="", ended_at__gt=at - ASKED_FOR, ended_at__lte=at
    ).order_by("-ended_at")
    return just_ended.first()


def bad_today(unit_id: UUID, on: date) -> Sequence[BadRating]:
    """The day's 差评 of a hall, newest first, for its director: where and what, never who said it."""
    rows = Rating.objects.filter(unit_id=unit_id, business_date=on, grade__in=BAD)
    found = rows.select_related("session__window", "session__user").order_by("-rated_at")
    return [
        BadRating(
            rated_at=one.rated_at,
            grade=one.get_grade_display(),
            reasons=[str(Reason(reason).label) for reason in one.reasons if reason in Reason.values],
            words=one.words,
            window=str(one.session.window),
            clerk=one.session.user.name,
        )
        for one in found
    ]


def bad_per_day(unit_id: UUID, upto: date, days: int = 7) -> list[int]:
    """How many 差评 a hall got on each of the last days, the newest last."""
    since = upto - timedelta(days=days - 1)
    rows = Rating.objects.filter(unit_id=unit_id, grade__in=BAD, business_date__range=(since, upto))
    counted = Counter(rows.values_list("business_date", flat=True))
    return [counted[since + timedelta(days=step)] for step in range(days)]


def _has_come(called: Ticket, at: datetime) -> bool:
    return called.called_at is not None and at - called.called_at >= LEAVES_WITHIN
