"""The papers of review, decision and delivery."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime

from yizhan.cases.decision import Grant
from yizhan.cases.models import Delivery, Handling, Publicity, Result, SiteCheck
from yizhan.cases.paper import contents
from yizhan.cases.paper.parts import DeliveredPaper, Officer, PublicityRow
from yizhan.cases.paper.wording import at_time, on_day
from yizhan.cases.papers.filing import about, basis_of, issue_paper, name_of, remedies_of
from yizhan.documents.models import Document
from yizhan.lib.actor import Actor


def give_grant(handling: Handling, told: Grant, *, by: Actor, at: datetime) -> Document:
    """准予决定书: facts, basis, decision, and the certificate where one is given."""
    paper = contents.ApprovalDecision(
        **about(handling),
        applied_on=on_day(handling.case.received_on),
        accepted_on=on_day(handling.accepted_on),
        facts=told.facts,
        basis=basis_of(handling),
        decision=told.decision,
        certificate=told.result_name,
        certificate_number=told.certificate_number,
        valid=validity(told.valid_from, told.valid_until),
        collect=f"请持有效身份证件到{handling.unit}统一出件窗口领取。",
    )
    return issue_paper(paper, handling, by=by, at=at)


def give_refusal(handling: Handling, *, facts: str, reasons: str, by: Actor, at: datetime) -> Document:
    """不予批准决定书: facts, reasons, basis, remedies (行政许可法 38)."""
    paper = contents.RejectionDecision(
        **about(handling),
        applied_on=on_day(handling.case.received_on),
        accepted_on=on_day(handling.accepted_on),
        facts=facts,
        reasons=reasons,
        basis=basis_of(handling),
        remedies=remedies_of(handling),
    )
    return issue_paper(paper, handling, by=by, at=at)


def record_check(check: SiteCheck, *, by: Actor, at: datetime) -> Document:
    """现场核查记录: two officers, time, place, facts, conclusion (行政许可法 34)."""
    handling = check.step.handling
    paper = contents.SiteCheckRecord(
        **about(handling),
        place=check.place,
        started_at=at_time(localtime(check.started_at)),
        ended_at=at_time(localtime(check.ended_at)),
        officers=(Officer(name=check.first_officer.name), Officer(name=check.second_officer.name)),
        checked=check.checked,
        facts=tuple(line for line in check.facts.splitlines() if line),
        conclusion=check.conclusion,
        present=check.present,
        recorder=check.first_officer.name,
    )
    return issue_paper(paper, handling, by=by, at=at)


def post_notice(publicity: Publicity, handling: Handling, *, by: Actor, at: datetime) -> Document:
    """公示: who is to get what, masked, for how long it hangs, how to object."""
    paper = contents.PublicityNotice(
        item=handling.implementation.item.name,
        rows=(_row(publicity),),
        starts_on=on_day(publicity.starts_on),
        ends_on=on_day(publicity.ends_on),
        objections_to=str(handling.unit),
        phone=handling.unit.phone,
        address=handling.unit.address,
        basis=basis_of(handling),
    )
    return issue_paper(paper, handling, by=by, at=at)


def post_result(publicity: Publicity, handling: Handling, *, by: Actor, at: datetime) -> Document:
    """公示结果: what came of a public notice."""
    paper = contents.PublicityResult(
        item=handling.implementation.item.name,
        notice_number=publicity.document.number if publicity.document else "",
        rows=(_row(publicity),),
        starts_on=on_day(publicity.starts_on),
        ends_on=on_day(publicity.ends_on),
        objections=publicity.objections.count(),
        outcome=publicity.outcome,
        phone=handling.unit.phone,
    )
    return issue_paper(paper, handling, by=by, at=at)


def give_delivery_receipt(delivery: Delivery, *, by: Actor, at: datetime) -> Document:
    """送达回证: what, to whom, where, how, when; witnesses where it was refused."""
    result: Result = delivery.result
    handling = result.handling
    number = result.decision.number if result.decision else ""
    paper = contents.ServiceReceipt(
        **about(handling),
        recipient=str(delivery.recipient.get("name", "")),
        place=str(delivery.recipient.get("address", "")) or str(handling.unit),
        way=delivery.get_way_display(),
        papers=(DeliveredPaper(name=result.name, number=result.certificate_number or number),),
        servers=(Officer(name=name_of(by)),) if name_of(by) else (),
        served_at=at_time(localtime(delivery.delivered_at)) if delivery.is_delivered else "",
        received_by=str(delivery.recipient.get("name", "")) if delivery.is_delivered else "",
        relation=delivery.relation,
        refusal_reason=delivery.refusal_reason,
        witnesses=(delivery.witnesses,) if delivery.witnesses else (),
        tracking_number=delivery.tracking_number,
    )
    return issue_paper(paper, handling, by=by, at=at)


def validity(start: date | None, end: date | None) -> str:
    """From when until when a certificate holds; empty where nothing is told."""
    if end is None:
        return f"自{on_day(start)}起" if start else ""
    return f"{on_day(start)}至{on_day(end)}" if start else f"至{on_day(end)}"


def _row(publicity: Publicity) -> PublicityRow:
    return PublicityRow(name=publicity.masked_name, area=publicity.area, matter=publicity.matter)
