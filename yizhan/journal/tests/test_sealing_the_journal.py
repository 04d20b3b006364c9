"""The chain of seals shows every change made to the journal afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yizhan.journal.models import Entry, Seal
from yizhan.journal.sealing import seal_pending, verify_unit
from yizhan.testing.cast import Cast

pytestmark = pytest.mark.django_db
KEY = b"the auditor's key"


def first_entries(cast: Cast) -> list[Entry]:
    return list(Entry.objects.filter(unit_id=cast.hall.pk).order_by("position"))


def test_an_untouched_journal_verifies(cast: Cast) -> None:
    count = Entry.objects.count()
    assert seal_pending(KEY, limit=10_000) == count
    verdict = verify_unit(cast.hall.pk, KEY)
    assert (verdict.broken_at, verdict.entries) == (None, len(first_entries(cast)))
    assert len(verdict.head) == 64


def test_sealing_goes_on_where_it_stopped(cast: Cast) -> None:
    while seal_pending(KEY, limit=3):
        pass
    piecewise = verify_unit(cast.hall.pk, KEY)
    assert piecewise.broken_at is None
    assert Seal.objects.count() == Entry.objects.count()
    assert seal_pending(KEY) == 0


@pytest.mark.parametrize(
    ("name", "tamper", "broken_at"),
    [
        ("changed", lambda entries: entries.filter(position=3).update(actor_id="somebody else"), 3),
        ("facts changed", lambda entries: entries.filter(position=2).update(facts={"label": "B009"}), 2),
        ("removed", lambda entries: _remove(entries, 3), 4),
        ("end cut off", lambda entries: _remove_last(entries), None),
    ],
)
def test_whatever_is_changed_afterwards_shows(
    cast: Cast, name: str, tamper: Callable[..., object], broken_at: int | None
) -> None:
    entries = Entry.objects.filter(unit_id=cast.hall.pk)
    seal_pending(KEY, limit=10_000)
    last = entries.count()
    tamper(entries)
    assert verify_unit(cast.hall.pk, KEY).broken_at == (broken_at or last), name


def test_another_key_does_not_mend_the_chain(cast: Cast) -> None:
    seal_pending(KEY, limit=10_000)
    assert verify_unit(cast.hall.pk, b"another key").broken_at == 1


def _remove(entries: object, position: int) -> None:
    chosen = Entry.objects.filter(pk__in=entries.filter(position=position).values("pk"))  # type: ignore[attr-defined]
    Seal.objects.filter(entry__in=list(chosen)).delete()
    chosen.delete()


def _remove_last(entries: object) -> None:
    _remove(entries, entries.order_by("-position")[0].position)  # type: ignore[attr-defined]
