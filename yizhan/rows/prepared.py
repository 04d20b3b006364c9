"""Statements that are written once and then only filled in.

The ORM builds an SQL text anew for every query; on the path of issue, call and finish that costs more than
the database itself. Here it builds the text once, from an ordinary queryset with `given` places in it, and
later only the values change: same SQL, same conversion of values, a tenth of the time (ADR 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import DatabaseDefault, Expression
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """Stands in a prepared statement where each execution gives a value of the column's type."""

    def __init__(self, name: str, column: models.Field[Any, Any]) -> None:
        super().__init__(output_field=column)
        self.name = name
        self.column = column

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A placeholder, with this place itself as its parameter until a value is bound."""
        return "%s", (self,)


def given(model: type[models.Model], column: str, name: str = "") -> Given:
    """The place of a value of the model's column, given under the column's name or another one."""
    return Given(name or column, model._meta.get_field(column))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A finished text; `places` are constants and Given, `converters` belong to the columns read."""

    sql: str
    places: Sequence[Any]
    converters: dict[int, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()

    def bound(self, values: dict[str, Any], database: BaseDatabaseWrapper) -> list[Any]:
        return [
            _bound(place, values, database) if isinstance(place, Given) else place for place in self.places
        ]


class Change:
    """A prepared UPDATE; calling it returns how many rows it changed."""

    def __init__(
        self, rows: Callable[[], models.QuerySet[Any]], values: Callable[[], dict[str, Any]]
    ) -> None:
        self._rows, self._values = rows, values
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, **values: Any) -> int:
        """Execute it with the given values."""
        database = connections[DEFAULT_DB_ALIAS]
        if (compiled := self._compiled.get(database.vendor)) is None:
            compiled = self._compiled[database.vendor] = self._compile(database)
        with database.cursor() as cursor:
            cursor.execute(compiled.sql, compiled.bound(values, database))
            return int(cursor.rowcount)

    def _compile(self, database: BaseDatabaseWrapper) -> _Compiled:
        query: Any = self._rows().query.chain(UpdateQuery)
        query.add_update_values(self._values())
        sql, places = query.get_compiler(connection=database).as_sql()
        return _Compiled(sql, places)


class Reading:
    """A prepared SELECT of a `values_list`; calling it returns the rows as tuples."""

    def __init__(self, rows: Callable[[], models.QuerySet[Any, Any]]) -> None:
        self._rows = rows
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        """Execute it with the given values."""
        return self._read(values)[1]

    def _read(self, values: dict[str, Any]) -> tuple[_Compiled, list[tuple[Any, ...]]]:
        database = connections[DEFAULT_DB_ALIAS]
        if (compiled := self._compiled.get(database.vendor)) is None:
            compiled = self._compiled[database.vendor] = self._compile(database)
        with database.cursor() as cursor:
            cursor.execute(compiled.sql, compiled.bound(values, database))
            rows = cursor.fetchall()
        if not compiled.converters:
            return compiled, rows
        return compiled, [_converted(row, compiled.converters, database) for row in rows]

    def _compile(self, database: BaseDatabaseWrapper) -> _Compiled:
        compiler: SQLCompiler = self._rows().query.get_compiler(connection=database)
        sql, places = compiler.as_sql()
        selected = [column for column, _, _ in compiler.select]
        names = tuple(column.target.attname for column in selected if hasattr(column, "target"))
        return _Compiled(sql, places, compiler.get_converters(selected), names)


class Fetch[Row: models.Model](Reading):
    """A prepared SELECT of whole rows; calling `rows` returns model objects, as the queryset would."""

    def __init__(self, model: type[Row], rows: Callable[[], models.QuerySet[Row]]) -> None:
        super().__init__(rows)
        self._model = model

    def rows(self, **values: Any) -> list[Row]:
        """Execute it with the given values."""
        compiled, rows = self._read(values)
        return [self._model.from_db(DEFAULT_DB_ALIAS, compiled.columns, row) for row in rows]

    def first(self, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)


_inserts: dict[tuple[str, ...], str] = {}


def insert[Row: models.Model](row: Row) -> Row:
    """Write a new row. What the database computes is read when it is asked for; a key that it counts is not.

    For rows that know their key, or that nobody needs the key of.
    """
    database = connections[DEFAULT_DB_ALIAS]
    columns: list[str] = []
    values: list[Any] = []
    for column in row._meta.concrete_fields:
        value = column.pre_save(row, add=True)
        if isinstance(value, DatabaseDefault):
            row.__dict__.pop(column.attname)
            continue
        if value is None and isinstance(column, models.AutoField | models.BigAutoField):
            continue
        columns.append(str(column.column))
        values.append(column.get_db_prep_save(value, connection=database))
    key = database.vendor, row._meta.db_table, *columns
    if (sql := _inserts.get(key)) is None:
        sql = _inserts[key] = _insert_into(row._meta.db_table, columns, database)
    with database.cursor() as cursor:
        cursor.execute(sql, values)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def _insert_into(table: str, columns: Iterable[str], database: BaseDatabaseWrapper) -> str:
    names = [database.ops.quote_name(column) for column in columns]
    places = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {database.ops.quote_name(table)} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - names of the model


def _bound(place: Given, values: dict[str, Any], database: BaseDatabaseWrapper) -> Any:
    value = values[place.name]
    plain = value.pk if isinstance(value, models.Model) else value
    return place.column.get_db_prep_save(plain, connection=database)


def _converted(
    row: Sequence[Any], converters: dict[int, Any], database: BaseDatabaseWrapper
) -> tuple[Any, ...]:
    values = list(row)
    for position, (conversions, expression) in converters.items():
        for convert in conversions:
            values[position] = convert(values[position], expression, database)
    return tuple(values)
