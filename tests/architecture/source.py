"""The program's own source, parsed once, for the tests that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ACTIONS = "actions"


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path from the root."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """The dotted name."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_test(self) -> bool:
        """Whether it is a test or belongs to one."""
        return "/tests/" in f"/{self.name}"

    @property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, also inside of others."""
        return [
            node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]


@dataclass(frozen=True)
class ActFunction:
    """A function that is an act."""

    act: str
    source: Source
    node: ast.FunctionDef

    @property
    def parameters(self) -> set[str]:
        """Its parameters by name."""
        arguments = self.node.args
        return {one.arg for one in (*arguments.args, *arguments.kwonlyargs)}


@cache
def sources() -> tuple[Source, ...]:
    """Everything under yizhan/, tests/ and benchmarks/, without migrations."""
    found = []
    for folder in ("yizhan", "tests", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
                found.append(Source(path, text, ast.parse(text)))
    return tuple(found)


@cache
def program() -> tuple[Source, ...]:
    """The program itself: no tests, none of their tools."""
    return tuple(
        one
        for one in sources()
        if one.module.startswith("yizhan") and not one.is_test and ".testing" not in one.module
    )


@cache
def acts() -> tuple[ActFunction, ...]:
    """Every function that is declared an act."""
    return tuple(_acts())


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """How many lines a definition has, without its decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _acts() -> Iterator[ActFunction]:
    for source in program():
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef):
                continue
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) in {"act", "acts.act"}:
                    yield ActFunction(ast.literal_eval(decorator.args[0]), source, node)
