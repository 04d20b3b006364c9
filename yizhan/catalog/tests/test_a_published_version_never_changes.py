"""A published version never changes: no act touches it, and no reading function hands out its rows (7.3)."""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Callable
from pathlib import Path

import pytest

from yizhan.catalog import actions, selectors
from yizhan.catalog.content import GuideContent
from yizhan.catalog.models import ItemVersion, Material, ReviewStep, Situation
from yizhan.catalog.states import VersionState
from yizhan.catalog.tests.conftest import Catalogue
from yizhan.lib.refusal import StaleState
from yizhan.testing.cast import at

pytestmark = pytest.mark.clause("7.3")

VERSION_WORDS = (
    "ItemVersion", "Situation", "Material", "ReviewStep", "situations", "materials", "review_steps",
)  # fmt: skip
Act = Callable[[ItemVersion, Catalogue], object]
CHANGING: dict[str, Act] = {
    "change_draft": lambda version, hall: actions.change_draft(
        version, GuideContent(summary="改"), seen=hall.says(version.pk).digest(), by=hall.by, at=at(10)
    ),
    "publish_version": lambda version, hall: actions.publish_version(version, by=hall.by, at=at(10)),
    "discard_draft": lambda version, hall: actions.discard_draft(version, by=hall.by, at=at(10)),
}


@pytest.mark.parametrize("name", CHANGING)
@pytest.mark.parametrize("state", [VersionState.PUBLISHED, VersionState.SUPERSEDED])
def test_no_act_changes_a_version_that_was_published(
    catalogue: Catalogue, name: str, state: VersionState
) -> None:
    first = catalogue.item(31).versions.get()
    if state == VersionState.SUPERSEDED:
        catalogue.published(31, summary="新的说明。")
    before = snapshot(first)
    assert before["state"] == state
    with pytest.raises(StaleState, match=state.label):
        CHANGING[name](ItemVersion.objects.get(pk=first.pk), catalogue)
    assert snapshot(first) == before


def test_every_act_that_takes_a_version_is_tried_above() -> None:
    takes_a_version = {
        name
        for name in actions.__all__
        if inspect.isfunction(act := getattr(actions, name))
        and ItemVersion in typing.get_type_hints(inspect.unwrap(act)).values()
        and "version" in inspect.signature(act).parameters
    }
    assert takes_a_version == set(CHANGING)


def test_no_reading_function_hands_out_a_queryset_of_versions() -> None:
    for name in selectors.__all__:
        returned = str(inspect.signature(getattr(selectors, name)).return_annotation)
        for model in (ItemVersion, Situation, Material, ReviewStep):
            assert f"QuerySet[{model.__name__}]" not in returned, name


def test_only_one_module_writes_versions_and_only_drafts() -> None:
    """Every update or delete of a version in the app names the state draft beside it."""
    writing = {"update", "delete", "bulk_update", "save", "create", "bulk_create", "update_or_create"}
    found = set()
    app = Path(inspect.getfile(actions)).parents[1]
    for path in app.rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in writing
            ):
                text = ast.unparse(node)
                if any(word in text for word in VERSION_WORDS):
                    found.add(f"{path.name}: {text.split('(')[0]}")
    assert found == {
        "writing.py: ItemVersion.objects.create",
        "writing.py: version.situations.all",
        "writing.py: version.materials.all",
        "writing.py: version.review_steps.all",
        "writing.py: Situation.objects.bulk_create",
        "writing.py: Material.objects.bulk_create",
        "writing.py: ReviewStep.objects.bulk_create",
    }


def snapshot(version: ItemVersion) -> dict[str, object]:
    row = ItemVersion.objects.filter(pk=version.pk).values().get()
    return row | {
        "situations": list(Situation.objects.filter(version=version).order_by("order").values()),
        "review_steps": list(ReviewStep.objects.filter(version=version).order_by("order").values()),
        "materials": list(Material.objects.filter(version=version).order_by("order").values()),
    }
