"""首问负责: which questions are still open, and who answers for them (clause 7.2a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from yizhan.accounts.models import User
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Membership
from yizhan.orgs.selectors.units import of_own_unit
from yizhan.queueing.models import Consultation, FirstContact
from yizhan.queueing.selectors.gate import consultations_visible_to


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the people who answered for it, first to last; the last one is responsible now."""

    consultation: Consultation
    contacts: Sequence[FirstContact]

    @property
    def responsible(self) -> User:
        """Who answers for it now."""
        return self.contacts[-1].user

    @property
    def first_asked(self) -> User:
        """Who was asked first."""
        return self.contacts[0].user


def open_questions_of(actor: Actor) -> Sequence[Asked]:
    """The unanswered questions for which the actor is responsible, oldest first."""
    mine = Q(contacts__user_id=actor.id, contacts__until=None)
    return _asked(consultations_visible_to(actor).filter(mine, answered_at=None).order_by("asked_at"))


def open_questions_of_others(actor: Actor) -> Sequence[Asked]:
    """The hall's other unanswered questions: nobody's question gets lost because one is away."""
    mine = FirstContact.objects.filter(user_id=actor.id, until=None).values("consultation_id")
    rest = consultations_visible_to(actor).filter(answered_at=None).exclude(pk__in=mine)
    return _asked(rest.order_by("asked_at"))


def answered_on(actor: Actor, on: date, limit: int = 20) -> Sequence[Asked]:
    """The questions answered in the hall on the day, newest first."""
    return _asked(consultations_visible_to(actor).filter(business_date=on).exclude(answered_at=None)[:limit])


def asked_visible_to(actor: Actor, pk: UUID) -> Asked | None:
    """One question of the actor's own hall, with everybody who answered for it."""
    return next(iter(_asked(consultations_visible_to(actor).filter(pk=pk))), None)


def colleagues_of(actor: Actor, on: date) -> QuerySet[User]:
    """Everybody else with a post in the actor's unit on the day: to whom a question may be handed over."""
    in_force = of_own_unit(Membership.objects.filter(valid_from__lte=on), actor).filter(
        Q(valid_to=None) | Q(valid_to__gt=on)
    )
    others = User.objects.filter(memberships__in=in_force, is_active=True).exclude(pk=actor.id)
    return others.distinct().order_by("name", "username")


def _asked(rows: QuerySet[Consultation]) -> Sequence[Asked]:
    contacts = FirstContact.objects.select_related("user").order_by("since", "pk")
    found = rows.select_related("ticket").prefetch_related(Prefetch("contacts", contacts))
    return [Asked(row, list(row.contacts.all())) for row in found]
