"""Uploads stay in memory, within bounds, and one that is too large is refused in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from yizhan.files import receiving
from yizhan.files.checking import LARGEST
from yizhan.files.receiving import received
from yizhan.files.refusals import FileTooLarge
from yizhan.files.tests import uploads


@pytest.fixture(autouse=True)
def no_temporary_files(settings: Any, tmp_path: Path) -> Path:
    """The folder for temporary files, which must stay empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    settings.FILE_UPLOAD_HANDLERS = ["yizhan.files.receiving.KeptInMemory"]
    return folder


def posted(*contents: bytes) -> HttpRequest:
    photos = [SimpleUploadedFile("照片.jpg", content, "image/jpeg") for content in contents]
    return RequestFactory().post("/", {"photos": photos, "remark": "两张"})


def test_photos_arrive_whole(no_temporary_files: Path) -> None:
    request = posted(uploads.jpeg(), uploads.heic(), b"\0" * LARGEST)
    arrived = request.FILES.getlist("photos")
    assert [received(one) for one in arrived] == [uploads.jpeg(), uploads.heic(), b"\0" * LARGEST]
    assert arrived[0].name == "照片.jpg"
    assert request.POST["remark"] == "两张"
    assert list(no_temporary_files.iterdir()) == []


def test_a_plain_copy_would_lie_on_disk_otherwise(settings: Any) -> None:
    """Negative control: Django's own handlers write a large upload to the temporary folder."""
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    (arrived,) = posted(uploads.jpeg()).FILES.getlist("photos")
    assert isinstance(arrived, TemporaryUploadedFile)
    assert Path(arrived.temporary_file_path()).read_bytes() == uploads.jpeg()
    arrived.close()


def test_one_byte_too_much_is_refused_and_not_kept() -> None:
    (arrived,) = posted(b"\0" * (LARGEST + 1)).FILES.getlist("photos")
    assert arrived.size == LARGEST + 1
    assert arrived.read() == b""
    with pytest.raises(FileTooLarge, match="20 MB"):
        received(arrived)


def test_a_request_with_too_many_files_keeps_only_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST_REQUEST", 300_000)
    first, second = posted(b"\1" * 200_000, b"\2" * 200_000).FILES.getlist("photos")
    assert received(first) == b"\1" * 200_000
    with pytest.raises(FileTooLarge):
        received(second)
