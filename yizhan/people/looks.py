"""Writing down who looked, before anything is shown.

The entry has a transaction of its own and is there before the data leaves: no later rollback takes it back.
Inside a running act that cannot be: on SQLite the act holds the one writer, and a second connection would
wait for it for ever. So personal data is opened outside of acts, and `write_look` refuses to run inside a
transaction. An act that needs the data for its own work (a snapshot, a document) reads the row itself: that
is the program working, nobody looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.people.models import AccessEntry, Body, Person
from yizhan.people.refusals import WordsMissing
from yizhan.people.states import WITHOUT_WORDS, LookReason

LONGEST_WORDS = 200


def write_look(
    subject: Person | Body,
    fields: Sequence[str],
    *,
    reason: str,
    words: str = "",
    place: str,
    by: Actor,
    at: datetime,
) -> AccessEntry:
    """Write down that somebody looks. Raises WordsMissing; RuntimeError inside a transaction."""
    check_reason(reason, words)
    entry = AccessEntry(
        unit_id=subject.unit_id,
        subject_kind="person" if isinstance(subject, Person) else "body",
        subject_id=subject.pk,
        actor_kind=by.kind,
        actor_id=by.id,
        fields=list(fields),
        reason=LookReason(reason),
        words=clean_line(words, longest=LONGEST_WORDS),
        place=place,
        at=at,
    )
    with transaction.atomic(durable=True):
        entry.save(force_insert=True)
    return entry


def check_reason(reason: str, words: str) -> None:
    """A reason of the list; 其他 needs words. Raises WordsMissing."""
    if LookReason(reason) not in WITHOUT_WORDS and not clean_line(words, longest=LONGEST_WORDS):
        raise WordsMissing
