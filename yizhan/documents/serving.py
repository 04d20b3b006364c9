"""Answers that carry a document. The gate stands in the view of the upper floor that calls these."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

from yizhan.documents import rendering
from yizhan.documents.models import Document

PDF_TYPE = "application/pdf"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG_TYPE = "image/png"


def pdf_response(document: Document, *, content: bytes | None = None, download: bool = False) -> HttpResponse:
    """The PDF for the browser's viewer; `content` where an act of printing has just made it."""
    drawn = rendering.pdf(document) if content is None else content
    return file_response(drawn, PDF_TYPE, f"{file_stem(document)}.pdf", download=download)


def word_response(document: Document) -> HttpResponse:
    """The Word file, to be saved."""
    return file_response(rendering.word(document), WORD_TYPE, f"{file_stem(document)}.docx", download=True)


def picture_response(document: Document, *, page: int = 1) -> HttpResponse:
    """One page as a picture."""
    return file_response(rendering.picture(document, page=page), PNG_TYPE, f"{file_stem(document)}.png")


def file_response(content: bytes, content_type: str, name: str, *, download: bool = False) -> HttpResponse:
    """Bytes with a Chinese file name; stored by no cache, opened by no other type."""
    answer = HttpResponse(content, content_type=content_type)
    how = "attachment" if download else "inline"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file_stem(document: Document) -> str:
    """The name of the file: title and number, no name of a person."""
    return f"{document.key}-{document.number or document.pk}"
