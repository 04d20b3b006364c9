"""After a change of keys: files sealed under an older key are sealed anew under the current one.

May be stopped anywhere. The bytes are replaced in one step and the row says so afterwards; in between the
bytes tell themselves under which key they are sealed, and the next run does the file once more.
"""

from __future__ import annotations

import logging

from yizhan.files import disk
from yizhan.files.models import StoredFile
from yizhan.files.reading import opened
from yizhan.files.storing import purpose
from yizhan.lib.keyring import CannotBeOpened
from yizhan.rows.sealed import keyring

logger = logging.getLogger(__name__)


def reseal(limit: int) -> int:
    """Seal up to `limit` files and their names anew; how many were done now, 0 when none is left.

    A file that cannot be opened is logged by its id and left: it stays among the `remaining`, so that
    no key is dropped which may still be wanted.
    """
    done = 0
    waiting = StoredFile.objects.exclude(sealed_under=keyring().current).order_by("pk")
    for file_id in list(waiting.values_list("pk", flat=True)):
        if done >= limit:
            break
        try:
            _reseal(StoredFile.objects.get(pk=file_id))
        except CannotBeOpened:
            logger.exception("file %s cannot be opened and was not sealed anew", file_id)
        else:
            done += 1
    return done


def remaining() -> int:
    """How many files are sealed under another key than the current one."""
    return StoredFile.objects.exclude(sealed_under=keyring().current).count()


def _reseal(file: StoredFile) -> None:
    ring = keyring()
    disk.write(file.pk, ring.seal(opened(file), purpose=purpose(file.pk, file.digest)))
    StoredFile.objects.filter(pk=file.pk).update(name=file.name, sealed_under=ring.current)
