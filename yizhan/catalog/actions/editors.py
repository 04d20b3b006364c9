"""Who may change a catalogue: the director of the hall, and the bureau above it."""

from __future__ import annotations

from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit
from yizhan.orgs.reach import only_within
from yizhan.orgs.states import Post

EDITORS = (Post.DIRECTOR, Post.DISTRICT_OFFICER)
EDITORS_OWNER = "中心（站）负责人或区县审批局"


def must_edit(by: Actor, unit: Unit) -> None:
    """Refuse everybody who does not keep this unit's catalogue. The program itself sets up new halls."""
    only_within(unit.pk, *EDITORS, owner=EDITORS_OWNER, by=by)
