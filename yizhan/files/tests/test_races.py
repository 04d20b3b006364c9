"""Equal content in the same instant: everybody gets the one file, and one copy lies on disk."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from yizhan.files import disk, reading, resealing, storing
from yizhan.files.models import StoredFile
from yizhan.files.storing import Prepared
from yizhan.files.tests import uploads
from yizhan.files.tests.uploads import AT, HALL
from yizhan.testing.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

CLIENTS = 8


def blobs(folder: Path) -> list[Path]:
    return [place for place in (folder / "files").rglob("*") if place.is_file()]


def all_prepared() -> list[Prepared]:
    """Nobody has a row yet, so everybody has written the bytes: the worst that can happen."""
    return [storing.prepared(uploads.jpeg(), unit_id=HALL) for _ in range(CLIENTS)]


def keep(ready: Prepared) -> StoredFile:
    with transaction.atomic():
        return storing.keep(ready, name="照片.jpg", unit_id=HALL, at=AT)


def test_equal_content_in_the_same_instant_is_one_file(data_folder: Path) -> None:
    ready = all_prepared()
    assert len(blobs(data_folder)) == CLIENTS
    kept = at_once([partial(keep, one) for one in ready])
    (file,) = StoredFile.objects.all()
    assert [one.pk for one in kept if isinstance(one, StoredFile)] == [file.pk] * CLIENTS
    assert [disk.id_of(place) for place in blobs(data_folder)] == [file.pk]
    assert reading.opened(file)


def test_the_whole_way_in_the_same_instant_is_one_file(data_folder: Path) -> None:
    def store() -> StoredFile:
        with transaction.atomic():
            return storing.keep(uploads.jpeg(), name="照片.jpg", unit_id=HALL, at=AT)

    kept = at_once([store] * CLIENTS)
    (file,) = StoredFile.objects.all()
    assert [one.pk for one in kept if isinstance(one, StoredFile)] == [file.pk] * CLIENTS
    assert [disk.id_of(place) for place in blobs(data_folder)] == [file.pk]


def test_looking_first_and_storing_later_fails_for_all_but_one() -> None:
    """Negative control on both databases: look, trust what was seen, insert."""
    ready = all_prepared()
    all_have_looked = threading.Barrier(CLIENTS)

    def naive(one: Prepared) -> StoredFile:
        assert not StoredFile.objects.filter(digest=one.digest).exists()
        all_have_looked.wait(timeout=30)
        return StoredFile.objects.create(
            id=one.file_id,
            unit_id=HALL,
            digest=one.digest,
            kind=one.kind,
            size=one.size,
            width=one.width,
            height=one.height,
            sealed_under=one.sealed_under,
            stored_at=AT,
        )

    outcomes = at_once([partial(naive, one) for one in ready])
    assert sum(isinstance(one, IntegrityError) for one in outcomes) == CLIENTS - 1


def test_a_reader_meets_whole_bytes_while_they_are_sealed_anew() -> None:
    file = storing.keep(uploads.jpeg(), name="照片.jpg", unit_id=HALL, at=AT)
    plain = reading.opened(file)

    def read() -> bool:
        return all(reading.opened(file) == plain for _ in range(50))

    def seal() -> bool:
        for _ in range(20):
            resealing._reseal(file)
        return True

    assert at_once([read, read, seal, seal]) == [True] * 4
