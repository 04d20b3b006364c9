"""Tables point down the floors only, and their migrations are one line."""

from __future__ import annotations

import io
import tomllib

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import ROOT


def _floors() -> dict[str, int]:
    """Each app's floor, from the layers of pyproject.toml: 0 is the roof."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one for one in contracts if one["name"] == "Apps are layered")["layers"]
    return {app.strip(): floor for floor, layer in enumerate(layers) for app in layer.split("|")}


def test_foreign_keys_point_to_the_same_or_a_lower_floor() -> None:
    """The linter does not see "cases.Case" in quotes."""
    floors, wrong, seen = _floors(), [], 0
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("yizhan."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and field.concrete else None
            if not isinstance(target, type) or not target.__module__.startswith("yizhan."):
                continue
            seen += 1
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and floors[there] <= floors[here]:
                wrong.append(f"{model.__name__}.{field.name} → {there}.{target.__name__}")
    assert not wrong
    assert seen > 30


def test_every_app_with_tables_has_its_floor() -> None:
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("yizhan.")}
    assert own <= set(_floors())


def test_migrations_are_one_line_in_every_app() -> None:
    graph = MigrationLoader(None).graph
    for app in {app for app, _ in graph.nodes}:
        assert len(graph.leaf_nodes(app)) == 1, app


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_make() -> None:
    told = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=told)
    assert "No changes detected" in told.getvalue()


def test_constraints_name_their_rule() -> None:
    """orgs_one_open_name_per_unit: found in the database's own error, and translated into a refusal."""
    for model in apps.get_models():
        if not model.__module__.startswith("yizhan."):
            continue
        for constraint in model._meta.constraints:
            assert constraint.name.startswith(f"{model._meta.app_label}_"), constraint.name
