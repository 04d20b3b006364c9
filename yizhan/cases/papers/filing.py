"""What all papers of a case share: whose case it is, who answers for it, and the issuing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from yizhan.accounts.models import User
from yizhan.cases.models import Case, CaseMaterial, Handling, Party
from yizhan.cases.paper.parts import DeferredMaterial, MaterialLine, Paper, Remedies
from yizhan.cases.paper.wording import in_days, in_workdays, on_day
from yizhan.cases.states import EXEMPT, TAKEN, HandedInAs, PartyRole
from yizhan.catalog.states import LimitUnit
from yizhan.documents.issuing import IssuingBody, issue, letterhead_of
from yizhan.documents.models import Document
from yizhan.lib.actor import Actor, ActorKind
from yizhan.people.states import IdKind

PROGRESS_PATH = "/c/"


def papers_of(handling: Handling) -> Sequence[Document]:
    """Every paper of a handling in the order of issue; their contents stay sealed."""
    return list(
        Document.objects.filter(subject=subject_of(handling)).defer("content").order_by("issued_at", "pk")
    )


def subject_of(handling: Handling) -> str:
    """How a document says to which handling it belongs."""
    return f"cases.handling:{handling.pk}"


def applicant_of(case: Case) -> Party:
    """The applicant with what he told when the case came in."""
    return Party.objects.get(case=case, role=PartyRole.APPLICANT)


def remedies_of(handling: Handling) -> Remedies:
    """Where one turns against the responsible body's decision, out of its letterhead."""
    head = letterhead_of(issuing_body(handling))
    return Remedies(reconsideration_body=head.reconsideration_body, court=head.court)


def issuing_body(handling: Handling) -> IssuingBody:
    """The responsible body under whose name and number the papers go out."""
    body = handling.responsible_body
    return IssuingBody(id=body.pk, name=body.name, short_name=body.short_name)


def identity_word(kind: str) -> str:
    """The kind of an identity document in words."""
    return "统一社会信用代码" if kind == "uscc" else dict(IdKind.choices).get(kind, kind)


def material_lines(handling: Handling) -> tuple[MaterialLine, ...]:
    """What was handed in or need not be, as the papers list it."""
    rows = CaseMaterial.objects.filter(handling=handling, handed_in_as__in=sorted(TAKEN | EXEMPT))
    return tuple(
        MaterialLine(
            name=one.name, form=one.get_handed_in_as_display(), count=max(one.count, 1), remark=one.remark
        )
        for one in rows.order_by("order")
    )


def deferred_lines(handling: Handling) -> tuple[DeferredMaterial, ...]:
    """What was promised for later, each with its day."""
    rows = CaseMaterial.objects.filter(handling=handling, handed_in_as=HandedInAs.DEFERRED)
    return tuple(
        DeferredMaterial(name=one.name, due_on=on_day(one.deferred_until)) for one in rows.order_by("order")
    )


def basis_of(handling: Handling) -> tuple[str, ...]:
    """The laws that the item's guide names."""
    version = handling.version
    rows: Iterable[Any] = version.basis if version else ()
    return tuple(f"{one.get('title', '')}{one.get('article', '')}" for one in rows if one.get("title"))


def name_of(by: Actor) -> str:
    """The name of whoever acts; empty for the program itself."""
    if by.kind != ActorKind.STAFF:
        return ""
    return User.objects.filter(pk=by.id).values_list("name", flat=True).first() or ""


def about(handling: Handling) -> dict[str, Any]:
    """What every paper of a case begins with."""
    case = handling.case
    address = f"{settings.PUBLIC_URL}{PROGRESS_PATH}{case.public_token}" if settings.PUBLIC_URL else ""
    return {
        "case_number": case.number,
        "item": handling.implementation.item.name,
        "applicant": str(applicant_of(case).snapshot.get("name", "")),
        "progress_address": address,
    }


def officer(handling: Handling, by: Actor) -> dict[str, str]:
    """Whom to ask: who acts, and the hall's telephone."""
    return {"officer": name_of(by), "officer_phone": handling.unit.phone}


def contact(case: Case) -> dict[str, str]:
    """Whom the hall rings up: the agent where there is one, else the applicant."""
    agent = Party.objects.filter(case=case, role=PartyRole.AGENT).first()
    told = (agent or applicant_of(case)).snapshot
    return {"contact": str(told.get("name", "")), "contact_phone": str(told.get("phone", ""))}


def party_name(case: Case, role: str) -> str:
    """The name of the first party in a role; empty without one."""
    party = Party.objects.filter(case=case, role=role).first()
    return str(party.snapshot.get("name", "")) if party else ""


def limit_words(count: int | None, unit: str) -> str:
    """A limit as papers write it."""
    if count == 0:
        return "当场办结"
    return in_days(count) if unit == LimitUnit.DAYS else in_workdays(count)


def issue_paper(paper: Paper, handling: Handling, *, by: Actor, at: datetime) -> Document:
    """Issue a paper in the name of the responsible body; it gets its number and is frozen."""
    return issue(
        paper.key,
        paper.content(),
        title=paper.title,
        series=paper.series,
        unit_id=handling.unit_id,
        body=issuing_body(handling),
        subject=subject_of(handling),
        by=by,
        at=at,
    )
