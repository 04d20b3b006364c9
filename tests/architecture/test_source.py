"""Budgets and habits of the source: small files, small functions, thin views, no signals."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import lines_of, program, sources

LONGEST_FILE, LONGEST_TEST, LONGEST_FUNCTION, LONGEST_VIEW = 400, 300, 60, 30
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "data", "info", "process", "handle"}
KNOWN_FOLDERS = {"yizhan.web.process": "the process of the hall, as the system knows it"}
IN_VIEWS = re.compile(r"^yizhan\.[a-z]+\.(views|api)(\.|$)")


def test_no_file_is_longer_than_one_can_hold() -> None:
    wrong = []
    for source in sources():
        most = LONGEST_TEST if source.path.name.startswith("test_") else LONGEST_FILE
        lines = source.text.count("\n")
        if lines > most:
            wrong.append(f"{source.name}: {lines} lines, {most} at most")
    assert not wrong


def test_no_function_is_longer_than_one_screen() -> None:
    wrong = [
        f"{source.name}:{node.lineno} {node.name}: {lines_of(node)} lines"
        for source in sources()
        for node in source.functions
        if lines_of(node) > LONGEST_FUNCTION
    ]
    assert not wrong


def test_views_are_thin_and_read_through_selectors() -> None:
    wrong = []
    for source in program():
        if not IN_VIEWS.match(source.module):
            continue
        wrong += [
            f"{source.name}:{node.lineno} {node.name}: {lines_of(node)} lines, {LONGEST_VIEW} at most"
            for node in source.functions
            if lines_of(node) > LONGEST_VIEW
        ]
        wrong += [
            f"{source.name}:{node.lineno} .{node.attr}"
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
        ]
    assert not wrong


def test_nothing_happens_behind_anybodys_back() -> None:
    """No signal receivers: what follows from an act is caused in the act, or read from the journal."""
    receiving = re.compile(
        r"@receiver|\b(post|pre)_(save|delete|init)\b(?!\()|m2m_changed|\w+_signal\.connect\("
    )
    wrong = [
        f"{source.name}:{number}"
        for source in program()
        for number, line in enumerate(source.text.splitlines(), start=1)
        if receiving.search(line)
    ]
    assert not wrong


def test_rules_stand_nowhere_in_save() -> None:
    wrong = [
        f"{source.name}:{node.lineno}"
        for source in program()
        for node in source.functions
        if node.name in {"save", "delete"} and ".models" in source.module
    ]
    assert not wrong


def test_modules_are_named_after_their_topic() -> None:
    wrong = [
        source.name
        for source in program()
        if FORBIDDEN_NAMES & set(source.module.split("."))
        and not source.module.startswith(tuple(KNOWN_FOLDERS))
    ]
    assert not wrong


def test_every_public_function_of_actions_selectors_and_rules_has_a_docstring() -> None:
    wrong = []
    for source in program():
        if not re.match(r"^yizhan\.[a-z]+\.(actions|selectors|rules)(\.|$)", source.module):
            continue
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                wrong.append(f"{source.name}:{node.lineno} {node.name}")
    assert not wrong


def test_except_exception_stands_in_the_worker_only() -> None:
    catching = re.compile(r"except (Base)?Exception\b|except:")
    found = [
        source.name for source in program() for line in source.text.splitlines() if catching.search(line)
    ]
    assert len(found) <= 2, found


def test_nothing_names_the_machine_it_was_written_on() -> None:
    naming = re.compile(r"/(work|root|home)/[a-z]|index-url|pypi\.[a-z]+/simple")
    wrong = [
        f"{source.name}:{number}"
        for source in sources()
        for number, line in enumerate(source.text.splitlines(), start=1)
        if naming.search(line) and "naming = " not in line
    ]
    assert not wrong
