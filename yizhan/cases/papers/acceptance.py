"""The papers of acceptance and of the clock."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime

from yizhan.cases.models import CaseMaterial, ClockStop, Extension, Handling
from yizhan.cases.models import OneTimeNotice as Notice
from yizhan.cases.paper import contents
from yizhan.cases.paper.parts import DeferredMaterial, MissingMaterial
from yizhan.cases.paper.wording import at_time, on_day
from yizhan.cases.papers.filing import (
    about,
    applicant_of,
    basis_of,
    contact,
    deferred_lines,
    identity_word,
    issue_paper,
    limit_words,
    material_lines,
    name_of,
    officer,
    party_name,
    remedies_of,
)
from yizhan.cases.states import HandedInAs, LawClass, PartyRole
from yizhan.documents.models import Document
from yizhan.lib.actor import Actor


def give_receipt(handling: Handling, *, by: Actor, at: datetime) -> Document:
    """收件凭证: what was handed in, by whom, when; received is not accepted."""
    case = handling.case
    paper = contents.ReceivedSlip(
        **about(handling),
        received_at=at_time(localtime(at)),
        received_by=name_of(by),
        hall=str(handling.unit),
        hall_phone=handling.unit.phone,
        answer_by=on_day(handling.answer_by),
        materials=material_lines(handling),
        agent=party_name(case, PartyRole.AGENT),
        channel=case.get_channel_display(),
        query_code=case.query_code,
    )
    return issue_paper(paper, handling, by=by, at=at)


def give_acceptance(handling: Handling, *, by: Actor, at: datetime) -> Document:
    """受理通知书: accepted, and by when it will be decided."""
    version = handling.version
    paper = contents.AcceptanceNotice(
        **about(handling),
        **officer(handling, by),
        applied_on=on_day(handling.case.received_on),
        accepted_on=on_day(handling.accepted_on),
        statutory_limit=limit_words(version.statutory_limit, version.statutory_unit)
        if version
        else "未定时限",
        promised_limit=limit_words(version.promised_limit, version.promised_unit) if version else "未定时限",
        due_on=on_day(handling.due_on),
        basis=basis_of(handling),
        materials=material_lines(handling),
        deferred=deferred_lines(handling),
        **contact(handling.case),
    )
    return issue_paper(paper, handling, by=by, at=at)


def give_one_time_notice(notice: Notice, *, by: Actor, at: datetime) -> Document:
    """一次性补正告知书: everything that is missing, once and complete (clause 7.2b)."""
    handling = notice.handling
    unit = handling.unit
    paper = contents.OneTimeNotice(
        **about(handling),
        **officer(handling, by),
        applied_on=on_day(handling.received_on),
        missing=tuple(
            MissingMaterial(name=one.name, problem=one.problem, requirement=one.requirement, basis=one.basis)
            for one in notice.items.order_by("order")
        ),
        how=notice.how,
        where="，".join(part for part in (str(unit), unit.address) if part),
        until=on_day(notice.until),
        if_late="逾期没有补齐又没有说明理由的，按撤回申请办结，您可以重新申请。",
    )
    return issue_paper(paper, handling, by=by, at=at)


def give_declining(
    handling: Handling, *, reason: str, basis: str, right_body: str, by: Actor, at: datetime
) -> Document:
    """不予受理通知书: reason, basis, the body that is right, remedies."""
    paper = contents.DeclineNotice(
        **about(handling),
        **officer(handling, by),
        applied_on=on_day(handling.received_on),
        reason=reason,
        basis=(basis,) if basis else basis_of(handling),
        right_body=right_body,
        remedies=remedies_of(handling),
    )
    return issue_paper(paper, handling, by=by, at=at)


def take_promise(material: CaseMaterial, *, by: Actor, at: datetime) -> Document:
    """容缺受理承诺书, to be signed by the applicant: one material and its day."""
    handling = material.handling
    applicant = applicant_of(handling.case)
    told = applicant.snapshot
    paper = contents.DeferralPromise(
        **about(handling),
        identity_kind=identity_word(str(told.get("id_kind", ""))),
        identity_number=str(told.get("id_number", "")),
        phone=str(told.get("phone", "")),
        agent=party_name(handling.case, PartyRole.AGENT),
        materials=(DeferredMaterial(name=material.name, due_on=on_day(material.deferred_until)),),
        addressed_to=str(handling.responsible_body),
    )
    return issue_paper(paper, handling, by=by, at=at)


def tell_of_stop(stopped: ClockStop, *, carried_out_by: str, by: Actor, at: datetime) -> Document:
    """特别程序告知书: kind, basis, expected length of the time that does not count (行政许可法 45)."""
    handling = stopped.handling
    paper = contents.SpecialProcedureNotice(
        **about(handling),
        **officer(handling, by),
        kind=stopped.get_kind_display(),
        reason=stopped.reason,
        basis=(stopped.basis,),
        starts_on=on_day(stopped.from_on),
        expected=f"预计{on_day(stopped.expected_on)}结束" if stopped.expected_on else "以实际结束之日为准",
        former_due_on=on_day(handling.due_on),
        carried_out_by=carried_out_by,
    )
    return issue_paper(paper, handling, by=by, at=at)


def tell_of_extension(extension: Extension, *, former: date | None, by: Actor, at: datetime) -> Document:
    """延长办理期限告知书: reasons, new last day, who approved (行政许可法 42)."""
    handling = extension.handling
    paper = contents.ExtensionNotice(
        **about(handling),
        **officer(handling, by),
        accepted_on=on_day(handling.accepted_on),
        former_due_on=on_day(former),
        extended_by=f"{extension.count}{extension.get_unit_display()}",
        new_due_on=on_day(handling.due_on),
        reason=extension.reason,
        basis=("《行政许可法》第四十二条",) if handling.law_class == LawClass.LICENCE else basis_of(handling),
        approved_by=name_of(by),
    )
    return issue_paper(paper, handling, by=by, at=at)


def confirm_withdrawal(handling: Handling, *, reason: str, by: Actor, at: datetime) -> Document:
    """撤回申请确认书: the applicant took it back; what he handed in is returned."""
    paper = contents.WithdrawalConfirmation(
        **about(handling),
        **officer(handling, by),
        applied_on=on_day(handling.case.received_on),
        withdrawn_on=on_day(localtime(at).date()),
        reason=reason,
        returned=tuple(one for one in material_lines(handling) if one.form == HandedInAs.ORIGINAL.label),
    )
    return issue_paper(paper, handling, by=by, at=at)


def note_deemed_acceptance(handling: Handling, *, by: Actor, at: datetime) -> Document:
    """视为受理通知书: nothing was said within the legal days (行政许可法 32(4))."""
    version = handling.version
    paper = contents.DeemedAcceptance(
        **about(handling),
        **officer(handling, by),
        received_on=on_day(handling.received_on),
        answer_was_due_on=on_day(handling.answer_by),
        statutory_limit=limit_words(version.statutory_limit, version.statutory_unit)
        if version
        else "未定时限",
        due_on=on_day(handling.due_on),
        basis=("《行政许可法》第三十二条",),
    )
    return issue_paper(paper, handling, by=by, at=at)
