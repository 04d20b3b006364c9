"""Sealed bytes in the data folder: written aside, synced, and put in place in one step.

After a power cut a file is there whole or not at all. Each has the id of its row as name, so that no two
writers ever meet at one place, and what is written cannot be what is being swept.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from yizhan.files.refusals import NoRoom

UNFINISHED = ".part"
_FULL = {errno.ENOSPC, errno.EDQUOT}


def folder() -> Path:
    """Where the bytes lie; asked each time, so that a test never meets a hall's data."""
    return Path(settings.DATA_DIR) / "files"


def write(file_id: UUID, sealed: bytes) -> None:
    """Put the sealed bytes of a file in place; whatever was there is replaced. Raises NoRoom."""
    place = _place(file_id)
    aside = place.with_name(f"{place.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_through(aside, sealed)
        aside.replace(place)
        _settle(place.parent)
    except OSError as problem:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        if problem.errno in _FULL:
            raise NoRoom from problem
        raise


def read(file_id: UUID) -> bytes:
    """The sealed bytes of a file. Raises FileNotFoundError."""
    return _place(file_id).read_bytes()


def discard(file_id: UUID) -> None:
    """Remove the bytes of a file that has no row."""
    _place(file_id).unlink(missing_ok=True)


def written_before(instant: float) -> Iterator[Path]:
    """Everything that was written before a time (seconds since 1970), finished or not."""
    for place in sorted(folder().glob("[0-9a-f][0-9a-f]/*")):
        with suppress(FileNotFoundError):  # put in place or discarded meanwhile
            if place.stat().st_mtime < instant:
                yield place


def id_of(place: Path) -> UUID | None:
    """Whose bytes lie there; None for what was never finished or is none of ours."""
    try:
        return UUID(hex=place.name)
    except ValueError:
        return None


def _place(file_id: UUID) -> Path:
    """In one of 256 folders; the beginning of an id is its time, the end is even."""
    return folder() / file_id.hex[-2:] / file_id.hex


def _write_through(aside: Path, sealed: bytes) -> None:
    """Onto the disk itself, readable by the owner only from the first byte on."""
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())


def _settle(place: Path) -> None:
    """A new name survives a power cut only when its folder, and the folder's own name, are synced too."""
    if os.name != "posix":
        return
    for one in (place, place.parent):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
