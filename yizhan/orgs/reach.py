"""How far an actor's acts reach: his own unit and the units that it manages (clause 2.1)."""

from __future__ import annotations

from uuid import UUID

from yizhan.accounts.rights import only_for
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours
from yizhan.orgs.selectors import subtree_of


def only_within(unit_id: UUID, *posts: str, owner: str, by: Actor) -> None:
    """Raise NotYours unless the actor holds one of the posts and his unit is, or manages, the unit.

    Screens never get this far with another's unit, since their reads pass a gate; this guards the acts
    themselves, whoever calls them. The program itself (set-up, demonstration) may always.
    """
    only_for(by, *posts, owner=owner)
    if by.kind == ActorKind.SYSTEM or by.unit_id == unit_id:
        return
    if by.unit_id is None or unit_id not in subtree_of(by.unit_id):
        raise NotYours(owner="该单位的同事")
