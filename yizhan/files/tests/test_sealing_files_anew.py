"""A change of keys: files go over to the new key one by one, and stay readable at every moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from yizhan.files import disk, reading, resealing, storing
from yizhan.files.models import StoredFile
from yizhan.files.tests import uploads
from yizhan.files.tests.uploads import AT, HALL
from yizhan.lib.keyring import CannotBeOpened, write_keyring
from yizhan.rows.sealed import keyring

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(data_folder: Path) -> list[StoredFile]:
    """Three files under the first key; after them the key changed."""
    stored = [
        storing.keep(uploads.pdf(pages=pages), name=f"第{pages}份.pdf", unit_id=HALL, at=AT)
        for pages in (1, 2, 3)
    ]
    write_keyring(keyring().rotated(), data_folder)
    return stored


def key_of_name(file: StoredFile) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM files_storedfile WHERE digest = %s", [file.digest])
        return keyring().key_of(cursor.fetchone()[0])


def test_files_go_over_to_the_new_key_in_portions(files: list[StoredFile], data_folder: Path) -> None:
    contents = [reading.opened(file) for file in files]
    assert resealing.remaining() == 3
    assert resealing.reseal(2) == 2
    assert resealing.remaining() == 1
    assert resealing.reseal(2) == 1
    assert resealing.reseal(2) == resealing.remaining() == 0
    write_keyring(keyring().without_old(), data_folder)
    assert [disk.read(file.pk)[:3] for file in files] == [b"k2."] * 3
    assert [key_of_name(file) for file in files] == ["k2"] * 3
    for file, content in zip(files, contents, strict=True):
        read = StoredFile.objects.get(pk=file.pk)
        assert reading.opened(read) == content
        assert (read.name, read.digest, read.sealed_under) == (file.name, file.digest, "k2")


def test_equal_content_is_still_known_after_a_change_of_keys(files: list[StoredFile]) -> None:
    resealing.reseal(10)
    again = storing.keep(uploads.pdf(pages=2), name="再来一份.pdf", unit_id=HALL, at=AT)
    assert again.pk == files[1].pk


def test_a_stop_between_bytes_and_row_is_made_good_by_the_next_run(
    files: list[StoredFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        write = disk.write

        def write_and_stop(*args: object) -> None:
            write(*args)  # type: ignore[arg-type]
            raise KeyboardInterrupt

        stopped.setattr(disk, "write", write_and_stop)
        with pytest.raises(KeyboardInterrupt):
            resealing.reseal(10)
    assert resealing.remaining() == 3
    assert all(reading.opened(file) for file in files)
    assert resealing.reseal(10) == 3


def test_a_damaged_file_holds_up_no_other_and_keeps_its_key_wanted(
    files: list[StoredFile], caplog: pytest.LogCaptureFixture
) -> None:
    disk.write(files[0].pk, b"k1.damaged")
    assert resealing.reseal(10) == 2
    assert resealing.remaining() == 1
    with pytest.raises(CannotBeOpened):
        reading.opened(files[0])
    assert str(files[0].pk) in caplog.text
    assert "第1份" not in caplog.text
