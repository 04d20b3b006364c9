"""The decision: granted with what is handed out, or refused with reasons and remedies (行政许可法 38)."""

from __future__ import annotations

from datetime import date, datetime

from yizhan.accounts.models import User
from yizhan.cases.actions.reviewing import finish_step, handling_of, hold_step, may_do
from yizhan.cases.decision import Grant
from yizhan.cases.guards import day_of, keep_reason, reason_given
from yizhan.cases.models import CaseMaterial, ClockStop, Handling, Result, Step
from yizhan.cases.papers import review
from yizhan.cases.refusals import (
    AcceptorDoesNotDecide,
    DaysOutOfOrder,
    DeferredOutstanding,
    NotTheDecisionStep,
)
from yizhan.cases.states import DECIDE, HandedInAs, HandlingState, Outcome
from yizhan.catalog.states import ReviewKind
from yizhan.documents.models import Document
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line, clean_paragraphs
from yizhan.rows.lifecycle import advance


@act("case.granted")
def grant(step: Step, told: Grant, *, user: User, by: Actor, at: datetime, request_key: str = "") -> Handling:
    """Decide for the applicant; what is handed out lies ready from now on (clauses 4.2, 7.3).

    Whoever took a case in does not decide it. What was promised for later must have come. Raises
    NotTheDecisionStep, AcceptorDoesNotDecide, DeferredOutstanding, StepTakenByAnother, StaleState.
    """
    answer_repeated(step.unit_id)
    handling = _at_decision(step, user, by)
    waiting = CaseMaterial.objects.filter(handling=handling, handed_in_as=HandedInAs.DEFERRED)
    if names := list(waiting.order_by("order").values_list("name", flat=True)):
        raise DeferredOutstanding(materials="、".join(names))
    if told.valid_from and told.valid_until and told.valid_until < told.valid_from:
        raise DaysOutOfOrder(problem="有效期的止日早于起日。")
    facts, decision = reason_given(told.facts, longest=1000), reason_given(told.decision, longest=1000)
    _decide(handling, step, Outcome.GRANTED, user, at)
    keep_reason(handling, "case.granted", f"{facts}\n{decision}", at)
    paper = review.give_grant(handling, told, by=by, at=at)
    name = clean_line(told.result_name, longest=100) or _result_name(handling)
    _register(
        handling, name, paper, at,
        certificate_number=clean_line(told.certificate_number, longest=60),
        valid_from=told.valid_from, valid_until=told.valid_until,
    )  # fmt: skip
    record(handling, by=by, at=at, unit_id=handling.unit_id, step=str(step.pk))
    return handling


@act("case.refused")
def refuse(
    step: Step, *, facts: str, reasons: str, user: User, by: Actor, at: datetime, request_key: str = ""
) -> Handling:
    """Decide against the applicant, in writing, with the reasons and where he may turn (行政许可法 38)."""
    answer_repeated(step.unit_id)
    handling = _at_decision(step, user, by)
    why = reason_given(reasons, longest=1000)
    found = clean_paragraphs(facts, longest=1000)
    _decide(handling, step, Outcome.REFUSED, user, at)
    keep_reason(handling, "case.refused", why, at)
    paper = review.give_refusal(handling, facts=found, reasons=why, by=by, at=at)
    _register(handling, paper.title, paper, at)
    record(handling, by=by, at=at, unit_id=handling.unit_id, step=str(step.pk))
    return handling


def _at_decision(step: Step, user: User, by: Actor) -> Handling:
    may_do(step, by)
    if step.kind != ReviewKind.DECISION:
        raise NotTheDecisionStep(step=step.name)
    handling = handling_of(step)
    if handling.received_by_id == user.pk:
        raise AcceptorDoesNotDecide
    hold_step(step, user)
    return handling


def _decide(handling: Handling, step: Step, outcome: str, user: User, at: datetime) -> None:
    today = day_of(at)
    ClockStop.objects.filter(handling=handling, to_on=None).update(to_on=today)
    advance(
        handling,
        DECIDE,
        outcome=outcome,
        ended_on=today,
        ended_at=at,
        ended_from=HandlingState.ACCEPTED,
        is_stopped=False,
    )
    finish_step(step, user, at)


def _register(
    handling: Handling,
    name: str,
    paper: Document,
    at: datetime,
    *,
    certificate_number: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Result:
    return Result.objects.create(
        handling=handling,
        unit_id=handling.unit_id,
        name=name,
        decision=paper,
        certificate_number=certificate_number,
        valid_from=valid_from,
        valid_until=valid_until,
        registered_at=at,
        ready_on=day_of(at),
    )


def _result_name(handling: Handling) -> str:
    version = handling.version
    return (version.result_name if version else "") or "准予决定书"
