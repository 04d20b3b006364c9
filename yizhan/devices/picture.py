"""A picture of a slip as it comes out of an 80 mm printer of 203 dots an inch."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from yizhan.devices.escpos import COLUMNS, width
from yizhan.devices.paper import Line, Piece

COLUMN = 12  # dots
EDGE = 32  # dots left and right of the 576 that are printed
PAPER_WIDTH = COLUMNS * COLUMN + 2 * EDGE
LINE_HEIGHT = 34
MODULE = 6  # dots of a QR code
PAPER, INK = 255, 20


@cache
def font_file() -> Path | None:
    """A Chinese font of this machine; None when there is none, and slips are shown as text only."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    wish = ["-f", "%{file}|%{lang}", "Noto Sans CJK SC:lang=zh-cn"]
    found = subprocess.run([program, *wish], capture_output=True, text=True, check=False)  # noqa: S603
    file, _, languages = found.stdout.partition("|")
    return Path(file) if "zh" in languages and Path(file).is_file() else None


def draw(lines: list[Line], file: Path) -> bool:
    """Write the slip as PNG; False when no Chinese font is installed."""
    font = font_file()
    if font is None:
        return False
    pieces = [_draw_line(line, font) for line in lines]
    picture = Image.new("L", (PAPER_WIDTH, 2 * EDGE + sum(piece.height for piece in pieces)), PAPER)
    top = EDGE
    for piece in pieces:
        picture.paste(piece, (0, top))
        top += piece.height
    picture.save(file)
    return True


def _draw_line(line: Line, font: Path) -> Image.Image:
    if line.piece is Piece.CUT:
        return _draw_cut()
    return _draw_code(line) if line.piece is Piece.CODE else _draw_text(line, font)


def _draw_text(line: Line, font: Path) -> Image.Image:
    """Each character in its columns, as the printer's own fixed letters stand."""
    picture = Image.new("L", (PAPER_WIDTH, LINE_HEIGHT * line.size), PAPER)
    pen = ImageDraw.Draw(picture)
    cell = COLUMN * line.size
    wide, narrow = (ImageFont.truetype(str(font), round(part * cell)) for part in (2, 1.75))
    left = EDGE + (max(0, PAPER_WIDTH - 2 * EDGE - width(line.text) * cell) // 2 if line.centred else 0)
    for character in line.text:
        room = width(character) * cell
        pen.text(
            (left + room / 2, LINE_HEIGHT * line.size * 0.8),
            character,
            INK,
            narrow if character.isascii() else wide,
            anchor="ms",
            stroke_width=line.size * 0.4 if line.bold else 0,
        )
        left += room
    return picture


def _draw_code(line: Line) -> Image.Image:
    modules = segno.make(line.text, micro=False).matrix
    side = len(modules) * MODULE
    picture = Image.new("L", (PAPER_WIDTH, side + LINE_HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    left = (PAPER_WIDTH - side) // 2 if line.centred else EDGE
    for row, signs in enumerate(modules):
        for column, sign in enumerate(signs):
            if sign:
                x, y = left + column * MODULE, row * MODULE
                pen.rectangle((x, y, x + MODULE - 1, y + MODULE - 1), INK)
    return picture


def _draw_cut() -> Image.Image:
    picture = Image.new("L", (PAPER_WIDTH, LINE_HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    for left in range(0, PAPER_WIDTH, 2 * COLUMN):
        pen.line((left, LINE_HEIGHT // 2, left + COLUMN, LINE_HEIGHT // 2), 150, 2)
    return picture
