"""The one primitive of every change of state: a conditional UPDATE.

`select_for_update` does nothing on SQLite, so no act reads a state and then trusts it. `advance` changes
the row only if it is still in a state from which the move may start; the loser of a race gets a
`StaleState` that tells what the state is now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from yizhan.lib.refusal import StaleState
from yizhan.rows.prepared import Change, given


@dataclass(frozen=True, slots=True)
class Move:
    """One named change of state: from which states it may start, and where it ends."""

    name: str
    sources: frozenset[str]
    target: str


def move(name: str, sources: Iterable[str], target: str) -> Move:
    """Declare a move; sources may be any iterable of states."""
    return Move(name, frozenset(sources), target)


class HasState(Protocol):
    """A database row with a state and a speaking name."""

    pk: Any
    state: Any

    def refresh_from_db(self, *, fields: list[str] | None = None) -> None: ...
    def get_state_display(self) -> str: ...


def advance[Row: HasState](
    row: Row, step: Move, *, only_if: dict[str, Any] | None = None, **changes: Any
) -> Row:
    """Move the row on if it still stands in one of the move's sources, and set `changes` with it.

    `only_if` adds conditions on other columns of the same row (for example "still at my window"). A
    condition across a relation is a programming error: the UPDATE would then choose its rows in a
    subquery, which PostgreSQL does not ask again after waiting for the row, and the guard would be gone.
    Raises StaleState when somebody else was faster; nothing is written then.
    """
    conditions = only_if or {}
    if any("__" in column for column in conditions):
        raise ValueError(f"only_if takes the row's own columns, not {sorted(conditions)}")
    if _update(row, step, conditions, changes) != 1:
        row.refresh_from_db()
        raise StaleState(thing=str(row), state=row.get_state_display())
    _keep_up(row, {"state": step.target, **changes})
    return row


def _update(row: HasState, step: Move, conditions: dict[str, Any], changes: dict[str, Any]) -> int:
    """The conditional UPDATE; what the database computes and what must be NULL is not prepared."""
    model: Any = type(row)
    if any(value is None for value in conditions.values()) or any(map(_is_computed, changes.values())):
        rows = model._default_manager.filter(pk=row.pk, state__in=step.sources, **conditions)
        return int(rows.update(state=step.target, **changes))
    prepared = _prepared(model, step, tuple(sorted(conditions)), tuple(sorted(changes)))
    return prepared(
        pk=row.pk,
        state=step.target,
        **{f"if_{column}": value for column, value in conditions.items()},
        **changes,
    )


@cache
def _prepared(model: Any, step: Move, conditions: tuple[str, ...], changes: tuple[str, ...]) -> Change:
    return Change(
        lambda: model._default_manager.filter(
            pk=given(model, model._meta.pk.name, "pk"),
            state__in=step.sources,
            **{column: given(model, column, f"if_{column}") for column in conditions},
        ),
        lambda: {column: given(model, column) for column in ("state", *changes)},
    )


def _is_computed(value: Any) -> bool:
    return hasattr(value, "resolve_expression")


def _keep_up(row: HasState, written: dict[str, Any]) -> None:
    """Let the row in hand say what was written; only what the database computed is read again."""
    computed = [name for name, value in written.items() if _is_computed(value)]
    for name, value in written.items():
        if name not in computed:
            setattr(row, name, value)
    if computed:
        row.refresh_from_db(fields=computed)
