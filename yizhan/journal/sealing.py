"""Seals: each entry's digest covers the one before it, under the auditor's key.

Whoever changes, removes or inserts an entry afterwards breaks the chain from there on; whoever does not
hold the key cannot mend it. The head of each chain is exported daily, so that cutting off the end shows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from yizhan.journal.models import Cursor, Entry, Position, Seal
from yizhan.lib.sm3 import hmac_sm3

CONSUMER = "seal"
FIRST = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a unit's chain found; `broken_at` is the first position that does not fit."""

    unit_id: UUID
    entries: int
    broken_at: int | None
    head: str


def seal_pending(key: bytes, *, limit: int = 1000) -> int:
    """Seal the entries not sealed yet, unit by unit in the order of positions. Returns how many."""
    sealed = 0
    for unit_id, position in Position.objects.values_list("unit_id", "position"):
        sealed += _seal_unit(unit_id, upto=position, key=key, limit=limit)
    return sealed


def verify_unit(unit_id: UUID, key: bytes) -> Verdict:
    """Recompute the unit's chain over its sealed entries and name the first place that does not fit."""
    digest, count = FIRST, 0
    rows = (
        Entry.objects.filter(unit_id=unit_id, seal__isnull=False).select_related("seal").order_by("position")
    )
    for entry in rows.iterator(chunk_size=2000):
        count += 1
        digest = _digest(entry, digest, key)
        if entry.position != count or bytes(entry.seal.digest) != digest:
            return Verdict(unit_id, count, entry.position, "")
    cursor = Cursor.objects.filter(consumer=CONSUMER, unit_id=unit_id).first()
    cut_off = cursor is not None and cursor.position > count
    return Verdict(unit_id, count, count + 1 if cut_off else None, digest.hex())


@transaction.atomic
def _seal_unit(unit_id: UUID, *, upto: int, key: bytes, limit: int) -> int:
    cursor, _ = Cursor.objects.get_or_create(consumer=CONSUMER, unit_id=unit_id)
    if cursor.position >= upto:
        return 0
    before = Seal.objects.filter(entry__unit_id=unit_id, entry__position=cursor.position).first()
    digest = bytes(before.digest) if before else FIRST
    seals: list[Seal] = []
    for entry in Entry.objects.filter(unit_id=unit_id, position__gt=cursor.position).order_by("position")[
        :limit
    ]:
        digest = _digest(entry, digest, key)
        seals.append(Seal(entry=entry, digest=digest))
    Seal.objects.bulk_create(seals)
    moved = Cursor.objects.filter(pk=cursor.pk, position=cursor.position)
    if moved.update(position=cursor.position + len(seals)) != 1:
        transaction.set_rollback(True)  # another worker sealed the same stretch
        return 0
    return len(seals)


def _digest(entry: Entry, before: bytes, key: bytes) -> bytes:
    covered = [
        *(str(value) for value in (entry.pk, entry.unit_id, entry.position)),
        *(entry.act, entry.subject_kind, entry.subject_id, entry.actor_kind, entry.actor_id),
        *(entry.facts, entry.request_key, entry.at.isoformat(), entry.recorded_at.isoformat()),
    ]
    content = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac_sm3(key, before + content.encode())
