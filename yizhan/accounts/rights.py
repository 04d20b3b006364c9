"""The one check of who may do an act, for screens and API alike."""

from __future__ import annotations

from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours


def only_for(by: Actor, *posts: str, owner: str) -> None:
    """Raise NotYours unless the actor holds one of the posts, or is the program itself (set-up, demo)."""
    if by.kind != ActorKind.SYSTEM and not by.holds(*posts):
        raise NotYours(owner=owner)
