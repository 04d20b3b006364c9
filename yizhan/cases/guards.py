"""First statements of acts: whose case, which post, which day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localtime

from yizhan.accounts.rights import only_for
from yizhan.cases.models import Handling, Reason
from yizhan.cases.refusals import ReasonNeeded
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours
from yizhan.lib.text import clean_paragraphs


def may(by: Actor, unit_id: UUID, *posts: str, owner: str) -> None:
    """The actor holds one of the posts, in the unit whose handling it is. Raises NotYours."""
    only_for(by, *posts, owner=owner)
    if by.kind != ActorKind.SYSTEM and by.unit_id != unit_id:
        raise NotYours(owner="办理这件的单位")


def reason_given(text: str, *, longest: int = 500) -> str:
    """The reason as it is stored. Raises ReasonNeeded."""
    reason = clean_paragraphs(text, longest=longest)
    if not reason:
        raise ReasonNeeded
    return reason


def keep_reason(handling: Handling, act: str, reason: str, at: datetime) -> None:
    """Write the reason beside the journal's entry of the same act and instant."""
    Reason.objects.create(handling=handling, act=act, text=reason, at=at)


def day_of(at: datetime) -> date:
    """The day on which an act happens, on the hall's clock."""
    return localtime(at).date()
