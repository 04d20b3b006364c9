"""Storing what was handed in: prepared before the act, kept inside of it.

The slow part (checks, decoding, writing) holds no transaction; the act only adds the row. When the act is
refused, or the machine stops between the two, bytes without a row are left, which are swept after a day.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from yizhan.files import disk
from yizhan.files.checking import checked
from yizhan.files.content import Checked
from yizhan.files.models import NAME_LENGTH, StoredFile
from yizhan.lib.ids import new_id
from yizhan.lib.sm3 import sm3
from yizhan.rows.sealed import blind_index, keyring


@dataclass(frozen=True, slots=True)
class Prepared:
    """Checked content whose sealed bytes lie on disk, waiting for the act that keeps it."""

    file_id: UUID
    unit_id: UUID
    digest: str
    sealed_under: str
    kind: str
    size: int
    pages: int
    width: int | None
    height: int | None


def prepared(content: bytes, *, unit_id: UUID) -> Prepared:
    """Check an upload, write it anew, and put it sealed on disk; called before the act, by its view or form.

    Raises the refusals of `files.refusals`: each says what is the matter and what to do.
    """
    passed = checked(content, scanner=getattr(settings, "CLAMD", ""))
    digest = _address(passed.content, unit_id)
    known = StoredFile.objects.filter(unit_id=unit_id, digest=digest).first()
    if known is not None:
        return _described(passed, known.pk, unit_id, digest, known.sealed_under)
    file_id, ring = new_id(), keyring()
    disk.write(file_id, ring.seal(passed.content, purpose=purpose(file_id, digest)))
    return _described(passed, file_id, unit_id, digest, ring.current)


def keep(content: bytes | Prepared, *, name: str, unit_id: UUID, at: datetime) -> StoredFile:
    """Keep a file of the unit, inside a running act; content that the unit has already is not stored again.

    Takes what `prepared` made, or plain bytes where slowness inside the act does not matter. Raises the
    refusals of `files.refusals`.
    """
    ready = content if isinstance(content, Prepared) else prepared(content, unit_id=unit_id)
    if ready.unit_id != unit_id:
        raise ValueError("prepared for another unit: its address would lead nowhere")
    if (known := _known(ready)) is not None:
        return known
    row = StoredFile(
        id=ready.file_id,
        unit_id=unit_id,
        digest=ready.digest,
        kind=ready.kind,
        size=ready.size,
        pages=ready.pages,
        width=ready.width,
        height=ready.height,
        name=plain_name(name),
        sealed_under=ready.sealed_under,
        stored_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Somebody stored equal content in the same instant: his row is the file, our bytes are not needed.
        if (known := _known(ready)) is None:
            raise
        return known
    return row


def plain_name(name: str) -> str:
    """A file's name without folders and invisible signs, short enough to be shown."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()[:NAME_LENGTH]


def purpose(file_id: UUID, digest: str) -> str:
    """What sealed bytes are bound to: they open as this file with this content, and as nothing else."""
    return f"files.StoredFile/{file_id}/{digest}"


def _address(content: bytes, unit_id: UUID) -> str:
    return blind_index(f"{unit_id}/{sm3(content).hex()}", "files.content")


def _known(ready: Prepared) -> StoredFile | None:
    known = StoredFile.objects.filter(unit_id=ready.unit_id, digest=ready.digest).first()
    if known is not None and known.pk != ready.file_id:
        disk.discard(ready.file_id)
    return known


def _described(passed: Checked, file_id: UUID, unit_id: UUID, digest: str, sealed_under: str) -> Prepared:
    return Prepared(
        file_id=file_id,
        unit_id=unit_id,
        digest=digest,
        sealed_under=sealed_under,
        kind=passed.kind,
        size=len(passed.content),
        pages=passed.pages,
        width=passed.width,
        height=passed.height,
    )
