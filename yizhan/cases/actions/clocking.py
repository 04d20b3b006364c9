"""What changes a deadline after acceptance: lawful stops, their end, one extension; recomputation."""

from __future__ import annotations

from datetime import date, datetime

from yizhan.accounts.models import User
from yizhan.calendars.selectors import Calendar
from yizhan.cases import clock
from yizhan.cases.guards import day_of, may, reason_given
from yizhan.cases.models import ClockStop, Extension, Handling
from yizhan.cases.papers import acceptance
from yizhan.cases.posts import ANSWERS_FOR_THE_UNIT, REVIEWS
from yizhan.cases.refusals import (
    AlreadyExtended,
    AlreadyStopped,
    DaysOutOfOrder,
    ExtensionNotLawful,
    NotStopped,
    StopNotLawful,
)
from yizhan.cases.rules import lawful
from yizhan.cases.rules.lawful import Problem, WantedExtension, WantedStop
from yizhan.cases.states import HandlingState, StopKind
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.lib.text import clean_line

APPROVERS = "审批人员"


@act("clock.stopped")
def stop(
    handling: Handling,
    kind: str,
    *,
    reason: str,
    expected_on: date | None = None,
    carried_out_by: str = "",
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> ClockStop:
    """Stop the clock from today for a legal reason, and tell the applicant in writing (行政许可法 45, 7.2c).

    The notice (特别程序告知书) is produced by the same act: no clock stands without one. Raises
    StopNotLawful, AlreadyStopped, StaleState.
    """
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *REVIEWS, *ANSWERS_FOR_THE_UNIT, owner=APPROVERS)
    if kind not in StopKind.values:
        raise StopNotLawful(problem="没有这种停表。")
    today, why = day_of(at), reason_given(reason, longest=200)
    _refuse(lawful.stop_problem(_wanted_stop(handling, kind, today)), StopNotLawful)
    if expected_on is not None and expected_on < today:
        raise DaysOutOfOrder(problem="预计结束的日期早于今天。")
    running = Handling.objects.filter(pk=handling.pk, state=HandlingState.ACCEPTED)
    if running.filter(is_stopped=False).update(is_stopped=True) != 1:
        _stale(handling)
        raise AlreadyStopped
    before = handling.due_on
    stopped = ClockStop.objects.create(
        handling=handling,
        kind=kind,
        basis=lawful.stop_basis(kind, handling.law_class) or "",
        reason=why,
        from_on=today,
        expected_on=expected_on,
        stopped_by=user,
    )
    document = acceptance.tell_of_stop(
        stopped, carried_out_by=clean_line(carried_out_by, longest=60), by=by, at=at
    )
    ClockStop.objects.filter(pk=stopped.pk).update(document=document)
    _store(handling, today)
    record(
        stopped, by=by, at=at, unit_id=handling.unit_id,
        handling=str(handling.pk), kind=kind, old=_iso(before), new=_iso(handling.due_on),
    )  # fmt: skip
    return stopped


@act("clock.resumed")
def resume(
    stopped: ClockStop, *, ended_on: date | None = None, by: Actor, at: datetime, request_key: str = ""
) -> ClockStop:
    """The cause of a stop has ended: the clock goes on, and the date is counted anew (clause 7.2c).

    `ended_on` is the day of the result's paper, today if none is told. Raises NotStopped, DaysOutOfOrder.
    """
    handling = stopped.handling
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *REVIEWS, *ANSWERS_FOR_THE_UNIT, owner=APPROVERS)
    today = day_of(at)
    end = ended_on or today
    if not stopped.from_on <= end <= today:
        raise DaysOutOfOrder(problem="停表结束的日期不在停表那天和今天之间。")
    if ClockStop.objects.filter(pk=stopped.pk, to_on=None).update(to_on=end) != 1:
        raise NotStopped
    stopped.refresh_from_db()
    before = handling.due_on
    _store(handling, today)
    record(
        stopped, by=by, at=at, unit_id=handling.unit_id,
        handling=str(handling.pk), old=_iso(before), new=_iso(handling.due_on),
    )  # fmt: skip
    return stopped


@act("clock.extended")
def extend(
    handling: Handling,
    count: int,
    *,
    unit: str,
    reason: str,
    is_joint: bool = False,
    user: User | None,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Extension:
    """Lengthen the limit once, on the word of who answers for the unit (行政许可法 42, clause 7.2c).

    Raises ExtensionNotLawful, AlreadyExtended, StaleState.
    """
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS_FOR_THE_UNIT, owner="中心负责人")
    today, why = day_of(at), reason_given(reason, longest=200)
    facts = clock.facts_of(handling)
    if facts.extensions:
        raise AlreadyExtended
    version = handling.version
    wanted = WantedExtension(
        count=count,
        unit=unit,
        law_class=handling.law_class,
        granted_on=today,
        due_on=clock.due_of(handling, today).due_on,
        is_joint=is_joint,
        item_most=version.longest_extension if version else None,
    )
    _refuse(lawful.extension_problem(wanted), ExtensionNotLawful)
    if (
        Handling.objects.filter(pk=handling.pk, state=HandlingState.ACCEPTED).update(due_on=handling.due_on)
        != 1
    ):
        _stale(handling)
    before = handling.due_on
    extension = Extension.objects.create(
        handling=handling, count=count, unit=unit, reason=why, granted_on=today, approved_by=user
    )
    _store(handling, today)
    document = acceptance.tell_of_extension(extension, former=before, by=by, at=at)
    Extension.objects.filter(pk=extension.pk).update(document=document)
    record(
        extension, by=by, at=at, unit_id=handling.unit_id,
        handling=str(handling.pk), old=_iso(before), new=_iso(handling.due_on),
    )  # fmt: skip
    return extension


@act("clock.recomputed")
def recompute(handling: Handling, *, by: Actor, at: datetime, calendar: Calendar | None = None) -> Handling:
    """Count an open handling's dates anew, since the calendar was published or changed: old → new (7.2c)."""
    may(by, handling.unit_id, owner="系统")
    before = {name: getattr(handling, name) for name in ("due_on", "answer_by")}
    today = day_of(at)
    fresh = clock.dates(handling, today, calendar=calendar)
    answer_by = handling.answer_by
    if handling.accepted_on is None:
        answer_by = clock.answer_day(handling.law_class, handling.received_on, version=handling.version)
    unchanged = Handling.objects.filter(
        pk=handling.pk, state=handling.state, accepted_on=handling.accepted_on
    )
    if unchanged.update(answer_by=answer_by, **fresh) != 1:
        _stale(handling)
    handling.refresh_from_db()
    record(
        handling, by=by, at=at, unit_id=handling.unit_id,
        old=_iso(before["due_on"]), new=_iso(handling.due_on),
        old_answer_by=_iso(before["answer_by"]), new_answer_by=_iso(handling.answer_by),
    )  # fmt: skip
    return handling


def _wanted_stop(handling: Handling, kind: str, today: date) -> WantedStop:
    version = handling.version
    return WantedStop(
        kind=kind,
        law_class=handling.law_class,
        from_on=today,
        accepted_on=handling.accepted_on,
        allowed=version.special_procedures if version else (),
        has_document=True,  # the act itself produces it
        due_on=handling.due_on,
        today=today,
    )


def _refuse(problem: Problem | None, refusal: type[StopNotLawful] | type[ExtensionNotLawful]) -> None:
    if problem is not None:
        raise refusal(problem=f"{problem.sentence}{problem.next_step}")


def _store(handling: Handling, today: date) -> None:
    Handling.objects.filter(pk=handling.pk).update(**clock.dates(handling, today))
    handling.refresh_from_db()


def _stale(handling: Handling) -> None:
    handling.refresh_from_db()
    if handling.state != HandlingState.ACCEPTED:
        raise StaleState(thing=str(handling), state=handling.get_state_display())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
