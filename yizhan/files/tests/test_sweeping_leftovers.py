"""Bytes without a row are removed after a day; nothing else ever is."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from yizhan.files import disk, reading, storing
from yizhan.files.models import StoredFile
from yizhan.files.sweeping import LEAST_AGE, sweep
from yizhan.files.tests import uploads
from yizhan.files.tests.uploads import AT, HALL
from yizhan.lib.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def file() -> StoredFile:
    """One file with its row."""
    return storing.keep(uploads.pdf(), name="", unit_id=HALL, at=AT)


def age(folder: Path, by: timedelta) -> None:
    """Everything in the folder was written so long before AT."""
    written = (AT - by).timestamp()
    for place in (folder / "files").rglob("*"):
        os.utime(place, (written, written))


def test_old_leftovers_go_and_files_stay(file: StoredFile, data_folder: Path) -> None:
    leftover = storing.prepared(uploads.jpeg(), unit_id=HALL)
    unfinished = disk.folder() / "ab" / f"{new_id().hex}.0123abcd.part"
    unfinished.parent.mkdir(exist_ok=True)
    unfinished.write_bytes(b"half")
    age(data_folder, LEAST_AGE + timedelta(minutes=1))
    assert sweep(AT) == 2
    assert not unfinished.exists()
    with pytest.raises(FileNotFoundError):
        disk.read(leftover.file_id)
    assert reading.opened(file)
    assert sweep(AT) == 0


def test_what_is_younger_than_a_day_may_still_get_its_row(file: StoredFile, data_folder: Path) -> None:
    ready = storing.prepared(uploads.jpeg(), unit_id=HALL)
    age(data_folder, LEAST_AGE - timedelta(minutes=1))
    assert sweep(AT) == 0
    assert reading.opened(storing.keep(ready, name="", unit_id=HALL, at=AT))


def test_before_an_empty_database_nothing_is_swept(file: StoredFile, data_folder: Path) -> None:
    age(data_folder, timedelta(days=30))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM files_storedfile")
    assert sweep(AT) == 0
    assert disk.read(file.pk)


def test_a_hall_without_any_file_is_swept_too(data_folder: Path) -> None:
    assert sweep(AT) == 0
