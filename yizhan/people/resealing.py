"""Carrying every sealed column of the program over to the current key, while the program goes on.

Texts are taken in small batches; each is replaced only if it still is the text that was read, so a clerk who
saves in the same moment wins. Nothing remembers how far it came: what is left is what the tables say, so a
run that was killed is simply started again.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Substr

from yizhan.lib.keyring import CannotBeOpened, Keyring
from yizhan.rows.sealed import SealedTextField, keyring

BATCH = 200
"""Texts per transaction: on SQLite a clerk waits a few hundredths of a second at most."""


@dataclass(frozen=True, slots=True)
class Column:
    """One sealed column of one table."""

    model: type[models.Model]
    field: SealedTextField

    def __str__(self) -> str:
        return self.field.purpose

    def under_old_keys(self, current: str) -> QuerySet[Any]:
        """The rows whose text is sealed under another key than the current one; `raw` is the sealed text."""
        mark = _mark(current)
        rows = self.as_stored().annotate(mark=Substr("raw", 1, len(mark)))
        old: QuerySet[Any] = rows.filter(~Q(raw=""), ~Q(mark=mark), raw__isnull=False)
        return old

    def as_stored(self) -> QuerySet[Any]:
        """All rows, with the sealed text as `raw`: read without being opened."""
        stored = Cast(F(self.field.name), TextField())
        rows: QuerySet[Any] = self.model._base_manager.annotate(raw=stored)
        return rows


@dataclass(slots=True)
class Passed:
    """What one pass over a column did; `unreadable` texts are named by their rows' keys."""

    resealed: int = 0
    unreadable: int = 0


def sealed_columns() -> list[Column]:
    """Every sealed column of every table of the program."""
    return [
        Column(model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedTextField)
    ]


def remaining() -> dict[str, int]:
    """How many texts are not under the current key, by column; only columns with some."""
    current = keyring().current
    counted = {str(column): column.under_old_keys(current).count() for column in sealed_columns()}
    return {name: count for name, count in counted.items() if count}


def reseal_column(column: Column, *, told: Callable[[Column, int], None]) -> Passed:
    """Carry a column over to the current key, batch by batch; `told` hears how many after each batch."""
    ring, passed = keyring(), Passed()
    for batch in _batches(column, ring.current):
        with transaction.atomic():
            for pk, raw in batch:
                _reseal(column, pk, raw, ring, passed)
        told(column, passed.resealed)
    return passed


def unreadable_columns() -> list[str]:
    """The columns whose first or last text cannot be opened: a wrong or missing key shows at once."""
    return [str(column) for column in sealed_columns() if not _opens(column)]


def _opens(column: Column) -> bool:
    ring = keyring()
    rows = column.as_stored()
    texts = rows.filter(~Q(raw=""), raw__isnull=False).values_list("raw", flat=True)
    try:
        for raw in (texts.order_by("pk").first(), texts.order_by("-pk").first()):
            ring.open_text(raw or "", purpose=column.field.purpose)
    except (CannotBeOpened, ValueError):
        return False
    return True


def _batches(column: Column, current: str) -> Iterator[list[tuple[Any, str]]]:
    """Along the primary key: a text that cannot be opened does not come again."""
    rows = column.under_old_keys(current).order_by("pk").values_list("pk", "raw")
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1][0])[:BATCH])


def _reseal(column: Column, pk: Any, raw: str, ring: Keyring, passed: Passed) -> None:
    purpose = column.field.purpose
    try:
        sealed = ring.seal_text(ring.open_text(raw, purpose=purpose), purpose=purpose)
    except (CannotBeOpened, ValueError):
        passed.unreadable += 1
        return
    still = column.as_stored().filter(pk=pk, raw=raw)
    passed.resealed += still.update(**{column.field.name: Value(sealed, TextField())})


def _mark(key: str) -> str:
    """How every text under the key begins: its name and a dot in base64, without the sign that holds more."""
    told = f"{key}.".encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")[: len(told) * 8 // 6]
