"""Documents keep up: every act, state and setting is written down where people look for it."""

from __future__ import annotations

import importlib
import re

from django.db import models

from tests.architecture.source import ROOT, acts, program

GLOSSARY = ROOT / "docs" / "glossary.md"
CONFIGURATION = ROOT / "docs" / "configuration.md"
VARIABLE = re.compile(r"\bYIZHAN_[A-Z][A-Z_]*[A-Z]\b")
OF_THE_TOOLS = ("scripts/find-python", "scripts/system-packages", "tests/conftest.py")


def test_every_act_is_in_the_glossary() -> None:
    glossary = GLOSSARY.read_text(encoding="utf-8")
    assert [one.act for one in acts() if f"`{one.act}`" not in glossary] == []


def test_every_state_and_list_is_in_the_glossary_with_its_chinese() -> None:
    glossary, missing = GLOSSARY.read_text(encoding="utf-8"), []
    for choices in _lists():
        if f"`{choices.__name__}`" not in glossary:
            missing.append(choices.__name__)
        for value, label in choices.choices:
            if f"`{value}` {label}" not in glossary:
                missing.append(f"`{value}` {label} ({choices.__name__})")
    assert missing == []


def test_the_glossary_names_no_act_that_is_gone() -> None:
    named = set(re.findall(r"`([a-z]+\.[a-z_]+)`", GLOSSARY.read_text(encoding="utf-8")))
    assert named <= {one.act for one in acts()}


def test_every_setting_is_described_and_none_that_is_gone() -> None:
    described = set(VARIABLE.findall(CONFIGURATION.read_text(encoding="utf-8")))
    used = {name for source in program() for name in VARIABLE.findall(source.text)}
    used |= {name for file in OF_THE_TOOLS for name in VARIABLE.findall((ROOT / file).read_text())}
    plain = {name.removesuffix("_FILE") for name in used}
    assert plain - described == set()
    assert {name.removesuffix("_FILE") for name in described} - plain == set()


def _lists() -> list[type[models.Choices]]:
    found = []
    for source in program():
        if re.match(r"^yizhan\.[a-z]+\.states$", source.module):
            module = importlib.import_module(source.module)
            for value in vars(module).values():
                is_list = isinstance(value, type) and issubclass(value, models.Choices)
                if is_list and value.__module__ == source.module:
                    found.append(value)
    return found
