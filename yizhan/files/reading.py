"""Opening a stored file. Who may is decided by the floor above, whose matter the file belongs to."""

from __future__ import annotations

from yizhan.files import disk
from yizhan.files.models import StoredFile
from yizhan.files.storing import purpose
from yizhan.lib.keyring import CannotBeOpened
from yizhan.rows.sealed import keyring


def opened(file: StoredFile) -> bytes:
    """The content of a stored file, exactly as it was stored.

    Raises CannotBeOpened when its bytes are missing, changed, or sealed under a key that is gone: never
    gives out wrong bytes.
    """
    try:
        sealed = disk.read(file.pk)
    except FileNotFoundError as problem:
        raise CannotBeOpened(f"the bytes of file {file.pk} are missing") from problem
    return keyring().open(sealed, purpose=purpose(file.pk, file.digest))
