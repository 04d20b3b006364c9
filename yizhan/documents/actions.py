"""The acts on official paper: letterheads, templates, printing, voiding (PRODUCT 6.3)."""

from __future__ import annotations

import base64
from datetime import datetime
from uuid import UUID

from django.db.models import F

from yizhan.documents import issuing, refusals
from yizhan.documents.models import Document, DocumentCopy, Letterhead, Template
from yizhan.documents.posts import KEEPS
from yizhan.documents.registry import registered
from yizhan.documents.rules import LONGEST_CODE
from yizhan.documents.states import TemplateFormat
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours
from yizhan.lib.sm3 import sm3
from yizhan.lib.text import clean_line

_HALL_NAMES = ("便民服务中心", "便民服务站", "便民服务室", "政务服务中心")


@act("letterhead.changed")
def change_letterhead(
    body_id: UUID,
    *,
    unit_id: UUID,
    name: str,
    code: str,
    phone: str = "",
    address: str = "",
    reconsideration_body: str = "",
    court: str = "",
    seal_name: str = "",
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Letterhead:
    """Say how a body signs; papers issued before stay as they are.

    Raises LetterheadIncomplete, LetterheadOfAHall, LetterheadKeptElsewhere.
    """
    _only_director(unit_id, by)
    answer_repeated(unit_id)
    wanted = {
        "name": clean_line(name, longest=80),
        "code": clean_line(code, longest=LONGEST_CODE),
        "phone": clean_line(phone, longest=40),
        "address": clean_line(address, longest=120),
        "reconsideration_body": clean_line(reconsideration_body, longest=80),
        "court": clean_line(court, longest=80),
        "seal_name": clean_line(seal_name, longest=80),
    }
    if not wanted["name"] or not wanted["code"]:
        raise refusals.LetterheadIncomplete
    if wanted["name"].endswith(_HALL_NAMES):
        raise refusals.LetterheadOfAHall(name=wanted["name"])
    kept = Letterhead.objects.filter(body_id=body_id, unit_id=unit_id)
    if kept.update(**wanted, changed_at=at) == 0:
        if Letterhead.objects.filter(body_id=body_id).exists():
            raise refusals.LetterheadKeptElsewhere
        Letterhead.objects.create(body_id=body_id, unit_id=unit_id, **wanted, changed_at=at)
    letterhead = kept.get()
    record(letterhead, by=by, at=at, unit_id=unit_id, body_id=str(body_id))
    return letterhead


@act("template.replaced")
def replace_template(
    key: str,
    format: str,
    bundle: bytes,
    *,
    unit_id: UUID,
    file_name: str,
    by: Actor,
    at: datetime,
    request_key: str = "",
) -> Template:
    """Put a unit's own template in force for papers issued from now on; the former version is kept.

    `bundle` is what `trying.usable_bundle` made of the uploaded file, whose example came out.
    Raises TemplateUnknown, TemplateJustReplaced.
    """
    _only_director(unit_id, by)
    answer_repeated(unit_id)
    registered(key)
    versions = Template.objects.filter(unit_id=unit_id, key=key, format=TemplateFormat(format))
    number = versions.count() + 1
    versions.filter(in_force=True).update(in_force=False)
    template = Template.objects.create(
        unit_id=unit_id,
        key=key,
        format=TemplateFormat(format),
        version=number,
        digest=sm3(bundle).hex(),
        bundle=bundle,
        file_name=clean_line(file_name, longest=120),
        in_force=True,
        added_at=at,
    )
    record(template, by=by, at=at, unit_id=unit_id, key=key, format=str(format), version=number)
    return template


@act("template.withdrawn")
def withdraw_template(
    key: str, format: str, *, unit_id: UUID, by: Actor, at: datetime, request_key: str = ""
) -> Template:
    """Go back to the program's own template. Raises TemplateUnknown, NoTemplateToWithdraw."""
    _only_director(unit_id, by)
    answer_repeated(unit_id)
    registered(key)
    versions = Template.objects.filter(unit_id=unit_id, key=key, format=TemplateFormat(format))
    own = versions.filter(in_force=True).first()
    if own is None or versions.filter(pk=own.pk, in_force=True).update(in_force=False) != 1:
        raise refusals.NoTemplateToWithdraw
    own.in_force = False
    record(own, by=by, at=at, unit_id=unit_id, key=key, format=str(format), version=own.version)
    return own


@act("document.printed")
def record_print(
    document: Document, drawn: bytes, *, by: Actor, at: datetime, request_key: str = ""
) -> Document:
    """Count a print; the first one freezes the drawn bytes and their SM3 digest, later ones count copies.

    Called by `printing.print_document`, which draws before the act. Raises NotYours outside the unit.
    """
    _only_own_unit(document.unit_id, by)
    answer_repeated(document.unit_id)
    unprinted = Document.objects.filter(pk=document.pk, printed_at=None)
    if drawn and unprinted.update(printed_at=at, digest=sm3(drawn).hex(), copies=1) == 1:
        DocumentCopy.objects.create(document=document, pdf=base64.b64encode(drawn).decode())
    else:
        Document.objects.filter(pk=document.pk).update(copies=F("copies") + 1)
    document.refresh_from_db(fields=["printed_at", "digest", "copies"])
    record(document, by=by, at=at, unit_id=document.unit_id, copies=document.copies, digest=document.digest)
    return document


@act("document.voided")
def void_document(
    document: Document, reason: str, *, by: Actor, at: datetime, request_key: str = ""
) -> Document:
    """Void a document that was issued by mistake. Raises VoidNeedsReason, DocumentAlreadyVoid."""
    _only_director(document.unit_id, by)
    answer_repeated(document.unit_id)
    issuing.void(document, reason, at=at)
    record(document, by=by, at=at, unit_id=document.unit_id, number=document.number)
    return document


def _only_director(unit_id: UUID, by: Actor) -> None:
    if by.kind == ActorKind.SYSTEM:
        return
    if by.unit_id != unit_id or not by.holds(*KEEPS):
        raise NotYours(owner="中心（站）负责人")


def _only_own_unit(unit_id: UUID, by: Actor) -> None:
    if by.kind == ActorKind.STAFF and by.unit_id != unit_id:
        raise NotYours(owner="出具文书的单位")
