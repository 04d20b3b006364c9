"""Columns that hold personal data: sealed when written, opened when read, never compared in the database.

Search is by a blind index in a column of its own (`blind_index`). A sealed column is not filtered by,
ordered by or joined on; a lookup on one is a programming error.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from yizhan.lib.keyring import KEY_FILE, CannotBeOpened, Keyring, keyring_beside, read_keyring

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:  # Django's fields take no types at run time
    _TextField = models.TextField


@dataclass(frozen=True, slots=True)
class _Source:
    """Where keys were read from, and what tells one state of them from another; no stamp: no file there."""

    place: str
    stamp: object


class _Known:
    """The keys as this process knows them, read again when their file changes.

    A key once known is kept for opening until the process ends: a text read from the database just before
    its key was dropped from the file is still opened. And a file that vanishes under a running program is
    never made anew: it would hold other keys than the texts were sealed under.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: tuple[_Source, Keyring] | None = None

    def ring(self, *, anew: bool = False) -> Keyring:
        """The keys now. Asking the file system whether the file changed takes a few microseconds."""
        last = self._last
        if last is not None and not anew and last[0] == _source():
            return last[1]
        with self._lock:
            source = _source()  # before reading: a change in between is noticed the next time
            if self._last is not None and self._last[0].place == source.place:
                return self._again(source, self._last[1])
            ring = _read()
            self._last = (source, ring)
            return ring

    def _again(self, source: _Source, known: Keyring) -> Keyring:
        if source.stamp is None:
            return known
        ring = _read()
        if ring.index_key == known.index_key:
            ring = replace(ring, keys={**known.keys, **ring.keys})
        self._last = (source, ring)
        return ring


def _source() -> _Source:
    told: str = settings.DATA_KEYS
    if told:
        return _Source("environment", told)
    file = Path(settings.DATA_DIR) / KEY_FILE
    try:
        found = file.stat()
    except FileNotFoundError:
        return _Source(str(file), None)
    return _Source(str(file), (found.st_mtime_ns, found.st_ino, found.st_size))


def _read() -> Keyring:
    told: str = settings.DATA_KEYS
    return read_keyring(told) if told else keyring_beside(Path(settings.DATA_DIR))


_known = _Known()


def keyring() -> Keyring:
    """The installation's keys: of the environment where it names them, else of the data folder."""
    return _known.ring()


def keys_as_stored() -> Keyring:
    """The keys as file or variable say now, without those that only this process still remembers."""
    return _read()


def open_sealed(sealed: str, purpose: str) -> str:
    """The text that was sealed for the purpose.

    Where it cannot be opened, the keys are read once more: a rotation may have happened in between.
    """
    try:
        return _known.ring().open_text(sealed, purpose=purpose)
    except CannotBeOpened:
        return _known.ring(anew=True).open_text(sealed, purpose=purpose)


def blind_index(value: str, purpose: str) -> str:
    """What an exact search looks for. `purpose` keeps a phone from being found among numbers."""
    return keyring().index(value, purpose=purpose)


class SealedTextField(_TextField):
    """A text that only the program can read: encrypted in the database and in its backups."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal what goes into the database."""
        return value if value is None else keyring().seal_text(str(value), purpose=self.purpose)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Any:
        """Open what comes out of the database."""
        return value if value is None else open_sealed(value, self.purpose)

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse to be searched: two sealings of one text differ, so it would never be found."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError(f"{self.purpose} is sealed: search by a blind index")

    @property
    def purpose(self) -> str:
        """What a text of this column is sealed for: it cannot be moved to another column."""
        return f"{self.model._meta.label_lower}.{self.name}"


class SealedJSONField(SealedTextField):
    """A small structure that only the program can read: drafts, snapshots, the content of documents."""

    def get_prep_value(self, value: Any) -> Any:
        """Write it as JSON, and seal that."""
        if value is None:
            return None
        return super().get_prep_value(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Any:
        """Open it, and read the JSON."""
        opened = super().from_db_value(value, _expression, _connection)
        return json.loads(opened) if opened else opened

    def to_python(self, value: Any) -> Any:
        """Structures stay as they are."""
        return value
