"""Reading for the console: people with what their posts are worth, and the journal for the auditor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from yizhan.accounts.models import User
from yizhan.console.rules import PostState, post_state
from yizhan.journal.models import INSTALLATION, Entry
from yizhan.journal.sealing import Verdict, verify_unit
from yizhan.journal.selectors import position_of
from yizhan.lib.actor import Actor
from yizhan.lib.env import env_secret
from yizhan.lib.secret_key import secret_key_beside
from yizhan.orgs.models import Membership, Training, Unit
from yizhan.orgs.selectors import people_of, units_visible_to
from yizhan.orgs.states import ADMIN_POSTS, Post

SHANGHAI = ZoneInfo("Asia/Shanghai")
AUDIT_KEY = "audit-key"
"""The file beside the data with the key of the auditor; YIZHAN_AUDIT_KEY goes before it, as in sealing."""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post of a person, and what it is worth today."""

    membership: Membership
    state: PostState


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the list."""

    user: User
    posts: list[HeldPost]

    @property
    def is_in_service(self) -> bool:
        """Whether he has an open account and a post that has not ended."""
        return self.user.is_active and any(held.state.is_held for held in self.posts)


def staff_list(unit: Unit, on: date) -> list[Person]:
    """The people of a unit, those in service first (clause 2.3)."""
    people = [
        Person(user, held_posts(user.memberships.all(), user.trainings.all(), on)) for user in people_of(unit)
    ]
    return sorted(people, key=lambda person: (not person.is_in_service, _rank(person)))


def _rank(person: Person) -> int:
    """The place of his first post in the list of posts."""
    order = list(Post)
    return min((order.index(Post(held.membership.post)) for held in person.posts), default=len(order))


def held_posts(memberships: Iterable[Membership], trainings: Iterable[Training], on: date) -> list[HeldPost]:
    """Each post with what it is worth on the day (clause 2.3)."""
    passed: dict[str, list[tuple[date, date | None]]] = {}
    for training in trainings:
        passed.setdefault(training.post, []).append((training.passed_on, training.valid_until))
    return [
        HeldPost(
            each,
            post_state(
                each.valid_from,
                each.valid_to,
                passed.get(each.post, []),
                needs_training=each.post not in ADMIN_POSTS,
                on=on,
            ),
        )
        for each in memberships
    ]


def entries_of(
    actor: Actor, unit_id: UUID, *, act: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Entry]:
    """The journal of a unit in the auditor's reach, or of the installation, newest first."""
    if not is_auditable(actor, unit_id):
        return Entry.objects.none()
    entries = Entry.objects.filter(unit_id=unit_id)
    if act:
        entries = entries.filter(act=act)
    if since:
        entries = entries.filter(at__gte=datetime.combine(since, time.min, SHANGHAI))
    if until:
        entries = entries.filter(at__lte=datetime.combine(until, time.max, SHANGHAI))
    return entries.order_by("-position")


def acts_in(actor: Actor, unit_id: UUID) -> list[str]:
    """The acts that occur in the unit's journal."""
    entries = entries_of(actor, unit_id).order_by()
    return sorted(set(entries.values_list("act", flat=True).distinct()))


def is_auditable(actor: Actor, unit_id: UUID) -> bool:
    """Whether the auditor's reach covers the journal: his unit, those below, and the installation's own."""
    return unit_id == INSTALLATION or units_visible_to(actor).filter(pk=unit_id).exists()


def verdict_on(unit_id: UUID) -> tuple[Verdict, int]:
    """The result of recomputing the unit's chain of seals, and how many entries are not sealed yet."""
    key = env_secret("YIZHAN_AUDIT_KEY") or secret_key_beside(settings.DATA_DIR, AUDIT_KEY)
    verdict = verify_unit(unit_id, key.encode())
    return verdict, max(0, position_of(unit_id) - verdict.entries)
