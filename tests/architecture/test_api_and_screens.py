"""What the screens allow, the API allows, act by act: the same posts, the same devices, no more."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.architecture.source import acts
from yizhan.accounts.access import Access
from yizhan.testing.doors import doors, innermost

OTHERWISE = {
    "orgs.policy_changed": "the page shows the rules to whoever may look; the act lets directors and "
    "system administrators change them",
}
"""Acts whose screen lets in more than the act: the API's marker names those who may."""


@dataclass(frozen=True)
class Who:
    """To whom an act is open."""

    posts: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()
    everybody: bool = False
    any_staff: bool = False

    def and_(self, access: Access) -> Who:
        """To these, too."""
        return Who(
            self.posts | access.posts,
            self.devices | access.devices,
            self.everybody or access.public,
            self.any_staff or access.any_staff,
        )


def test_the_api_opens_each_act_to_whom_the_screens_open_it() -> None:
    by_screens, by_api = _at_the_screens(), _at_the_api()
    wrong = [
        f"{act}: screens {by_screens[act]}, API {by_api[act]}"
        for act in sorted(by_screens.keys() & by_api.keys() - OTHERWISE.keys())
        if by_screens[act] != by_api[act]
    ]
    assert not wrong, "\n".join(wrong)
    assert len(by_screens) > 60


def test_where_the_screen_lets_in_more_the_api_lets_in_no_other() -> None:
    by_screens, by_api = _at_the_screens(), _at_the_api()
    for act in OTHERWISE:
        assert by_api[act].posts < by_screens[act].posts


def _at_the_api() -> dict[str, Who]:
    found: dict[str, Who] = {}
    for door in doors():
        if door.act and door.access:
            found[door.act] = found.get(door.act, Who()).and_(door.access)
    return found


def _at_the_screens() -> dict[str, Who]:
    found: dict[str, Who] = {}
    for door in doors():
        if door.is_api or not door.access:
            continue
        for act in _acts_of(innermost(door.view)):
            found[act] = found.get(act, Who()).and_(door.access)
    return found


@cache
def _acts_of(function: Callable[..., Any]) -> frozenset[str]:
    """The acts that a view calls, itself or through the functions of its own app."""
    return frozenset(_called(function, set()))


def _called(function: Callable[..., Any], seen: set[str]) -> Iterator[str]:
    name = f"{function.__module__}.{function.__qualname__}"
    if name in seen:
        return
    seen.add(name)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name | ast.Attribute):
            continue
        target = _resolved(node, function.__globals__)
        if not inspect.isfunction(target):
            continue
        act = _acts_by_function().get(f"{target.__module__}.{target.__name__}")
        if act:
            yield act
        elif _app_of(target) == _app_of(function) and ".views" in target.__module__:
            yield from _called(inspect.unwrap(target), seen)


def _resolved(node: ast.expr, names: dict[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_resolved(node.value, names), node.attr, None)
    return None


@cache
def _acts_by_function() -> dict[str, str]:
    for one in acts():
        importlib.import_module(one.source.module)
    return {f"{one.source.module}.{one.node.name}": one.act for one in acts()}


def _app_of(function: Callable[..., Any]) -> str:
    return ".".join(function.__module__.split(".")[:2])
