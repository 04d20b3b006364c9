"""公示 during a review: masked, from a day to a day, with objections; never of minors (clause 7.3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from yizhan.accounts.models import User
from yizhan.cases import clock
from yizhan.cases.actions.reviewing import finish_step, handling_of, hold_step, may_do
from yizhan.cases.guards import day_of, may, reason_given
from yizhan.cases.models import ClockStop, Handling, Objection, Party, Publicity, Step
from yizhan.cases.papers import review
from yizhan.cases.posts import ANSWERS, ANSWERS_FOR_THE_UNIT
from yizhan.cases.refusals import (
    MinorNotPublished,
    NotAPublicityStep,
    ObjectionSettled,
    ObjectionsOpen,
    PublicityNotOver,
)
from yizhan.cases.rules import lawful
from yizhan.cases.rules.publicity import area_of, is_minor
from yizhan.cases.states import END_PUBLICITY, PartyRole, PublicityState, StopKind
from yizhan.catalog.states import ReviewKind
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.lib.text import clean_line
from yizhan.rows.lifecycle import advance

ABOUT = frozenset({PartyRole.APPLICANT, PartyRole.BENEFICIARY})
DEFAULT_DAYS = 7


@act("publicity.posted")
def post(
    step: Step,
    *,
    matter: str,
    place: str,
    user: User,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Publicity:
    """Hang out a masked notice for the days of the item's guide; the clock stops where the guide says so.

    Raises NotAPublicityStep, MinorNotPublished, StepTakenByAnother, StaleState.
    """
    answer_repeated(step.unit_id)
    may_do(step, by)
    if step.kind != ReviewKind.PUBLICITY:
        raise NotAPublicityStep(step=step.name)
    handling, today = handling_of(step), day_of(at)
    subject = _subject(handling, today)
    hold_step(step, user)
    days = (handling.version.publicity_days if handling.version else None) or DEFAULT_DAYS
    publicity = Publicity.objects.create(
        step=step,
        unit_id=step.unit_id,
        masked_name=subject.masked_name,
        area=area_of(str(subject.snapshot.get("address", ""))),
        matter=clean_line(matter, longest=200) or handling.implementation.item.short_name,
        place=clean_line(place, longest=80) or "本中心公示栏",
        starts_on=today,
        ends_on=today + timedelta(days=days),
    )
    document = review.post_notice(publicity, handling, by=by, at=at)
    Publicity.objects.filter(pk=publicity.pk).update(document=document)
    publicity.document = document
    _stop_clock(handling, publicity, user, today)
    record(
        publicity, by=by, at=at, unit_id=step.unit_id,
        handling=str(handling.pk), ends_on=publicity.ends_on.isoformat(),
    )  # fmt: skip
    return publicity


@act("objection.raised")
def raise_objection(
    publicity: Publicity,
    *,
    name: str,
    phone: str,
    words: str,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Objection:
    """Take down what somebody says against a public notice while it hangs."""
    answer_repeated(publicity.unit_id)
    may(by, publicity.unit_id, *ANSWERS, *ANSWERS_FOR_THE_UNIT, owner="综合受理窗口")
    told = {
        "name": clean_line(name, longest=40),
        "phone": clean_line(phone, longest=30),
        "words": reason_given(words, longest=1000),
    }
    if Publicity.objects.filter(pk=publicity.pk, state=PublicityState.POSTED).update(outcome="") != 1:
        raise StaleState(thing=str(publicity), state=PublicityState.ENDED.label)
    objection = Objection.objects.create(publicity=publicity, told=told, raised_at=at)
    record(objection, by=by, at=at, unit_id=publicity.unit_id, publicity=str(publicity.pk))
    return objection


@act("objection.settled")
def settle_objection(
    objection: Objection,
    *,
    finding: str,
    is_upheld: bool,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Objection:
    """Say what looking into an objection came to. Raises ObjectionSettled."""
    unit_id = objection.publicity.unit_id
    answer_repeated(unit_id)
    may_do(objection.publicity.step, by)
    found = reason_given(finding, longest=1000)
    if (
        Objection.objects.filter(pk=objection.pk, settled_at=None).update(
            finding=found, is_upheld=is_upheld, settled_at=at
        )
        != 1
    ):
        raise ObjectionSettled
    objection.refresh_from_db()
    record(objection, by=by, at=at, unit_id=unit_id, is_upheld=is_upheld)
    return objection


@act("publicity.ended")
def end(
    publicity: Publicity, *, outcome: str, user: User, by: Actor, at: datetime, request_key: str = ""
) -> Publicity:
    """Take the notice down after its last day, with its result; the clock goes on and the step ends.

    Raises PublicityNotOver, ObjectionsOpen, StaleState.
    """
    step = publicity.step
    answer_repeated(step.unit_id)
    may_do(step, by)
    today = day_of(at)
    if today <= publicity.ends_on:
        raise PublicityNotOver(ends_on=f"{publicity.ends_on:%Y年%m月%d日}")
    if Objection.objects.filter(publicity=publicity, settled_at=None).exists():
        raise ObjectionsOpen
    said = clean_line(outcome, longest=200) or "公示期内没有收到异议。"
    advance(publicity, END_PUBLICITY, ended_at=at, outcome=said)
    handling = handling_of(step)
    review.post_result(publicity, handling, by=by, at=at)
    ClockStop.objects.filter(handling=handling, kind=StopKind.PUBLICITY, to_on=None).update(
        to_on=publicity.ends_on
    )
    Handling.objects.filter(pk=handling.pk).update(**clock.dates(handling, today))
    finish_step(step, user, at)
    record(publicity, by=by, at=at, unit_id=step.unit_id, handling=str(handling.pk))
    return publicity


def _subject(handling: Handling, today: date) -> Party:
    """Whose name hangs out, masked: the beneficiary, else the applicant. Raises MinorNotPublished."""
    about = list(Party.objects.filter(case=handling.case, role__in=ABOUT).order_by("order"))
    for one in about:
        if is_minor(str(one.snapshot.get("born_on", "")), today):
            raise MinorNotPublished
    beneficiaries = [one for one in about if one.role == PartyRole.BENEFICIARY]
    return (beneficiaries or about)[0]


def _stop_clock(handling: Handling, publicity: Publicity, user: User, today: date) -> None:
    version = handling.version
    basis = lawful.stop_basis(StopKind.PUBLICITY, handling.law_class)
    if basis is None or version is None or StopKind.PUBLICITY not in version.special_procedures:
        return
    running = Handling.objects.filter(pk=handling.pk, is_stopped=False)
    if running.update(is_stopped=True) != 1:
        return
    ClockStop.objects.create(
        handling=handling,
        kind=StopKind.PUBLICITY,
        basis=basis,
        reason=f"公示至{publicity.ends_on:%Y年%m月%d日}",
        document=publicity.document,
        from_on=today,
        expected_on=publicity.ends_on,
        stopped_by=user,
    )
    Handling.objects.filter(pk=handling.pk).update(**clock.dates(handling, today))
