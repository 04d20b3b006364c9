"""What makes a function an act: one transaction, one journal entry, a request done at most once."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, TypeVar, cast  # noqa: TID251 - the replayed row has the act's return type
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from yizhan.journal.constraints import refusal_for
from yizhan.journal.models import Entry
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import Refusal, RequestKeyReused
from yizhan.rows.prepared import insert

P = ParamSpec("P")
T = TypeVar("T")

ACTS: dict[str, str] = {}
"""Every act of the program: its name and the first sentence of its docstring."""

# SQLite lets one writer in at a time and its busy wait is unfair; queueing here is fair and cheap.
_one_writer = threading.RLock()


@dataclass(slots=True)
class _Running:
    name: str
    request_key: str
    entries: int = 0
    unit_id: UUID | None = None


_running: ContextVar[_Running | None] = ContextVar("running_act", default=None)


def act(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Declare an act. The function takes `by`, `at` and, where a click may repeat, `request_key`.

    With a request key that was used before in the unit, the first result's row is returned and nothing
    is done. A violated constraint that a rule is known for becomes that rule's Refusal.
    """

    def declare(function: Callable[P, T]) -> Callable[P, T]:
        if name in ACTS:
            raise RuntimeError(f"the act {name} is declared twice")
        ACTS[name] = (function.__doc__ or "").strip().split("\n")[0]

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            request_key = str(kwargs.get("request_key") or "")
            running = _Running(name, request_key)
            try:
                with _transaction(running):
                    return function(*args, **kwargs)
            except Refusal:
                # The first time it succeeded, so the rule now says no: not an answer to the repeated click.
                if (first := _result_of_first(running)) is None:
                    raise
                return cast(T, first)
            except IntegrityError as error:
                return cast(T, _after_violation(error, running))

        return run

    return declare


def record(subject: models.Model, *, by: Actor, at: datetime, unit_id: UUID, **facts: Any) -> Entry:
    """Write the running act's journal entry; the last statement of every act.

    `facts` are ids, numbers and field names, never personal data.
    """
    running = _running.get()
    if running is None:
        raise RuntimeError("record() is called inside an act only")
    running.entries += 1
    running.unit_id = unit_id
    entry = Entry(
        unit_id=unit_id,
        position=_next_position(unit_id),
        act=running.name,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor_kind=by.kind,
        actor_id=by.id,
        facts=facts,
        request_key=running.request_key,
        at=at,
    )
    return insert(entry)


def answer_repeated(unit_id: UUID) -> None:
    """Say in which unit this act's request key counts; called first in acts that take one.

    Nothing is asked of the database here: a request that was carried out before either is refused by a
    rule now, or fails on the entry's unique key. Both ends give the first result, and the ordinary
    request pays nothing for it.
    """
    running = _running.get()
    if running is not None:
        running.unit_id = unit_id


def _result_of_first(running: _Running) -> models.Model | None:
    if not running.request_key or running.unit_id is None:
        return None
    entry = Entry.objects.filter(unit_id=running.unit_id, request_key=running.request_key).first()
    return None if entry is None else _first_result(entry, running.name)


@contextmanager
def _transaction(running: _Running) -> Iterator[None]:
    if _running.get() is not None:
        raise RuntimeError(f"the act {running.name} was called inside another act")
    token = _running.set(running)
    try:
        with _one_writer if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
            yield
            if running.entries != 1:
                raise RuntimeError(
                    f"the act {running.name} wrote {running.entries} journal entries instead of one"
                )
    finally:
        _running.reset(token)


def _next_position(unit_id: UUID) -> int:
    """Raise the unit's position; its row stays locked until the commit, which orders the unit's acts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_position (unit_id, position) VALUES (%s, 1) "
            "ON CONFLICT (unit_id) DO UPDATE SET position = journal_position.position + 1 RETURNING position",
            [unit_id.hex if connection.vendor == "sqlite" else unit_id],
        )
        return int(cursor.fetchone()[0])


def _first_result(entry: Entry, name: str) -> models.Model:
    if entry.act != name:
        raise RequestKeyReused
    first: models.Model = apps.get_model(entry.subject_kind)._base_manager.get(pk=entry.subject_id)
    return first


def _after_violation(error: IntegrityError, running: _Running) -> models.Model:
    """Two equal requests in the same second: the second insert fails, and gets the first one's result."""
    if (first := _result_of_first(running)) is not None:
        return first
    refusal = refusal_for(error)
    if refusal is None:
        raise error
    raise refusal from error
