"""Receiving (收件): a case gets its number and its receipt. It is not accepted by that (收件不等于受理)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from yizhan.accounts.models import User
from yizhan.cases import clock
from yizhan.cases.guards import day_of, may
from yizhan.cases.intake import Intake, MaterialIn, PartyIn
from yizhan.cases.models import BatchRow, Case, CaseMaterial, Handling, IntakeDraft, Party
from yizhan.cases.papers import acceptance
from yizhan.cases.posts import ACCEPTS
from yizhan.cases.refusals import (
    ApplicantNeeded,
    DraftGone,
    ItemNotTaken,
    MaterialsDiffer,
    NoResponsibleBody,
    PartyTwice,
    PromiseNeedsADay,
    SituationNotAnswered,
)
from yizhan.cases.rules.intake import unanswered
from yizhan.cases.rules.numbers import case_number
from yizhan.cases.selectors.requirements import Requirements, requirements_of
from yizhan.cases.states import RECEIVE_ROW, TAKEN, USE_DRAFT, HandedInAs, LawClass, PartyRole
from yizhan.catalog.models import Implementation
from yizhan.catalog.states import Admission, ItemType, Need
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.lib.ids import public_token
from yizhan.lib.refusal import StaleState
from yizhan.lib.text import clean_line, clean_paragraphs
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import place_of
from yizhan.rows.lifecycle import advance

QUERY_CODE_LENGTH = 6
WITHOUT_CODE = "000000000"
"""The code of a unit that stands under no statistical division (景区管理局)."""

refuse_on("cases.party", "cases_person_once_in_a_role", PartyTwice)


@act("case.received")
def receive(
    intake: Intake,
    *,
    user: User | None,
    by: Actor,
    at: datetime,
    draft: IntakeDraft | None = None,
    row: BatchRow | None = None,
    request_key: str = "",
) -> Case:
    """Take in an application with what came with it, and give the receipt (收件凭证, clause 4.2).

    Only the materials that the situation needs are listed. Raises ItemNotTaken, NoResponsibleBody,
    ApplicantNeeded, SituationNotAnswered, MaterialsDiffer, PromiseNeedsADay, DraftGone, StaleState.
    """
    unit_id = intake.implementation.unit_id
    answer_repeated(unit_id)
    may(by, unit_id, *ACCEPTS, owner="综合受理窗口")
    answering_body = _body_of_open(intake.implementation)
    wanted = requirements_of(intake.implementation)
    if open_questions := unanswered(wanted.asked, intake.answers):
        raise SituationNotAnswered(questions="；".join(open_questions))
    today = day_of(at)
    case = _case(intake, today, at)
    handling = _handling(case, intake, wanted, answering_body, user, today)
    _write_materials(handling, intake, wanted, user, today)
    if draft is not None:
        _use(draft, case)
    if row is not None:
        advance(row, RECEIVE_ROW, case_id=case.pk, problem="")
    acceptance.give_receipt(handling, by=by, at=at)
    record(
        case,
        by=by,
        at=at,
        unit_id=unit_id,
        handling=str(handling.pk),
        item=str(intake.implementation.item_id),
        channel=intake.channel,
        answer_by=handling.answer_by.isoformat(),
    )
    return case


def _body_of_open(implementation: Implementation) -> Unit:
    """The body that answers for an item that is taken in here. Raises ItemNotTaken, NoResponsibleBody."""
    item = implementation.item.short_name
    if not implementation.is_open:
        raise ItemNotTaken(item=item, reason=implementation.closed_reason or "本厅没有开办。")
    if implementation.admission == Admission.ABSENT:
        raise ItemNotTaken(item=item, reason=implementation.admission_reason or "没有进驻本厅。")
    if implementation.responsible_body is None:
        raise NoResponsibleBody(item=item)
    return implementation.responsible_body


def _case(intake: Intake, today: date, at: datetime) -> Case:
    applicants = [one for one in intake.parties if one.role == PartyRole.APPLICANT]
    if len(applicants) != 1:
        raise ApplicantNeeded
    unit = intake.implementation.unit
    case = Case.objects.create(
        unit=unit,
        number=_next_number(division_code_of(intake.implementation), today),
        query_code=public_token(QUERY_CODE_LENGTH),
        visit_id=intake.ticket.visit_id if intake.ticket else None,
        ticket=intake.ticket,
        channel=intake.channel,
        applicant_label=_label(applicants[0]),
        received_on=today,
        received_at=at,
    )
    Party.objects.bulk_create(
        Party(
            case=case,
            role=one.role,
            person=one.person,
            body=one.body,
            masked_name=_label(one),
            relation=clean_line(one.relation, longest=20),
            snapshot=snapshot_of(one),
            order=order,
        )
        for order, one in enumerate(intake.parties, start=1)
    )
    return case


def snapshot_of(party: PartyIn) -> dict[str, str]:
    """What is known of a party on the day it is filed, as papers print it."""
    if party.person is not None:
        person = party.person
        return {
            "name": person.name,
            "id_kind": person.id_kind,
            "id_number": person.id_number,
            "phone": person.phone,
            "address": person.address,
            "born_on": person.born_on,
            "sex": person.sex,
        }
    if party.body is not None:
        body = party.body
        return {
            "name": body.name,
            "id_kind": "uscc",
            "id_number": body.uscc,
            "phone": body.representative_phone,
            "address": body.address,
            "representative": body.representative,
        }
    raise ApplicantNeeded


def _label(party: PartyIn) -> str:
    if party.person is not None:
        return party.person.masked_name
    if party.body is not None:
        return party.body.name
    raise ApplicantNeeded


def _handling(
    case: Case, intake: Intake, wanted: Requirements, body: Unit, user: User | None, today: date
) -> Handling:
    item = intake.implementation.item
    law_class = LawClass.LICENCE if item.item_type == ItemType.LICENCE else LawClass.OTHER
    return Handling.objects.create(
        case=case,
        unit_id=case.unit_id,
        implementation=intake.implementation,
        version=wanted.version,
        responsible_body=body,
        business_line=item.business_line,
        law_class=law_class,
        answers={one.key: intake.answers[one.key] for one in wanted.situations},
        remark=clean_paragraphs(intake.remark, longest=500),
        received_on=today,
        received_by=user,
        answer_by=clock.answer_day(law_class, today, version=wanted.version),
    )


def _write_materials(
    handling: Handling, intake: Intake, wanted: Requirements, user: User | None, today: date
) -> None:
    """One row for each material that this situation needs; the guide's own rows may not be left out."""
    needed = {one.pk: one for one in wanted.needed(intake.answers)}
    told = [one.material_id for one in intake.materials if one.material_id is not None]
    if sorted(told) != sorted(needed):
        raise MaterialsDiffer
    CaseMaterial.objects.bulk_create(
        CaseMaterial(
            handling=handling,
            material_id=one.material_id,
            name=needed[one.material_id].name if one.material_id else clean_line(one.name, longest=200),
            need=_need(needed[one.material_id].need if one.material_id else Need.REQUIRED),
            order=order,
            **taken_as(one, today, user),
        )
        for order, one in enumerate(intake.materials, start=1)
    )


def taken_as(one: MaterialIn, today: date, user: User | None) -> dict[str, object]:
    """How a material was handed in, as its row says it. Raises PromiseNeedsADay."""
    if one.handed_in_as not in HandedInAs.values:
        raise MaterialsDiffer
    is_taken = one.handed_in_as in TAKEN
    if one.handed_in_as == HandedInAs.DEFERRED and (
        one.deferred_until is None or one.deferred_until <= today
    ):
        raise PromiseNeedsADay
    return {
        "handed_in_as": one.handed_in_as,
        "count": min(max(one.count, 1), 999) if is_taken else 0,
        "is_checked": one.is_checked and is_taken,
        "checked_by": user if one.is_checked and is_taken else None,
        "remark": clean_line(one.remark, longest=200),
        "deferred_until": one.deferred_until if one.handed_in_as == HandedInAs.DEFERRED else None,
    }


def _need(need: str) -> str:
    """A situational material that this situation needs is required here."""
    return Need.OPTIONAL if need == Need.OPTIONAL else Need.REQUIRED


def _use(draft: IntakeDraft, case: Case) -> None:
    try:
        advance(draft, USE_DRAFT, case_id=case.pk, content={})
    except StaleState:
        raise DraftGone(state=draft.get_state_display()) from None


def division_code_of(implementation: Implementation) -> str:
    """The digits with which the unit's case numbers begin: its town's (9), or its community's (12)."""
    home = place_of(implementation.unit).parent
    code = home.division_code if home else ""
    return code if len(code) in {9, 12} else WITHOUT_CODE


def _next_number(code: str, on: date) -> str:
    """Raise the series of the day in one statement: two windows never get one number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_caseseries (code, date, last_serial) VALUES (%s, %s, 1) "
            "ON CONFLICT (code, date) DO UPDATE SET last_serial = cases_caseseries.last_serial + 1 "
            "RETURNING last_serial",
            [code, on.isoformat()],
        )
        return case_number(code, on, int(cursor.fetchone()[0]))
