"""Facts are checked on the spot by two officers, in writing (行政许可法 34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yizhan.accounts.models import User
from yizhan.cases.actions.reviewing import finish_step, hold_step, may_do
from yizhan.cases.guards import day_of, reason_given
from yizhan.cases.models import SiteCheck, Step
from yizhan.cases.papers import review
from yizhan.cases.refusals import (
    CheckNotConfirmable,
    DaysOutOfOrder,
    NotASiteCheck,
    NotHisToTake,
    TwoOfficersNeeded,
)
from yizhan.cases.rules.reviewing import may_work_on
from yizhan.catalog.states import ReviewKind
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line, clean_paragraphs
from yizhan.orgs.selectors import posts_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found on the spot."""

    place: str
    checked: str
    facts: str
    conclusion: str
    started_at: datetime
    ended_at: datetime
    present: str = ""


@act("site.checked")
def record_check(
    step: Step,
    found: Found,
    *,
    user: User,
    second: User,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> SiteCheck:
    """Write down what two officers found; it counts once the second has confirmed it with his own name.

    Raises NotASiteCheck, TwoOfficersNeeded, NotHisToTake, DaysOutOfOrder.
    """
    answer_repeated(step.unit_id)
    may_do(step, by)
    if step.kind != ReviewKind.SITE_CHECK:
        raise NotASiteCheck(step=step.name)
    if second.pk == user.pk:
        raise TwoOfficersNeeded
    if not may_work_on(step.posts, posts_in(second.pk, step.unit_id, day_of(at))):
        raise NotHisToTake(name=second.name)
    if not found.started_at <= found.ended_at <= at:
        raise DaysOutOfOrder(problem="核查的起止时间不对，或者还没有到。")
    facts, conclusion = reason_given(found.facts, longest=2000), reason_given(found.conclusion)
    hold_step(step, user)
    check, _ = SiteCheck.objects.update_or_create(
        step=step,
        confirmed_at=None,
        defaults={
            "place": clean_line(found.place, longest=120),
            "present": clean_line(found.present, longest=120),
            "checked": clean_paragraphs(found.checked, longest=500),
            "facts": facts,
            "conclusion": conclusion,
            "started_at": found.started_at,
            "ended_at": found.ended_at,
            "first_officer": user,
            "second_officer": second,
        },
    )
    record(check, by=by, at=at, unit_id=step.unit_id, handling=str(step.handling_id), second=str(second.pk))
    return check


@act("site.confirmed")
def confirm_check(
    check: SiteCheck, *, user: User, by: Actor, at: datetime, request_key: str = ""
) -> SiteCheck:
    """The second officer confirms: a paper, and the end of the step. Raises CheckNotConfirmable."""
    step = check.step
    answer_repeated(step.unit_id)
    may_do(step, by)
    mine = SiteCheck.objects.filter(pk=check.pk, second_officer=user, confirmed_at=None)
    if mine.update(confirmed_at=at) != 1:
        raise CheckNotConfirmable(name=check.second_officer.name)
    check.refresh_from_db()
    document = review.record_check(check, by=by, at=at)
    SiteCheck.objects.filter(pk=check.pk).update(document=document)
    finish_step(step, user, at)
    record(check, by=by, at=at, unit_id=step.unit_id, handling=str(step.handling_id))
    return check
