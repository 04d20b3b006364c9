"""A document as PDF, Word or picture, drawn from what was frozen when it was issued."""

from __future__ import annotations

import base64
import io
from datetime import datetime

import pikepdf
from django.utils.timezone import localtime

from yizhan.documents import templates
from yizhan.documents.drawing import Sheet, draw, draw_marks, fill_word
from yizhan.documents.models import Document, Template
from yizhan.documents.press import PDF, PICTURE, CannotPress
from yizhan.documents.refusals import PaperCannotBeDrawn


def pdf(document: Document, *, reprint: str = "") -> bytes:
    """The PDF: the bytes of the first print if there was one, with its marks; else drawn anew (PDF/A-2b).

    Raises PaperCannotBeDrawn.
    """
    if document.printed_at is None:
        return _made(_sheet(document, document.typst, reprint=reprint), PDF)[0]
    original = first_print_of(document)
    return _marked(document, original, reprint) if document.voided_at or reprint else original


def first_print_of(document: Document) -> bytes:
    """The bytes of the first print, which never change."""
    return base64.b64decode(document.first_print.pdf)


def picture(document: Document, *, page: int = 1) -> bytes:
    """One page as PNG, for the screen; a page beyond the last one is the last. Raises PaperCannotBeDrawn."""
    pages = _made(_sheet(document, document.typst), PICTURE)
    return pages[min(max(page, 1), len(pages)) - 1]


def word(document: Document) -> bytes:
    """The same paper as Word, to be worked on; it carries no digest. Raises PaperCannotBeDrawn."""
    try:
        return fill_word(_sheet(document, document.word))
    except CannotPress as problem:
        raise PaperCannotBeDrawn from problem


def day_in_words(instant: datetime) -> str:
    """The hall's day of an instant: 2026年11月23日."""
    day = localtime(instant)
    return f"{day.year}年{day.month}月{day.day}日"


def _sheet(document: Document, template: Template, *, reprint: str = "") -> Sheet:
    return Sheet(
        title=document.title,
        number=document.number,
        issued_on=day_in_words(document.issued_at),
        content=document.content,
        letterhead=document.letterhead,
        bundle=bytes(template.bundle),
        is_trusted=templates.is_built_in(template),
        void=_void_words(document),
        reprint=reprint,
        instant=int(document.issued_at.timestamp()),
    )


def _void_words(document: Document) -> str:
    """Since when and why a document is void; empty while it stands."""
    if document.voided_at is None:
        return ""
    return f"{day_in_words(document.voided_at)}　{document.void_reason}"


def _made(sheet: Sheet, make: str) -> list[bytes]:
    try:
        return draw(sheet, make)
    except CannotPress as problem:
        raise PaperCannotBeDrawn from problem


def _marked(document: Document, original: bytes, reprint: str) -> bytes:
    """A copy of the first print with its marks over every page."""
    laid = draw_marks(_sheet(document, document.typst, reprint=reprint))
    with pikepdf.open(io.BytesIO(original)) as copy, pikepdf.open(io.BytesIO(laid)) as over:
        for page in copy.pages:
            page.add_overlay(over.pages[0], None)
        written = io.BytesIO()
        copy.save(written)
    return written.getvalue()
