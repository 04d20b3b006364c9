"""Printing a document: drawn before the act, so that no act waits for the press, then counted by the act."""

from __future__ import annotations

from datetime import datetime

from yizhan.documents import rendering
from yizhan.documents.actions import record_print
from yizhan.documents.models import Document
from yizhan.documents.rules import reprint_mark
from yizhan.lib.actor import Actor


def print_document(
    document: Document, *, by: Actor, at: datetime, request_key: str = ""
) -> tuple[Document, bytes]:
    """Print once more: the first time freezes the bytes, later ones are copies of them marked 补打.

    The caller has checked that the actor may see the document. A repeated request counts once.
    """
    drawn = b"" if document.printed_at else rendering.pdf(document)
    printed = record_print(document, drawn, by=by, at=at, request_key=request_key)
    printed.refresh_from_db()
    mark = reprint_mark(printed.copies, rendering.day_in_words(at))
    return printed, rendering.pdf(printed, reprint=mark)
