"""Keeping on record that the keys of personal data were rotated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yizhan.accounts.rights import only_for
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import Actor
from yizhan.people.models import KeyRotation
from yizhan.people.posts import ROTATES_KEYS


@act("keys.rotated")
def keep_rotation(
    key: str,
    *,
    columns_resealed: int,
    files_resealed: int,
    left: int,
    dropped: Sequence[str],
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> KeyRotation:
    """Keep one run of the rotation: to which key, how much was carried over, which old keys were dropped.

    The names of keys are no secret; the keys themselves are never in the database (clause 6.3).
    """
    answer_repeated(INSTALLATION)
    only_for(by, *ROTATES_KEYS, owner="系统管理员")
    rotation = KeyRotation.objects.create(
        key=key,
        columns_resealed=columns_resealed,
        files_resealed=files_resealed,
        left=left,
        dropped=list(dropped),
        at=at,
    )
    record(rotation, by=by, at=at, unit_id=INSTALLATION, key=key, left=left, dropped=list(dropped))
    return rotation
