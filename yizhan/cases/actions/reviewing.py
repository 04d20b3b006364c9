"""The steps of a review: taken, signed, handed over, returned (后台分类审批, clause 4.2)."""

from __future__ import annotations

from datetime import datetime

from yizhan.accounts.models import User
from yizhan.accounts.rights import only_for
from yizhan.cases import route
from yizhan.cases.guards import day_of, keep_reason, may, reason_given
from yizhan.cases.models import Handling, Opinion, Step
from yizhan.cases.refusals import (
    AlreadySigned,
    NoSuchStep,
    NotAReviewStep,
    NotHisToTake,
    StepTakenByAnother,
)
from yizhan.cases.rules.reviewing import is_complete, may_work_on
from yizhan.cases.states import FINISH_STEP, RETURN_STEP, StepState, Verdict
from yizhan.catalog.states import ReviewKind
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours, StaleState
from yizhan.lib.text import clean_paragraphs
from yizhan.orgs.selectors import posts_in
from yizhan.rows.lifecycle import advance

SIGNED_HERE = frozenset({ReviewKind.REVIEW, ReviewKind.JOINT})
"""Steps that end with opinions; the others end with a record, a notice or a decision."""


@act("step.taken")
def take(step: Step, *, user: User, by: Actor, at: datetime, request_key: str = "") -> Step:
    """Take an open step as one's own work. Raises StepTakenByAnother, StaleState."""
    answer_repeated(step.unit_id)
    may_do(step, by)
    free = Step.objects.filter(pk=step.pk, state=StepState.OPEN, taken_by=None)
    if free.update(taken_by=user, taken_at=at) != 1:
        step.refresh_from_db()
        _still_open(step)
        raise StepTakenByAnother(name=step.taken_by)
    step.refresh_from_db()
    record(step, by=by, at=at, unit_id=step.unit_id, handling=str(step.handling_id))
    return step


@act("step.put_back")
def put_back(step: Step, *, user: User, by: Actor, at: datetime, request_key: str = "") -> Step:
    """Put a taken step back for everybody with the post."""
    answer_repeated(step.unit_id)
    may_do(step, by)
    mine = Step.objects.filter(pk=step.pk, state=StepState.OPEN, taken_by=user)
    if mine.update(taken_by=None, taken_at=None) != 1:
        step.refresh_from_db()
        _still_open(step)
        raise StepTakenByAnother(name=step.taken_by or "大家")
    step.refresh_from_db()
    record(step, by=by, at=at, unit_id=step.unit_id, handling=str(step.handling_id))
    return step


@act("step.handed_over")
def hand_over(step: Step, to: User, *, reason: str, by: Actor, at: datetime, request_key: str = "") -> Step:
    """Give an open step to a colleague who may do it, with the reason; a director may for others.

    Raises NotHisToTake, StaleState.
    """
    answer_repeated(step.unit_id)
    _may_move(step, by)
    why = reason_given(reason, longest=200)
    if not may_work_on(step.posts, posts_in(to.pk, step.unit_id, day_of(at))):
        raise NotHisToTake(name=to.name)
    now_with = step.taken_by_id
    if (
        Step.objects.filter(pk=step.pk, state=StepState.OPEN, taken_by=now_with).update(
            taken_by=to, taken_at=at
        )
        != 1
    ):
        step.refresh_from_db()
        _still_open(step)
        raise StepTakenByAnother(name=step.taken_by or "大家")
    step.refresh_from_db()
    keep_reason(step.handling, "step.handed_over", why, at)
    record(step, by=by, at=at, unit_id=step.unit_id, handling=str(step.handling_id), to=str(to.pk))
    return step


@act("step.signed")
def sign(
    step: Step,
    verdict: str,
    *,
    text: str,
    user: User,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Step:
    """Sign an opinion (签署意见). A joint step ends when one has signed, or all posts have, as the item says.

    Raises NotAReviewStep, AlreadySigned, StepTakenByAnother, StaleState.
    """
    answer_repeated(step.unit_id)
    may_do(step, by)
    if step.kind not in SIGNED_HERE:
        raise NotAReviewStep(step=step.name)
    hold_step(step, user, is_joint=step.kind == ReviewKind.JOINT)
    if Opinion.objects.filter(step=step, user=user).exists():
        raise AlreadySigned
    post = next(one for one in step.posts if by.kind == ActorKind.SYSTEM or by.holds(one))
    said = Verdict(verdict) if verdict in Verdict.values else Verdict.AGREE
    Opinion.objects.create(
        step=step, user=user, post=post, verdict=said,
        text=clean_paragraphs(text, longest=1000) or said.label, signed_at=at,
    )  # fmt: skip
    signed = set(Opinion.objects.filter(step=step).values_list("post", flat=True))
    if is_complete(step.posts, step.mode, signed):
        finish_step(step, user, at)
    record(step, by=by, at=at, unit_id=step.unit_id, handling=str(step.handling_id), verdict=said)
    return step


@act("step.returned")
def return_to(
    step: Step, key: str, *, reason: str, user: User, by: Actor, at: datetime, request_key: str = ""
) -> Step:
    """Send the case back to a named earlier step, with the reason; from there on all is done anew.

    Raises NoSuchStep, StepTakenByAnother, StaleState.
    """
    answer_repeated(step.unit_id)
    may_do(step, by)
    why, today = reason_given(reason), day_of(at)
    hold_step(step, user)
    handling = step.handling
    before = [one for one in route.steps_of_round(handling, step.round) if one.order < step.order]
    named = next((one for one in before if one.key == key), None)
    if named is None:
        raise NoSuchStep
    advance(step, RETURN_STEP, ended_by=user, ended_at=at)
    opened = route.lay_again(handling, named, step.round, today)
    keep_reason(handling, "step.returned", why, at)
    record(
        step, by=by, at=at, unit_id=step.unit_id,
        handling=str(step.handling_id), to=opened.key, round=opened.round,
    )  # fmt: skip
    return step


def may_do(step: Step, by: Actor) -> None:
    """The actor holds one of the step's posts in its unit. Raises NotYours."""
    may(by, step.unit_id, *step.posts, owner=f"“{step.name}”环节的审批人员")


def hold_step(step: Step, user: User, *, is_joint: bool = False) -> None:
    """Hold the open step until the commit: nobody else took it, and the case is still in review."""
    held = Step.objects.filter(pk=step.pk, state=StepState.OPEN)
    mine = held if is_joint else held.filter(taken_by=None) | held.filter(taken_by=user)
    if mine.update(taken_by=step.taken_by if is_joint else user) != 1:
        step.refresh_from_db()
        _still_open(step)
        raise StepTakenByAnother(name=step.taken_by)
    step.refresh_from_db()


def finish_step(step: Step, user: User, at: datetime) -> Step | None:
    """End a step and open the next one; returns the next, None behind the last."""
    advance(step, FINISH_STEP, ended_by=user, ended_at=at)
    return route.open_next(step, step.handling, day_of(at))


def _may_move(step: Step, by: Actor) -> None:
    """Whoever has it, or the director."""
    only_for(by, *step.posts, "director", owner="办理这一环节的人或中心负责人")
    if by.kind != ActorKind.SYSTEM and by.unit_id != step.unit_id:
        raise NotYours(owner="办理这件的单位")
    if by.kind == ActorKind.SYSTEM or by.holds("director") or step.taken_by_id is None:
        return
    if str(step.taken_by_id) != by.id:
        raise StepTakenByAnother(name=step.taken_by)


def _still_open(step: Step) -> None:
    if step.state != StepState.OPEN:
        raise StaleState(thing=str(step), state=step.get_state_display())


def handling_of(step: Step) -> Handling:
    """The handling that a step belongs to, read anew."""
    return Handling.objects.select_related("case", "version", "implementation__item").get(pk=step.handling_id)
