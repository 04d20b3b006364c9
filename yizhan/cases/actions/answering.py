"""Answering a receipt: accept, one complete notice, or decline; and what silence means (7.2b, 7.2c)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yizhan.accounts.models import User
from yizhan.cases import clock, route
from yizhan.cases.guards import day_of, keep_reason, may, reason_given
from yizhan.cases.models import CaseMaterial, ClockStop, Handling, NoticeItem, OneTimeNotice
from yizhan.cases.papers import acceptance
from yizhan.cases.posts import ACCEPTS, ANSWERS, ANSWERS_FOR_THE_UNIT
from yizhan.cases.refusals import (
    AlreadyNoticed,
    AlreadyStopped,
    MaterialsIncomplete,
    NoOpenNotice,
    NoSupplementInReview,
    NotAnInstantItem,
    NothingToCorrect,
    SecondNoticeNeedsAReason,
    TooLateToNotice,
    UntilTooEarly,
)
from yizhan.cases.rules.intake import Handed, lacking
from yizhan.cases.states import (
    ACCEPT,
    CONCLUDE_AT_ONCE,
    DECLINE,
    DEEM_ACCEPTED,
    NOTICE,
    NOTICE_IN_REVIEW,
    SUPPLEMENT,
    SUPPLEMENT_IN_REVIEW,
    AcceptedHow,
    HandlingState,
    LawClass,
    Outcome,
    StopKind,
)
from yizhan.catalog.states import HandlingType
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.lib.text import clean_line
from yizhan.rows.lifecycle import advance

AT_THE_WINDOW = "综合受理窗口"


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing to be corrected: what, what is the matter with it, what is wanted, on which basis."""

    name: str
    problem: str
    requirement: str
    basis: str = ""
    material: CaseMaterial | None = None


@act("case.accepted")
def accept(handling: Handling, *, by: Actor, at: datetime, request_key: str = "") -> Handling:
    """Accept what is complete, and give the acceptance notice with its date (行政许可法 32, clause 7.2c).

    Raises MaterialsIncomplete. What was judged complete is what is accepted: a material changed in the
    same second makes it stale.
    """
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    revision = _judged_complete(handling)
    today = day_of(at)
    advance(
        handling,
        ACCEPT,
        only_if={"revision": revision},
        accepted_on=today,
        accepted_at=at,
        accepted_how=AcceptedHow.BY_NOTICE,
        **clock.dates(handling, today, accepted_on=today),
    )
    route.lay(handling, today)
    acceptance.give_acceptance(handling, by=by, at=at)
    record(handling, by=by, at=at, unit_id=handling.unit_id, due_on=_iso(handling.due_on))
    return handling


@act("case.concluded_at_once")
def conclude_at_once(
    handling: Handling, *, result: str = "", by: Actor, at: datetime, request_key: str = ""
) -> Handling:
    """End an instant matter (即办件) at the window: accepted and done in one step.

    Raises NotAnInstantItem, MaterialsIncomplete.
    """
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    version = handling.version
    if version is None or version.handling_type != HandlingType.INSTANT:
        raise NotAnInstantItem(item=handling.implementation.item.short_name)
    revision = _judged_complete(handling)
    today = day_of(at)
    advance(
        handling,
        CONCLUDE_AT_ONCE,
        only_if={"revision": revision},
        accepted_on=today,
        accepted_at=at,
        accepted_how=AcceptedHow.AT_ONCE,
        ended_on=today,
        ended_at=at,
        ended_from=HandlingState.RECEIVED,
        outcome=Outcome.GRANTED,
        **clock.dates(handling, today, accepted_on=today),
    )
    if told := clean_line(result, longest=200):
        keep_reason(handling, "case.concluded_at_once", told, at)
    record(handling, by=by, at=at, unit_id=handling.unit_id)
    return handling


@act("case.noticed")
def give_notice(
    handling: Handling,
    corrections: Sequence[Correction],
    *,
    how: str,
    until: date,
    user: User | None,
    by: Actor,
    at: datetime,
    forced_because: str = "",
    request_key: str = "",
) -> OneTimeNotice:
    """Tell everything that is missing at once, in writing (一次性告知, clause 7.2b; 行政许可法 32(4)).

    A second notice is refused; with the director's reason it is given and stands on the unit's record.
    For licences only before acceptance and within the days of the law; other matters may lack something in
    review too, and their clock stops meanwhile. Raises NothingToCorrect, UntilTooEarly,
    AlreadyNoticed, AlreadyStopped, SecondNoticeNeedsAReason, TooLateToNotice, NoSupplementInReview.
    """
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS, *ANSWERS_FOR_THE_UNIT, owner=AT_THE_WINDOW)
    today = day_of(at)
    if not corrections:
        raise NothingToCorrect
    if until <= today:
        raise UntilTooEarly(until=f"{until:%Y年%m月%d日}")
    ordinal, reason = _ordinal(handling, forced_because, by)
    is_in_review = _noticed(handling, today)
    notice = OneTimeNotice.objects.create(
        handling=handling,
        ordinal=ordinal,
        how=clean_line(how, longest=200),
        until=until,
        given_on=today,
        given_at=at,
        given_by=user,
        forced_by=user if reason else None,
        forced_because=reason,
    )
    NoticeItem.objects.bulk_create(
        NoticeItem(
            notice=notice,
            material=one.material,
            name=clean_line(one.name, longest=200),
            problem=clean_line(one.problem, longest=200),
            requirement=clean_line(one.requirement, longest=200),
            basis=clean_line(one.basis, longest=200),
            order=order,
        )
        for order, one in enumerate(corrections, start=1)
    )
    notice.document = acceptance.give_one_time_notice(notice, by=by, at=at)
    OneTimeNotice.objects.filter(pk=notice.pk).update(document=notice.document)
    if is_in_review:
        _stop_for_supplement(handling, notice, user, today)
    record(
        notice, by=by, at=at, unit_id=handling.unit_id,
        handling=str(handling.pk), ordinal=ordinal, items=len(corrections), until=until.isoformat(),
    )  # fmt: skip
    return notice


@act("case.supplemented")
def supplement(handling: Handling, *, by: Actor, at: datetime, request_key: str = "") -> Handling:
    """The applicant brought what the notice asked for: received anew, or the clock goes on (clause 7.2b)."""
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ACCEPTS, owner=AT_THE_WINDOW)
    today = day_of(at)
    if OneTimeNotice.objects.filter(handling=handling, answered_on=None).update(answered_on=today) != 1:
        raise NoOpenNotice
    if handling.state == HandlingState.NOTICED:
        answer_by = clock.answer_day(handling.law_class, today, version=handling.version)
        advance(handling, SUPPLEMENT, received_on=today, answer_by=answer_by)
    else:
        ClockStop.objects.filter(handling=handling, kind=StopKind.SUPPLEMENT, to_on=None).update(to_on=today)
        advance(handling, SUPPLEMENT_IN_REVIEW, **clock.dates(handling, today))
    record(handling, by=by, at=at, unit_id=handling.unit_id, due_on=_iso(handling.due_on))
    return handling


@act("case.declined")
def decline(
    handling: Handling,
    *,
    reason: str,
    basis: str,
    right_body: str = "",
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Handling:
    """Do not take the matter in (不予受理), with reason, basis and remedies in writing (行政许可法 32)."""
    answer_repeated(handling.unit_id)
    may(by, handling.unit_id, *ANSWERS, owner=AT_THE_WINDOW)
    why = reason_given(reason)
    origin = handling.state
    advance(handling, DECLINE, ended_on=day_of(at), ended_at=at, ended_from=origin)
    keep_reason(handling, "case.declined", why, at)
    acceptance.give_declining(
        handling,
        reason=why,
        basis=clean_line(basis, longest=200),
        right_body=clean_line(right_body, longest=80),
        by=by,
        at=at,
    )
    record(handling, by=by, at=at, unit_id=handling.unit_id)
    return handling


@act("case.deemed_accepted")
def deem_accepted(handling: Handling, *, by: Actor, at: datetime) -> Handling:
    """Nobody answered in the legal days: accepted from the day of receipt (行政许可法 32(4), clause 7.2c).

    The clock runs back from the receipt; the case stands on the director's list of alarms.
    """
    may(by, handling.unit_id, owner="系统")
    if handling.answer_by >= day_of(at):
        raise StaleState(thing=str(handling), state=handling.get_state_display())
    received_on = handling.received_on
    advance(
        handling,
        DEEM_ACCEPTED,
        only_if={"answer_by": handling.answer_by},
        accepted_on=received_on,
        accepted_at=at,
        accepted_how=AcceptedHow.DEEMED,
        **clock.dates(handling, day_of(at), accepted_on=received_on),
    )
    route.lay(handling, day_of(at))
    acceptance.note_deemed_acceptance(handling, by=by, at=at)
    record(handling, by=by, at=at, unit_id=handling.unit_id, due_on=_iso(handling.due_on))
    return handling


def _judged_complete(handling: Handling) -> int:
    """Nothing is lacking. Returns the revision at which that was so."""
    handling.refresh_from_db(fields=["revision", "state"])
    rows = CaseMaterial.objects.filter(handling=handling).order_by("order")
    missing = lacking(Handed(one.name, one.need, one.handed_in_as, one.is_checked) for one in rows)
    if missing:
        raise MaterialsIncomplete(lacking="、".join(missing))
    return handling.revision


def _ordinal(handling: Handling, forced_because: str, by: Actor) -> tuple[int, str]:
    """Which notice this is, and the director's reason where it is not the first."""
    given = list(OneTimeNotice.objects.filter(handling=handling).order_by("ordinal"))
    if not given:
        return 1, ""
    if not by.holds(*ANSWERS_FOR_THE_UNIT):
        raise AlreadyNoticed(given_on=f"{given[0].given_on:%Y年%m月%d日}")
    reason = clean_line(forced_because, longest=200)
    if not reason:
        raise SecondNoticeNeedsAReason
    return given[-1].ordinal + 1, reason


def _noticed(handling: Handling, today: date) -> bool:
    """Move the handling on; whether it was in review, where the clock must stop."""
    handling.refresh_from_db(fields=["revision", "state"])
    if handling.state != HandlingState.ACCEPTED:
        if today > handling.answer_by:
            raise TooLateToNotice(answer_by=f"{handling.answer_by:%Y年%m月%d日}")
        advance(handling, NOTICE, only_if={"answer_by": handling.answer_by})
        return False
    if handling.law_class == LawClass.LICENCE:
        raise NoSupplementInReview
    if handling.is_stopped:
        raise AlreadyStopped
    advance(handling, NOTICE_IN_REVIEW, only_if={"is_stopped": False}, is_stopped=True)
    return True


def _stop_for_supplement(handling: Handling, notice: OneTimeNotice, user: User | None, today: date) -> None:
    ClockStop.objects.create(
        handling=handling,
        kind=StopKind.SUPPLEMENT,
        basis="一次性补正告知",
        reason="等待申请人补正",
        document=notice.document,
        from_on=today,
        expected_on=notice.until,
        stopped_by=user,
    )
    Handling.objects.filter(pk=handling.pk).update(**clock.dates(handling, today))
    handling.refresh_from_db()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
