"""Giving a stored file to a browser so that it can be looked at and nothing else.

A view gates, logs who looked, and returns one of these responses unchanged.
"""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

from yizhan.files.models import StoredFile
from yizhan.files.reading import opened
from yizhan.files.states import SUFFIXES, FileKind
from yizhan.files.thumbnails import thumbnail

# Sandbox: without an origin of its own, without scripts, forms or windows. Only our pages may frame it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"


def response(file: StoredFile, *, inline: bool, named: bool = False) -> HttpResponse:
    """The file, to be shown (`inline`) or saved.

    Saved under a neutral name; under its own only when `named`, for whoever may know what it says.
    """
    answer = _closed(opened(file), file.media_type)
    answer["Content-Disposition"] = _disposition(file, inline=inline, named=named)
    return answer


def thumbnail_response(file: StoredFile) -> HttpResponse:
    """A small picture of the file, for lists."""
    answer = _closed(thumbnail(file), "image/jpeg")
    answer["Content-Disposition"] = 'inline; filename="preview.jpg"'
    return answer


def _closed(content: bytes, media_type: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": _POLICY,
            "X-Frame-Options": "SAMEORIGIN",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
            "Content-Length": str(len(content)),
        },
    )


def _disposition(file: StoredFile, *, inline: bool, named: bool) -> str:
    suffix = SUFFIXES[FileKind(file.kind)]
    told = f'{"inline" if inline else "attachment"}; filename="attachment.{suffix}"'
    if not named or not file.name:
        return told
    stem = file.name.rpartition(".")[0] or file.name
    return f"{told}; filename*=UTF-8''{quote(f'{stem}.{suffix}', safe='')}"
