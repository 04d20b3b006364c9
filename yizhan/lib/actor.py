"""Who does an act: one value for staff, residents, devices and the system itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    """The four kinds of doer that the journal tells apart."""

    STAFF = "staff"
    RESIDENT = "resident"
    DEVICE = "device"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """One doer, acting in at most one unit. Carries ids only, never personal data.

    `unit_id` is the unit in which a member of staff or a device acts (PRODUCT 2.1); `posts` are the
    posts held there today, already checked for training and dates.
    """

    kind: ActorKind
    id: str = ""
    unit_id: UUID | None = None
    posts: frozenset[str] = field(default_factory=frozenset)

    @property
    def hall_id(self) -> UUID:
        """The unit for gates: whoever acts in no unit sees the objects of none."""
        return self.unit_id or NOWHERE

    def holds(self, *posts: str) -> bool:
        """Whether the actor holds at least one of the posts in his unit today."""
        return not self.posts.isdisjoint(posts)


NOWHERE = UUID(int=0)
SYSTEM = Actor(ActorKind.SYSTEM, "system")
ANONYMOUS_RESIDENT = Actor(ActorKind.RESIDENT, "")
