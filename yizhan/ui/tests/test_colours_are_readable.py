"""Every pair of colours that carries words is readable: 4.5:1, on boards 7:1; edges of fields 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEETS = Path(__file__).parent.parent / "static" / "ui"
HEX_DIGITS = 6
GROUNDS = ("ground", "surface", "sunken")
TEXT = [
    *((text, ground) for text in ("ink", "ink-soft", "accent", "late") for ground in GROUNDS),
    *((state, f"{state}-soft") for state in ("waiting", "progress", "done", "late", "warning")),
    *(("ink", f"{state}-soft") for state in ("waiting", "progress", "done", "late", "warning", "accent")),
    ("accent", "accent-soft"),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
MARKS = [
    ("edge", "surface"),
    ("edge", "ground"),
    ("focus", "ground"),
    ("focus", "surface"),
    ("accent", "ground"),
]


def colours(sheet: str) -> dict[str, str]:
    """The colours of a sheet by role; the first definition of a role counts."""
    found: dict[str, str] = {}
    for role, value in re.findall(
        r"--([a-z-]+):\s*#([0-9a-f]{6})\b", (SHEETS / sheet).read_text(encoding="utf-8")
    ):
        found.setdefault(role, value)
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in range(0, HEX_DIGITS, 2)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_words_on_screens(text: str, ground: str) -> None:
    roles = colours("tokens.css")
    assert contrast(roles[text], roles[ground]) >= 4.5


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_words_on_boards(text: str, ground: str) -> None:
    roles = colours("tokens.css") | colours("board.css")
    assert contrast(roles[text], roles[ground]) >= 7


@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_edges_of_fields_and_the_ring_of_focus(mark: str, ground: str) -> None:
    roles = colours("tokens.css")
    assert contrast(roles[mark], roles[ground]) >= 3


def test_the_accent_is_not_mistaken_for_the_alarm() -> None:
    """City-wall vermilion leans to brown, the alarm to crimson."""
    roles = colours("tokens.css")
    accent, late = (
        [int(roles[role][start : start + 2], 16) for start in (0, 2, 4)] for role in ("accent", "late")
    )
    assert accent[1] - late[1] >= 40
    assert accent[1] > accent[2]
    assert late[1] < late[2]


def test_no_sheet_of_a_surface_brings_a_colour_of_its_own_except_boards_and_paper() -> None:
    for sheet in ("staff.css", "public.css", "kiosk.css"):
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", (SHEETS / sheet).read_text(encoding="utf-8")), sheet
