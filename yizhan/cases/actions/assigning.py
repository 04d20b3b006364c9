"""分工: who reviews which business line or item (routing by line and item, clause 4.2)."""

from __future__ import annotations

from datetime import datetime

from yizhan.accounts.models import User
from yizhan.cases.guards import day_of, may
from yizhan.cases.models import Duty
from yizhan.cases.posts import ANSWERS_FOR_THE_UNIT
from yizhan.cases.refusals import NotHisToTake
from yizhan.catalog.models import Implementation
from yizhan.catalog.states import BusinessLine
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import posts_in
from yizhan.orgs.states import Post

_OF_THE_UNIT = "中心负责人"


@act("duty.assigned")
def assign(
    unit: Unit,
    user: User,
    business_line: str,
    *,
    implementation: Implementation | None = None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Duty:
    """Name an approver for a line, or for one item of it; without any, everybody with the post reviews it."""
    answer_repeated(unit.pk)
    may(by, unit.pk, *ANSWERS_FOR_THE_UNIT, owner=_OF_THE_UNIT)
    if business_line not in BusinessLine.values or Post.APPROVER not in posts_in(
        user.pk, unit.pk, day_of(at)
    ):
        raise NotHisToTake(name=user.name)
    duty, _ = Duty.objects.get_or_create(
        unit=unit,
        user=user,
        business_line=business_line,
        implementation=implementation,
        valid_to=None,
        defaults={"valid_from": day_of(at)},
    )
    record(duty, by=by, at=at, unit_id=unit.pk, user=str(user.pk), line=business_line)
    return duty


@act("duty.ended")
def end_duty(duty: Duty, *, by: Actor, at: datetime, request_key: str = "") -> Duty:
    """A duty ends today; what was taken stays with whoever took it."""
    answer_repeated(duty.unit_id)
    may(by, duty.unit_id, *ANSWERS_FOR_THE_UNIT, owner=_OF_THE_UNIT)
    if Duty.objects.filter(pk=duty.pk, valid_to=None).update(valid_to=day_of(at)) != 1:
        raise StaleState(thing="这项分工", state="已结束")
    duty.refresh_from_db()
    record(duty, by=by, at=at, unit_id=duty.unit_id)
    return duty
