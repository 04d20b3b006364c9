"""Rotating the keys of personal data, from the first new key to the last old text; the command only tells it.

The order makes every moment safe: first the new key stands beside the old ones in the file, where running
servers notice it; then texts and files are carried over; and an old key goes only when nothing is left under
it and a quiet time has passed, in which a request that still had the old keys in hand has long been answered.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from yizhan.files import resealing as files
from yizhan.lib.keyring import KEY_FILE, Keyring, write_keyring
from yizhan.people import resealing
from yizhan.rows.sealed import keyring, keys_as_stored

QUIET_SECONDS = 120
"""Longer than any request takes: SQLite waits 20 s for its writer, gateways give up after 60."""

FILES_AT_ONCE = 50
Tell = Callable[[str], None]


@dataclass(slots=True)
class Rotated:
    """What a run did, and what is left under old keys."""

    key: str
    columns: int = 0
    files: int = 0
    unreadable: int = 0
    left: int = 0
    dropped: list[str] = field(default_factory=list)


class RotationRuns(Exception):
    """Another run is at work in the same data folder."""


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: two runs at once would each make a key and one would be lost. Ends with us."""
    with (folder / f"{KEY_FILE}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RotationRuns from None
        yield


def begin(folder: Path, *, anew: bool = False) -> tuple[Keyring, bool]:
    """Put a new key beside the old ones, or go on with a run that was not finished: then True."""
    ring = keys_as_stored()
    if len(ring.keys) > 1 and not anew:
        return ring, True
    write_keyring(ring.rotated(), folder)
    return keys_as_stored(), False


def carry_over(tell: Tell) -> Rotated:
    """Carry texts and files over to the current key, until a pass finds nothing more to do."""
    done = Rotated(keyring().current)
    while _one_pass(done, tell):
        pass
    done.left = left_behind()
    return done


def wait_until_quiet(
    since: float, quiet_seconds: float, *, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Wait until the current key has stood in the file for the quiet time. `since`: when the file changed."""
    if (missing := since + quiet_seconds - time.time()) > 0:
        sleep(missing)


def drop_old(folder: Path, done: Rotated) -> Keyring | None:
    """Take the old keys out of the file, if really nothing is left; else None and they stay."""
    done.left = left_behind()
    ring = keys_as_stored()
    if done.left or ring.current != done.key:
        return None
    done.dropped = sorted(ring.keys.keys() - {ring.current})
    kept = ring.without_old()
    write_keyring(kept, folder)
    return kept


def left_behind() -> int:
    """How many texts and files are not under the current key."""
    return sum(resealing.remaining().values()) + files.remaining()


def _one_pass(done: Rotated, tell: Tell) -> int:
    carried, unreadable = 0, 0
    for column in resealing.sealed_columns():
        passed = resealing.reseal_column(column, told=lambda at, count: tell(f"{at}：已换 {count} 条"))
        carried += passed.resealed
        unreadable += passed.unreadable
    done.columns += carried
    done.unreadable = unreadable
    moved = 0
    while files.remaining() and (count := files.reseal(FILES_AT_ONCE)):
        moved += count
        tell(f"文件：已换 {done.files + moved} 个")
    done.files += moved
    return carried + moved
