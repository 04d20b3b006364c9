"""Named ends before a decision, and their undo: withdrawn, lapsed, void by error, reopened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max

from yizhan.cases import clock, route
from yizhan.cases.guards import day_of, keep_reason, may, reason_given
from yizhan.cases.models import ClockStop, Handling, OneTimeNotice, Result
from yizhan.cases.papers import acceptance
from yizhan.cases.posts import ANSWERS, ANSWERS_FOR_THE_UNIT
from yizhan.cases.refusals import LapseTooEarly, NoOpenNotice, ResultDelivered
from yizhan.cases.states import LAPSE, REOPEN_FOR_ANSWER, REOPEN_IN_REVIEW, VOID, WITHDRAW
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.rows.lifecycle import Move, advance

OF_THE_UNIT = "中心（站）负责人"


@act("case.withdrawn")
def withdraw(handling: Handling, *, reason: str, by: Actor, at: datetime, request_key: str = "") -> Handling:
    """The applicant takes the matter back before a decision; he may file it again."""
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS, owner="综合受理窗口")
    why = reason_given(reason)
    _end(handling, WITHDRAW, why, at)
    acceptance.confirm_withdrawal(handling, reason=why, by=by, at=at)
    record(handling, by=by, at=at, unit_id=handling.unit_id)
    return handling


@act("case.lapsed")
def lapse(handling: Handling, *, reason: str, by: Actor, at: datetime, request_key: str = "") -> Handling:
    """Nothing came after the one-time notice until its day had passed (补正不来办结).

    Raises NoOpenNotice, LapseTooEarly.
    """
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS, owner="综合受理窗口")
    until = OneTimeNotice.objects.filter(handling=handling, answered_on=None).aggregate(last=Max("until"))[
        "last"
    ]
    if until is None:
        raise NoOpenNotice
    if day_of(at) <= until:
        raise LapseTooEarly(until=f"{until:%Y年%m月%d日}")
    _end(handling, LAPSE, reason_given(reason), at)
    record(handling, by=by, at=at, unit_id=handling.unit_id)
    return handling


@act("case.voided")
def void(handling: Handling, *, reason: str, by: Actor, at: datetime, request_key: str = "") -> Handling:
    """End a case that was entered by mistake (作废); its number is never given again."""
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS_FOR_THE_UNIT, owner=OF_THE_UNIT)
    _end(handling, VOID, reason_given(reason), at)
    record(handling, by=by, at=at, unit_id=handling.unit_id)
    return handling


@act("case.reopened")
def reopen(handling: Handling, *, reason: str, by: Actor, at: datetime, request_key: str = "") -> Handling:
    """Take an ended case up again, with the reason: the undo of every end (中心负责人).

    What had been accepted goes on in review under its old clock; what had not is answered anew, within new
    legal days.
    """
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS_FOR_THE_UNIT, owner=OF_THE_UNIT)
    why, today = reason_given(reason), day_of(at)
    changes: dict[str, Any] = {"ended_on": None, "ended_at": None, "ended_from": "", "outcome": ""}
    if handling.accepted_on is None:
        answer_by = clock.answer_day(handling.law_class, today, version=handling.version)
        advance(handling, REOPEN_FOR_ANSWER, received_on=today, answer_by=answer_by, **changes)
    else:
        _take_back_result(handling)
        advance(handling, REOPEN_IN_REVIEW, **changes, **clock.dates(handling, today))
        route.lay_decision_again(handling, today)
    keep_reason(handling, "case.reopened", why, at)
    record(handling, by=by, at=at, unit_id=handling.unit_id)
    return handling


def _end(handling: Handling, step: Move, why: str, at: datetime) -> None:
    """End it, and with it what was still open: a stop of the clock, and the waiting for a supplement."""
    today, origin = day_of(at), handling.state
    advance(
        handling,
        step,
        only_if={"state": origin},
        ended_on=today,
        ended_at=at,
        ended_from=origin,
        is_stopped=False,
    )
    ClockStop.objects.filter(handling=handling, to_on=None).update(to_on=today)
    route.drop_waiting(handling)
    OneTimeNotice.objects.filter(handling=handling, answered_on=None).update(answered_on=today)
    keep_reason(handling, f"case.{_PAST[step.name]}", why, at)


def _take_back_result(handling: Handling) -> None:
    """A result that lies ready is no longer one; what was delivered already stays with its receipt."""
    ready = Result.objects.filter(handling=handling)
    if ready.filter(deliveries__is_delivered=True).exists():
        raise ResultDelivered
    ready.delete()


_PAST = {"withdraw": "withdrawn", "lapse": "lapsed", "void": "voided"}
