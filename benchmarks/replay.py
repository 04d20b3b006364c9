"""The bare limit: the very statements of the acts, sent by the bare driver without Django.

One cycle of acts is watched and kept. Replaying its INSERTs, UPDATEs and DELETEs with fresh keys, numbers and
positions does the same writes in the same transactions with the same commits, and nothing else.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection

from yizhan.lib.ids import new_id, public_token

WRITES = ("INSERT", "UPDATE", "DELETE")
INSERT = re.compile(r'INSERT INTO "?(?P<table>\w+)"? \((?P<columns>[^)]*)\) VALUES')
LAST_OF_AN_ACT = re.compile(r'INSERT INTO "?journal_entry"? ')
"""`record` is the last statement of every act; a commit follows."""
RAISES_POSITION = re.compile(r'(INSERT INTO|UPDATE) "?journal_position"? ')

Written = tuple[str, tuple[Any, ...]]
"""A statement and its parameters."""


@contextmanager
def watching(seen: list[Written]) -> Iterator[None]:
    """Write down every statement of this thread's connection; BEGIN and COMMIT go without saying."""

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("BEGIN"):
            seen.append((sql, tuple(_plain(value) for value in params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


def transactions(seen: list[Written]) -> Iterator[list[Written]]:
    """The statements act by act."""
    act: list[Written] = []
    for sql, params in seen:
        act.append((sql, params))
        if LAST_OF_AN_ACT.match(sql):
            yield act
            act = []
    assert not act, f"not an act's: {act}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement whose parameters at `fresh` are new in every cycle, and at `position` the unit's newest."""

    sql: str
    params: tuple[Any, ...]
    fresh: tuple[int, ...]
    position: int | None


class Replay:
    """Plays one recorded cycle again and again; with `reads`, its SELECTs too."""

    def __init__(self, seen: list[Written], *, reads: bool = False) -> None:
        self._is_sqlite = connection.vendor == "sqlite"
        inserted = [_columns(sql, params) for sql, params in seen]
        self._keys = [(row["id"], _text(row["id"])) for row in inserted if "id" in row]
        self._request_keys = [row["request_key"] for row in inserted if "request_key" in row]
        self._tokens = [row["public_token"] for row in inserted if "public_token" in row]
        self._label = next(row["label"] for row in inserted if "label" in row)
        self._acts = [
            [self._statement(*one) for one in act if reads or one[0].startswith(WRITES)]
            for act in transactions(seen)
        ]

    def cycle(self, cursor: Any, label: str) -> None:
        """Write one cycle; the label is one that no ticket of the day has yet."""
        fresh = self._fresh(label)
        for act in self._acts:
            cursor.execute("BEGIN IMMEDIATE" if self._is_sqlite else "BEGIN")
            position = None
            for one in act:
                values = list(one.params)
                for place in one.fresh:
                    values[place] = fresh[values[place]]
                if one.position is not None:
                    values[one.position] = position
                cursor.execute(one.sql, values)
                rows = cursor.fetchall() if cursor.description else []
                if RAISES_POSITION.match(one.sql):
                    position = rows[0][0]
            cursor.execute("COMMIT")

    def _fresh(self, label: str) -> dict[Any, Any]:
        """What the values of the recorded cycle become in this one."""
        fresh: dict[Any, Any] = {self._label: label}
        for key, text in self._keys:
            new = new_id()
            fresh[key] = new.hex if self._is_sqlite else new
            fresh[text] = str(new)
        fresh.update((key, uuid.uuid4().hex) for key in self._request_keys)
        fresh.update((token, public_token()) for token in self._tokens)
        return fresh

    def _statement(self, sql: str, params: tuple[Any, ...]) -> Statement:
        known = self._fresh("")
        places = tuple(place for place, value in enumerate(params) if _is_one_of(value, known))
        position = None
        if LAST_OF_AN_ACT.match(sql):
            position = list(_columns(sql, params)).index("position")
        return Statement(sql.replace("%s", "?") if self._is_sqlite else sql, params, places, position)


def _columns(sql: str, params: tuple[Any, ...]) -> dict[str, Any]:
    """The row that an INSERT writes; nothing for other statements, and for the position: no new row."""
    found = INSERT.match(sql)
    if found is None or RAISES_POSITION.match(sql):
        return {}
    return dict(zip(found["columns"].replace('"', "").split(", "), params, strict=True))


def _is_one_of(value: Any, known: dict[Any, Any]) -> bool:
    return isinstance(value, str | uuid.UUID) and value in known


def _text(key: Any) -> str:
    """A key as the journal writes it."""
    return str(uuid.UUID(key) if isinstance(key, str) else key)


def _plain(value: Any) -> Any:
    """A state as a plain string: the bare driver knows nothing of enumerations."""
    return value.value if isinstance(value, Enum) else value
