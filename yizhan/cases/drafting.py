"""Keeping what is typed. Typing is no business act, so nothing of it stands in the journal (ADR 10).

A draft is saved every few seconds; what becomes of it, a case, is an act. Its revision orders two pages that
show the same draft: the slower one is told, and keeps its words on the screen.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from yizhan.accounts.models import User
from yizhan.cases.models import IntakeDraft
from yizhan.cases.refusals import DraftChangedElsewhere, DraftGone
from yizhan.cases.states import DISCARD_DRAFT, DraftState
from yizhan.catalog.models import Implementation
from yizhan.people.models import Person
from yizhan.queueing.models import Ticket
from yizhan.rows.lifecycle import advance

CODE_DIGITS = 8
"""Said aloud and typed by residents: digits only; good for the unit's open drafts and a few days."""


def begin(
    unit_id: UUID,
    *,
    at: datetime,
    user: User | None = None,
    ticket: Ticket | None = None,
    implementation: Implementation | None = None,
    content: Mapping[str, Any] | None = None,
    label: str = "",
    is_by_resident: bool = False,
) -> IntakeDraft:
    """A new draft, or the one that the same person has open for the same ticket and item already."""
    try:
        with transaction.atomic():
            return IntakeDraft.objects.create(
                unit_id=unit_id,
                code=_code(),
                user=user,
                ticket=ticket,
                implementation=implementation,
                content=dict(content or {}),
                label=label[:80],
                is_by_resident=is_by_resident,
                begun_at=at,
                kept_at=at,
            )
    except IntegrityError:
        return IntakeDraft.objects.get(
            state=DraftState.OPEN, ticket=ticket, implementation=implementation, user=user
        )


def keep(
    draft: IntakeDraft,
    content: Mapping[str, Any],
    *,
    revision: int,
    at: datetime,
    label: str = "",
    person: Person | None = None,
) -> IntakeDraft:
    """Save what is typed so far over the revision that the page showed.

    Raises DraftChangedElsewhere when another page was faster, DraftGone when it became a case meanwhile.
    """
    mine = IntakeDraft.objects.filter(pk=draft.pk, state=DraftState.OPEN, revision=revision)
    changes: dict[str, Any] = {"content": dict(content), "label": label[:80], "kept_at": at}
    if person is not None:
        changes["person"] = person
    saved = mine.update(revision=F("revision") + 1, **changes)
    draft.refresh_from_db()
    if saved == 1 or draft.content == dict(content):
        return draft
    if draft.state != DraftState.OPEN:
        raise DraftGone(state=draft.get_state_display())
    raise DraftChangedElsewhere


def discard(draft: IntakeDraft) -> IntakeDraft:
    """Throw a draft away on somebody's word; its content goes with it."""
    return advance(draft, DISCARD_DRAFT, content={})


def _code() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
