"""Personal data does not travel up or down the tree: whoever works with it works in the unit that owns it."""

from __future__ import annotations

from uuid import UUID

from yizhan.accounts.rights import only_for
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours


def only_in(unit_id: UUID, *posts: str, owner: str, by: Actor) -> None:
    """Raise NotYours unless the actor holds one of the posts in this very unit; the program itself may."""
    only_for(by, *posts, owner=owner)
    if by.kind != ActorKind.SYSTEM and by.unit_id != unit_id:
        raise NotYours(owner="该单位的同事")
