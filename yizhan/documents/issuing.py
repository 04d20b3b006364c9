"""Issuing and voiding a document, inside the act of an upper floor (its transaction, its journal entry)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localtime

from yizhan.documents import templates
from yizhan.documents.bodies import IssuingBody, Signing
from yizhan.documents.letterheads import letterhead_of
from yizhan.documents.models import Document
from yizhan.documents.refusals import DocumentAlreadyVoid, VoidNeedsReason
from yizhan.documents.registry import registered
from yizhan.documents.rules import document_number
from yizhan.documents.states import TemplateFormat
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.rows.prepared import insert

LONGEST_REASON = 100

__all__ = ["IssuingBody", "Signing", "issue", "letterhead_of", "void"]


def issue(
    key: str,
    content: Mapping[str, Any],
    *,
    title: str = "",
    series: str | None = None,
    unit_id: UUID,
    body: IssuingBody,
    subject: str,
    by: Actor,
    at: datetime,
) -> Document:
    """Issue a paper: it gets its 文号, and content, letterhead and templates are frozen (PRODUCT 6.3).

    Called inside a running act. `subject` is `app.model:id`. In the content, `case_number` becomes the
    barcode and `progress_address` the QR code. Raises TemplateUnknown.
    """
    paper = registered(key)
    signing, year = letterhead_of(body), localtime(at).year
    kind = paper.series if series is None else series
    position = _next_position(body.id, year, kind) if kind else None
    document = Document(
        unit_id=unit_id,
        body_id=body.id,
        key=key,
        title=title or paper.title,
        number=document_number(signing.code, kind, year, position) if position else "",
        series=kind,
        year=year,
        position=position,
        subject=subject,
        typst=templates.in_force(key, TemplateFormat.TYPST, unit_id=unit_id, at=at),
        word=templates.in_force(key, TemplateFormat.WORD, unit_id=unit_id, at=at),
        content=dict(content),
        letterhead=asdict(signing),
        issued_at=at,
        issued_by=by.id,
    )
    return insert(document)


def void(document: Document, reason: str, *, at: datetime) -> Document:
    """Void a document; every copy says so from now on, with the reason. Its number is not given again.

    Called inside a running act. Raises VoidNeedsReason, DocumentAlreadyVoid.
    """
    words = clean_line(reason, longest=LONGEST_REASON)
    if not words:
        raise VoidNeedsReason
    standing = Document.objects.filter(pk=document.pk, voided_at=None)
    if standing.update(voided_at=at, void_reason=words) != 1:
        raise DocumentAlreadyVoid
    document.voided_at, document.void_reason = at, words
    return document


def _next_position(body_id: UUID, year: int, kind: str) -> int:
    """Raise the counter; its row stays locked until the commit, so numbers have no gap and no twin."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_series (body_id, year, kind, last) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (body_id, year, kind) DO UPDATE SET last = documents_series.last + 1 RETURNING last",
            [body_id.hex if connection.vendor == "sqlite" else body_id, year, kind],
        )
        return int(cursor.fetchone()[0])
