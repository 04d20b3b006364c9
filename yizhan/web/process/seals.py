"""Sealing the journal, and its daily proof outside the database."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from yizhan.journal import sealing
from yizhan.journal.models import Cursor, Position, Seal
from yizhan.lib.env import env_secret
from yizhan.lib.secret_key import secret_key_beside


def audit_key() -> bytes:
    """The auditor's key: YIZHAN_AUDIT_KEY(_FILE), else one made beside the data.

    Kept by somebody else than the data (a file on the auditor's medium), it proves more.
    """
    return (env_secret("YIZHAN_AUDIT_KEY") or secret_key_beside(settings.DATA_DIR, "audit-key")).encode()


def unsealed() -> int:
    """How many entries are not sealed yet."""
    entries = Position.objects.aggregate(entries=Sum("position"))["entries"] or 0
    sealed = Cursor.objects.filter(consumer=sealing.CONSUMER).aggregate(sealed=Sum("position"))["sealed"] or 0
    return int(entries - sealed)


def seal_new(key: bytes) -> int:
    """Seal what was journaled since the last time. Nothing new takes no lock. Returns how many."""
    return sealing.seal_pending(key) if unsealed() else 0


def heads() -> dict[str, dict[str, int | str]]:
    """The head of each unit's chain: how many entries it covers, and its digest."""
    cursors = dict(
        Cursor.objects.filter(consumer=sealing.CONSUMER, position__gt=0).values_list("unit_id", "position")
    )
    found: dict[str, dict[str, int | str]] = {}
    for unit_id, position in cursors.items():
        seal = Seal.objects.filter(entry__unit_id=unit_id, entry__position=position).first()
        if seal is not None:
            found[str(unit_id)] = {"entries": position, "head": bytes(seal.digest).hex()}
    return found


def export_heads(folder: Path, on: date) -> Path | None:
    """Write the day's heads beside the data, to be copied away: cutting off the journal's end shows then.

    Rewritten while the day goes on, never afterwards. None when there is nothing new.
    """
    file = folder / f"{on.isoformat()}.json"
    content = json.dumps({"date": on.isoformat(), "heads": heads()}, indent=1, sort_keys=True)
    if file.exists() and file.read_text(encoding="utf-8") == content:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(f".{os.getpid()}")
    aside.write_text(content, encoding="utf-8")
    aside.replace(file)
    return file


def exported_heads(folder: Path) -> list[tuple[str, UUID, int, str]]:
    """Every exported head: day, unit, entries, digest; oldest first."""
    found = []
    for file in sorted(folder.glob("????-??-??.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        found += [
            (told["date"], UUID(unit), head["entries"], head["head"]) for unit, head in told["heads"].items()
        ]
    return found


def contradicts(unit_id: UUID, entries: int, head: str) -> bool:
    """Whether the journal of today does not contain what was exported: its end was cut off, or it was
    sealed anew.
    """
    seal = Seal.objects.filter(entry__unit_id=unit_id, entry__position=entries).first()
    return seal is None or bytes(seal.digest).hex() != head
