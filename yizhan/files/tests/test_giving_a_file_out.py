"""A browser gets a file to look at: of one type, closed in, under a name that says nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.test import RequestFactory
from PIL import Image

from yizhan.files import reading, serving, storing, thumbnails
from yizhan.files.models import StoredFile
from yizhan.files.tests import uploads
from yizhan.files.tests.uploads import AT, HALL

pytestmark = pytest.mark.django_db

NAME = '赵某某的"身份证"; x=1.heic'


def kept(content: bytes) -> StoredFile:
    return storing.keep(content, name=NAME, unit_id=HALL, at=AT)


@pytest.mark.parametrize(
    ("content", "media_type", "neutral"),
    [
        (uploads.jpeg(), "image/jpeg", "attachment.jpg"),
        (uploads.saved(uploads.picture(), "PNG"), "image/png", "attachment.png"),
        (uploads.pdf(), "application/pdf", "attachment.pdf"),
    ],
)
def test_a_file_is_shown_closed_in(content: bytes, media_type: str, neutral: str) -> None:
    file = kept(content)
    answer = serving.response(file, inline=True)
    assert answer.content == reading.opened(file)
    assert dict(answer.headers) == {
        "Content-Type": media_type,
        "Content-Length": str(file.size),
        "Content-Disposition": f'inline; filename="{neutral}"',
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


def test_the_programs_own_policies_do_not_open_the_file_again() -> None:
    file = kept(uploads.jpeg())
    answer = serving.response(file, inline=True)
    outer: Any = XFrameOptionsMiddleware(ContentSecurityPolicyMiddleware(lambda _: answer))(
        RequestFactory().get("/")
    )
    assert "sandbox" in outer["Content-Security-Policy"]
    assert outer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_name_is_told_only_when_asked_for_and_cannot_break_the_header() -> None:
    file = kept(uploads.jpeg())
    assert "赵" not in serving.response(file, inline=False)["Content-Disposition"]
    told = serving.response(file, inline=False, named=True)["Content-Disposition"]
    assert told.startswith("attachment; filename=\"attachment.jpg\"; filename*=UTF-8''")
    assert unquote(told.rpartition("''")[2]) == '赵某某的"身份证"; x=1.jpg'
    assert told.count('"') == 2
    assert told.isascii()


def test_a_file_without_a_name_is_saved_under_the_neutral_one() -> None:
    file = storing.keep(uploads.jpeg(), name="", unit_id=HALL, at=AT)
    told = serving.response(file, inline=False, named=True)["Content-Disposition"]
    assert told == 'attachment; filename="attachment.jpg"'


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (uploads.jpeg((3000, 2000)), (320, 213)),
        (uploads.jpeg((40, 30)), (40, 30)),
        (uploads.saved(uploads.picture(), "PNG"), (320, 240)),
        (uploads.pdf(pages=12), (226, 320)),
    ],
)
def test_a_list_shows_small_pictures(content: bytes, size: tuple[int, int]) -> None:
    file = kept(content)
    small = thumbnails.thumbnail(file)
    with Image.open(io.BytesIO(small)) as shown:
        assert (shown.format, shown.size) == ("JPEG", size)
    answer = serving.thumbnail_response(file)
    assert answer.content == small
    assert answer["Cache-Control"] == "private, no-store"


def test_a_small_picture_is_kept_nowhere(data_folder: Path) -> None:
    file = kept(uploads.jpeg())
    before = sorted(data_folder.rglob("*"))
    thumbnails.thumbnail(file)
    assert sorted(data_folder.rglob("*")) == before
