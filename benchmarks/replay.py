"""The bare limit: the very statements that an act writes, sent by the bare driver without Django.

One cycle of acts is watched; its INSERTs and UPDATEs are kept as they were, transaction by transaction. Replaying
them with fresh keys, labels and positions does the same writes with the same fsyncs, and nothing else.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Recorded:
    """The write statements of one cycle: a list per transaction of statements with their parameters."""

    transactions: list[list[tuple[str, tuple[Any, ...]]]] = field(default_factory=list)

    def _watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith(WRITES):
            self.transactions[-1].append((sql, tuple(params or ())))
        return result

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Watch one act."""
        self.transactions.append([])
        with connection.execute_wrapper(self._watch):
            yield


class Replay:
    """Replays a recorded cycle on a driver connection; `begin`, `execute`, `commit` differ per driver."""

    def __init__(self, recorded: Recorded, label: str, adapt: Callable[[Any], Any]) -> None:
        self._transactions = recorded.transactions
        self._adapt = adapt
        self._label = label
        self._created = {
            value
            for transaction in recorded.transactions
            for sql, params in transaction
            if sql.startswith("INSERT")
            for place, value in enumerate(params)
            if (place == 0 and _is_key(value)) or _is_token(value)
        }

    def cycle(self, cursor: Any, begin: Callable[[], None], commit: Callable[[], None], number: int) -> None:
        """Write one cycle with fresh keys and the label of this number."""
        fresh: dict[Any, Any] = {key: _like(key) for key in self._created}
        fresh[self._label] = _label(number)
        for transaction in self._transactions:
            begin()
            position: tuple[Any, Any] | None = None
            for sql, params in transaction:
                values = [self._fresh(value, fresh, position) for value in params]
                cursor.execute(self._adapt(sql), values)
                if "journal_position" in sql:
                    position = (_entry_position(transaction), cursor.fetchone()[0])
                elif "RETURNING" in sql:
                    cursor.fetchall()
            commit()

    @staticmethod
    def _fresh(value: Any, fresh: dict[Any, Any], position: tuple[Any, Any] | None) -> Any:
        if position is not None and type(value) is int and value == position[0]:
            return position[1]
        if isinstance(value, str) and value in fresh:
            return fresh[value]
        return fresh.get(value, value) if isinstance(value, uuid.UUID) else value


def _is_key(value: Any) -> bool:
    return isinstance(value, uuid.UUID) or (isinstance(value, str) and len(value) == 32)


def _is_token(value: Any) -> bool:
    """The token on the slip: sixteen signs, unique per visit."""
    return isinstance(value, str) and len(value) == 16


def _like(key: Any) -> Any:
    new = uuid.uuid4()
    if _is_token(key):
        return new.hex[:16]
    return new if isinstance(key, uuid.UUID) else new.hex


def _label(number: int) -> str:
    """Four signs that no ticket of the acts uses."""
    return f"{number:04x}"[-4:]


def _entry_position(transaction: list[tuple[str, tuple[Any, ...]]]) -> int:
    """The position that the recorded journal entry was written with."""
    for sql, params in transaction:
        if sql.startswith('INSERT INTO "journal_entry"'):
            return next(value for value in params if type(value) is int)
    raise LookupError("the act wrote no journal entry")
