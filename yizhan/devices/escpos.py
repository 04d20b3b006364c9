"""Bytes of a slip for ESC/POS printers: 80 mm, 48 columns, GB18030 with its four-byte characters."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.timezone import localtime
from escpos.printer import Dummy

COLUMNS = 48
# ESC @: forget what the last job left behind. FS &: Chinese character mode; python-escpos' own text()
# sends GBK without switching, which comes out as gibberish.
_BEGIN = b"\x1b@\x1c&"
_FEED_AND_CUT = b"\x1dVB\x03"
_NEVER_FIRST = frozenset("，。、；：？！）〕》”’·—…,.;:?!)")  # a line does not begin with them
_PIECES = re.compile(r"[!-~]+|.", re.DOTALL)  # a number or a word stays whole


class Slip:
    """Builds one slip from top to bottom. Methods return the slip, so that a slip reads like its paper."""

    def __init__(self) -> None:
        self._printer = Dummy()
        self._raw(_BEGIN)

    def line(self, text: str, *, size: int = 1, centred: bool = False, bold: bool = False) -> Slip:
        """A text, `size` 1–8 times as large, on as many lines as it needs."""
        scale = size - 1
        self._raw(bytes((0x1D, 0x21, scale << 4 | scale)))
        self._raw(b"\x1ba\x01" if centred else b"\x1ba\x00")
        self._raw(b"\x1bE\x01" if bold else b"\x1bE\x00")
        for part in fold(text, COLUMNS // size):
            self._raw(encoded(part) + b"\n")
        return self

    def pair(self, left: str, right: str) -> Slip:
        """Two texts at the two edges of one line."""
        return self.line(left + " " * max(1, COLUMNS - width(left) - width(right)) + right)

    def rule(self) -> Slip:
        """A thin line across the paper."""
        return self.line("-" * COLUMNS)

    def feed(self, lines: int = 1) -> Slip:
        """Empty lines."""
        self._raw(b"\x1d!\x00" + b"\n" * lines)
        return self

    def qr(self, text: str, *, size: int = 6) -> Slip:
        """A QR code made by the printer itself: a picture of it would be thirty times as many bytes."""
        self._raw(b"\x1ba\x01")
        self._printer.qr(text, native=True, size=size)
        return self

    def cut(self) -> bytes:
        """Feed, cut, and give the bytes."""
        self._raw(_FEED_AND_CUT)
        return bytes(self._printer.output)

    def _raw(self, code: bytes) -> None:
        self._printer._raw(code)


def encoded(text: str) -> bytes:
    """The text for the printer. A control character in it would be a command, so it becomes a space."""
    return "".join(c if c.isprintable() else " " for c in text).encode("gb18030", "replace")


def width(text: str) -> int:
    """How many columns the text takes: one for a Latin letter or digit, two for anything else."""
    return sum(1 if character.isascii() else 2 for character in text)


def fold(text: str, columns: int) -> list[str]:
    """Break a text into lines as a typesetter does: numbers stay whole, no line begins with a comma."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if width(lines[-1]) + width(piece) <= columns:
            lines[-1] += piece
        elif piece in _NEVER_FIRST and len(lines[-1]) > 1:
            lines.append(lines[-1][-1] + piece)
            lines[-2] = lines[-2][:-1]
        else:
            lines[len(lines) - (not lines[-1]) :] = _cut_to(piece.lstrip(), columns)
    return lines


def check_slip(printer: str, at: datetime) -> bytes:
    """A page on which one sees whether the printer does everything that slips need."""
    slip = Slip().line("打印测试", size=2, centred=True, bold=True)
    slip.line(printer, centred=True).rule()
    slip.line("生僻字：䶮 㐀 𠮷 𬴊（四个字都应清楚）")
    slip.line("A001", size=6, centred=True, bold=True)
    slip.pair("左边对齐", "右边对齐").rule()
    slip.qr("https://example.invalid/").line("上面是二维码，下面应自动切纸。", centred=True)
    return slip.line(f"{localtime(at):%Y-%m-%d %H:%M:%S}", centred=True).cut()


def _cut_to(piece: str, columns: int) -> list[str]:
    return [piece[start : start + columns] for start in range(0, len(piece), columns)] or [""]
