"""Keeping what was handed in: sealed on disk before its row, once per unit, opened as it was or not."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from yizhan.files import disk, reading, storing
from yizhan.files.checking import checked
from yizhan.files.models import StoredFile
from yizhan.files.refusals import FileEmpty, NoRoom
from yizhan.files.tests import uploads
from yizhan.files.tests.uploads import AT, HALL, OTHER_HALL
from yizhan.lib.keyring import CannotBeOpened

pytestmark = pytest.mark.django_db

NAME = "赵某某的身份证.jpg"


def keep(content: bytes | None = None, **changes: Any) -> StoredFile:
    told: dict[str, Any] = {"name": NAME, "unit_id": HALL, "at": AT} | changes
    return storing.keep(uploads.jpeg() if content is None else content, **told)


def blobs(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file() and place.name != "data-keys"]


def everything_stored(folder: Path) -> bytes:
    """All files of the data folder, and every column of every row as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM files_storedfile")
        rows = repr(cursor.fetchall()).encode()
    return rows + b"".join(place.read_bytes() for place in folder.rglob("*") if place.is_file())


def test_a_file_is_read_as_it_was_stored(data_folder: Path) -> None:
    kept = keep()
    read = StoredFile.objects.get(pk=kept.pk)
    assert reading.opened(read) == checked(uploads.jpeg()).content
    assert (read.name, read.media_type, read.size) == (NAME, "image/jpeg", len(reading.opened(read)))
    assert (read.width, read.height, read.stored_at, read.unit_id) == (640, 480, AT, HALL)
    assert str(read) == "照片"
    assert str(keep(uploads.pdf(pages=2))) == "PDF 文档，2 页"


def test_neither_disk_nor_database_holds_the_plain_bytes_or_the_name(data_folder: Path) -> None:
    plain = reading.opened(keep())
    held = everything_stored(data_folder)
    assert len(held) > len(plain)
    for secret in (plain[:16], plain[200:232], plain[-32:], NAME.encode(), "赵某某".encode()):
        assert secret not in held
    assert "赵某某" not in held.decode("utf-8", "replace")


def test_the_search_for_plain_bytes_finds_them_where_they_are(data_folder: Path) -> None:
    """Negative control of the test above."""
    plain = reading.opened(keep())
    (data_folder / "files" / "left").write_bytes(plain)
    assert plain[200:232] in everything_stored(data_folder)


@pytest.mark.skipif(os.name != "posix", reason="rights of files as Unix knows them")
def test_only_the_owner_may_read_the_bytes(data_folder: Path) -> None:
    keep()
    (blob,) = blobs(data_folder)
    assert stat.S_IMODE(blob.stat().st_mode) == 0o600
    assert stat.S_IMODE(blob.parent.stat().st_mode) == 0o700


def test_equal_content_of_a_unit_is_stored_once(data_folder: Path) -> None:
    first, again = keep(), keep(name="另一个名字.jpg")
    assert first.pk == again.pk
    assert len(blobs(data_folder)) == StoredFile.objects.count() == 1


def test_no_unit_learns_that_another_holds_the_same_file(data_folder: Path) -> None:
    ours, theirs = keep(), keep(unit_id=OTHER_HALL)
    assert ours.pk != theirs.pk
    assert ours.digest != theirs.digest
    assert len(blobs(data_folder)) == 2


def test_what_was_prepared_before_the_act_is_kept_inside_of_it(data_folder: Path) -> None:
    ready = storing.prepared(uploads.jpeg(), unit_id=HALL)
    assert len(blobs(data_folder)) == 1
    assert not StoredFile.objects.exists()
    kept = storing.keep(ready, name=NAME, unit_id=HALL, at=AT)
    assert reading.opened(kept)
    assert storing.keep(ready, name=NAME, unit_id=HALL, at=AT).pk == kept.pk
    assert storing.prepared(uploads.jpeg(), unit_id=HALL).file_id == kept.pk
    assert len(blobs(data_folder)) == 1


def test_what_was_prepared_for_one_unit_is_not_kept_by_another() -> None:
    ready = storing.prepared(uploads.jpeg(), unit_id=HALL)
    with pytest.raises(ValueError, match="another unit"):
        storing.keep(ready, name=NAME, unit_id=OTHER_HALL, at=AT)


def test_the_bytes_are_there_before_the_row(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    save = StoredFile.save

    def look_and_save(row: StoredFile, **options: Any) -> None:
        seen.append(len(blobs(data_folder)))
        save(row, **options)

    monkeypatch.setattr(StoredFile, "save", look_and_save)
    keep()
    assert seen == [1]


def test_a_stop_between_bytes_and_row_leaves_no_row(data_folder: Path) -> None:
    def act() -> None:
        with transaction.atomic():
            keep()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        act()
    assert not StoredFile.objects.exists()
    assert len(blobs(data_folder)) == 1
    assert reading.opened(keep())


def test_a_stop_while_writing_leaves_nothing_in_place(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(os, "fsync", stop)
        with pytest.raises(KeyboardInterrupt):
            keep()
    assert [disk.id_of(place) for place in blobs(data_folder)] == [None]
    assert not StoredFile.objects.exists()


def test_a_full_disk_is_said_in_words(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoRoom, match="存储空间满了"):
        keep()
    assert blobs(data_folder) == []


@pytest.mark.parametrize("at_byte", [0, 3, 10, 20, 40, -1])
def test_changed_bytes_are_never_given_out(data_folder: Path, at_byte: int) -> None:
    kept = keep()
    (blob,) = blobs(data_folder)
    content = bytearray(blob.read_bytes())
    content[at_byte] ^= 1
    blob.write_bytes(bytes(content))
    with pytest.raises(CannotBeOpened):
        reading.opened(kept)


def test_bytes_exchanged_for_those_of_another_file_are_not_given_out(data_folder: Path) -> None:
    one, other = keep(), keep(uploads.pdf())
    disk.write(one.pk, disk.read(other.pk))
    with pytest.raises(CannotBeOpened):
        reading.opened(one)


def test_missing_bytes_are_told_by_the_id_alone() -> None:
    kept = keep()
    disk.discard(kept.pk)
    with pytest.raises(CannotBeOpened, match=str(kept.pk)) as missing:
        reading.opened(kept)
    assert "赵某某" not in str(missing.value)


def test_what_is_refused_leaves_nothing(data_folder: Path) -> None:
    with pytest.raises(FileEmpty):
        keep(b"")
    assert not StoredFile.objects.exists()
    assert blobs(data_folder) == []


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("C:\\Users\\赵某某\\照片.jpg", "照片.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe\r\nX: 1", "agpj.exeX: 1"),
        ("长" * 300, "长" * 120),
        ("", ""),
    ],
)
def test_a_name_is_stored_without_folders_and_invisible_signs(told: str, plain: str) -> None:
    assert storing.plain_name(told) == plain


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "svg"},
        {"size": 0},
        {"pages": 0},
        {"pages": 2},
        {"digest": "0" * 63},
        {"width": None},
        {"kind": "pdf"},
    ],
)
def test_the_database_refuses_a_row_that_cannot_be(wrong: dict[str, Any]) -> None:
    kept = keep()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=kept.pk).update(**wrong)
