"""The gate: what an actor may see of the floor. Another hall's ticket does not exist for him."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from yizhan.lib.actor import Actor, ActorKind
from yizhan.orgs.models import Window
from yizhan.queueing.models import BusinessDay, Category, Consultation, Ticket, Visit, WindowSession
from yizhan.rows.prepared import Fetch, given


def tickets_visible_to(actor: Actor) -> QuerySet[Ticket]:
    """The tickets of the actor's own hall."""
    return Ticket.objects.filter(unit_id=actor.hall_id).select_related(
        "category", "window", "reserved_for", "implementation__item", "session__window", "visit"
    )


def categories_visible_to(actor: Actor) -> QuerySet[Category]:
    """The categories of the actor's own hall, in their order."""
    return (
        Category.objects.filter(unit_id=actor.hall_id)
        .select_related("zone")
        .prefetch_related("lines")
        .order_by("order", "prefix")
    )


def consultations_visible_to(actor: Actor) -> QuerySet[Consultation]:
    """The consultations of the actor's own hall, newest first."""
    return Consultation.objects.filter(unit_id=actor.hall_id).order_by("-asked_at")


def sessions_visible_to(actor: Actor) -> QuerySet[WindowSession]:
    """The windows now in service in the actor's own hall."""
    return (
        WindowSession.objects.filter(unit_id=actor.hall_id, ended_at=None)
        .select_related("window__zone", "user")
        .order_by("window__number")
    )


def own_session(actor: Actor) -> WindowSession | None:
    """The window that the actor serves now."""
    if actor.kind != ActorKind.STAFF:
        return None
    return sessions_visible_to(actor).filter(user_id=actor.id).first()


def session_to_leave(actor: Actor) -> WindowSession | None:
    """The actor's newest turn at a window of his hall; an ended one answers the repeated signing out."""
    own = WindowSession.objects.filter(unit_id=actor.hall_id, user_id=actor.id)
    return own.select_related("window__zone", "user").order_by("-started_at").first()


def visit_by_token(token: str) -> Visit | None:
    """The visit of a slip's QR code: whoever holds the slip may see it, nobody else."""
    return Visit.objects.filter(public_token=token).select_related("unit").first()


def day_of(unit_id: UUID, on: date) -> BusinessDay | None:
    """The hall's business day of the date, open or closed."""
    return _day.first(unit=unit_id, date=on)


_day = Fetch(
    BusinessDay,
    lambda: BusinessDay.objects.filter(unit=given(BusinessDay, "unit"), date=given(BusinessDay, "date")),
)


def windows_in_service(unit_id: UUID) -> QuerySet[Window]:
    """The hall's windows at which somebody sits now, paused ones included."""
    return Window.objects.filter(sessions__ended_at=None, unit_id=unit_id).order_by("number").distinct()
