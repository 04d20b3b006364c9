"""The one place where a violated database constraint becomes the sentence of its rule."""

from __future__ import annotations

from django.apps import apps
from django.db import IntegrityError, connection, models

from yizhan.lib.refusal import Refusal

_refusals: dict[tuple[str, str], type[Refusal]] = {}


def refuse_on(model_label: str, constraint: str, refusal: type[Refusal]) -> None:
    """Say which refusal a violation of the named constraint of the model means."""
    _refusals[(model_label, constraint)] = refusal


def refusal_for(error: IntegrityError) -> Refusal | None:
    """The refusal of the violated constraint, or None when no rule is known for it."""
    for (label, constraint), refusal in _refusals.items():
        if violates(error, apps.get_model(label), constraint):
            return refusal()
    return None


def violates(error: IntegrityError, model: type[models.Model], constraint: str) -> bool:
    """Whether the database refused because of this constraint.

    PostgreSQL names the constraint; SQLite names a check, but for a unique index only its columns.
    """
    if connection.vendor == "postgresql":
        diagnosis = getattr(error.__cause__, "diag", None)
        return getattr(diagnosis, "constraint_name", None) == constraint
    return str(error) in {
        f"CHECK constraint failed: {constraint}",
        f"UNIQUE constraint failed: {_columns(model, constraint)}",
        f"UNIQUE constraint failed: index '{constraint}'",
    }


def _columns(model: type[models.Model], constraint: str) -> str:
    for candidate in model._meta.constraints:
        if candidate.name == constraint and isinstance(candidate, models.UniqueConstraint):
            columns = (model._meta.get_field(name).column for name in candidate.fields)  # type: ignore[union-attr]
            return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return ""
