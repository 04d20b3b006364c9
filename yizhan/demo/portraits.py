"""Badge photos of people who do not exist: a drawn figure, the surname, and the word 演示 across it.

Drawn with the fonts of the program itself, so that they look the same on every machine.
"""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from yizhan import ui

SIZE = (800, 1120)
"""Twice what is stored: the edges become smooth when it is made smaller."""
COLOURS = (
    ("#e3ebf3", "#3f5f80"),
    ("#e7efe6", "#4c6b50"),
    ("#f3e9df", "#8a5a36"),
    ("#ece6f0", "#65557a"),
    ("#f1e5e3", "#8a4a42"),
    ("#e2eeee", "#3d6a6b"),
)
"""Ground and figure."""
BAND, ON_BAND = "#7a4f00", "#fff1cf"
WORD = "演示"
_STATIC = Path(ui.__file__).parent / "static" / "ui"
_FACE = re.compile(r'url\("(fonts/[^"]+)"\).*?unicode-range:([^;}]+)')


def portrait(name: str, number: int) -> bytes:
    """A badge photo for an invented person, as PNG; people with neighbouring numbers differ in colour."""
    ground, figure = COLOURS[number % len(COLOURS)]
    picture = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((250, 150, 550, 510), figure)  # head
    pen.rounded_rectangle((120, 580, 680, 1300), 230, figure)  # shoulders
    pen.polygon(((320, 575), (480, 575), (400, 700)), ground)  # collar
    pen.rectangle((0, 960, 800, 1120), BAND)
    _write(pen, surname(name), (400, 830), 190, ground)
    _write(pen, WORD, (400, 1040), 110, ON_BAND)
    stored = io.BytesIO()
    picture.resize((SIZE[0] // 2, SIZE[1] // 2), Image.Resampling.LANCZOS).save(
        stored, "PNG", compress_level=1
    )
    return stored.getvalue()


def surname(name: str) -> str:
    """The first character of the personal name; what stands before a space is an office."""
    return name.rpartition(" ")[2][:1]


def _write(pen: ImageDraw.ImageDraw, text: str, middle: tuple[int, int], size: int, colour: str) -> None:
    """Centred on the place; each character in the slice of the font that holds it."""
    left = middle[0] - size * (len(text) - 1) / 2
    for place, character in enumerate(text):
        font = _font(_face_of(character), size)
        pen.text((left + place * size, middle[1]), character, colour, font, anchor="mm")


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_STATIC / face), size)
    font.set_variation_by_axes([700])
    return font


def _face_of(character: str) -> str:
    """The slice that a browser would load for the character: the last one that names it."""
    wanted = ord(character)
    return next(
        face for face, ranges in reversed(_faces()) if any(begin <= wanted <= end for begin, end in ranges)
    )


@cache
def _faces() -> list[tuple[str, list[tuple[int, int]]]]:
    """The slices of fonts.css with the characters that each holds."""
    return [
        (face, [_range(part.strip()) for part in ranges.split(",")])
        for face, ranges in _FACE.findall((_STATIC / "fonts.css").read_text(encoding="utf-8"))
    ]


def _range(part: str) -> tuple[int, int]:
    begin, _, end = part.upper().removeprefix("U+").partition("-")
    return int(begin, 16), int(end or begin, 16)
