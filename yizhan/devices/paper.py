"""What the bytes of a slip look like on paper: read as a ticket printer reads them, shown as text or picture.

The other side of `escpos`, for the simulated printer. It knows the commands that slips use, and skips others.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from yizhan.devices.escpos import COLUMNS, width


class Piece(StrEnum):
    """What may stand on the paper."""

    TEXT = "text"
    CODE = "code"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paper as printed."""

    text: str
    piece: Piece = Piece.TEXT
    size: int = 1
    centred: bool = False
    bold: bool = False

    @property
    def as_text(self) -> str:
        """The line in plain characters."""
        if self.piece is Piece.CUT:
            return "8<" + "- " * (COLUMNS // 2 - 1)
        text = f"[QR {self.text}]" if self.piece is Piece.CODE else self.text
        room = COLUMNS - width(text) * (self.size if self.piece is Piece.TEXT else 1)
        return " " * max(0, room // 2 // self.size) + text if self.centred else text


DLE, LF, ESC, FS, GS = 0x10, 0x0A, 0x1B, 0x1C, 0x1D
# How many bytes a command has in all; what is not listed has two.
_LENGTHS = {
    (ESC, b"!"): 3, (ESC, b"3"): 3, (ESC, b"E"): 3, (ESC, b"G"): 3, (ESC, b"J"): 3, (ESC, b"a"): 3,
    (ESC, b"d"): 3, (ESC, b"t"): 3, (ESC, b"p"): 5, (FS, b"!"): 3, (FS, b"-"): 3, (GS, b"!"): 3,
    (GS, b"r"): 3, (GS, b"B"): 3, (DLE, b"\x04"): 3,
}  # fmt: skip


@dataclass
class Interpreter:
    """Reads the byte stream of a printer's line. `answers` collects what the printer says in its turn."""

    lines: list[Line] = field(default_factory=list)
    ends_reached: int = 0
    _waiting: bytes = b""
    _style: Line = field(default_factory=lambda: Line(""))
    _text: str = ""
    _code: str = ""

    def feed(self, received: bytes) -> None:
        """Read on; an incomplete command waits for its rest."""
        self._waiting += received
        while self._waiting and (length := self._length()) and length <= len(self._waiting):
            command, self._waiting = self._waiting[:length], self._waiting[length:]
            self._obey(command)

    def _length(self) -> int:
        """How long the next command or character is; 0 when that is not known yet."""
        first, rest = self._waiting[0], self._waiting[1:]
        if first in {DLE, ESC, FS, GS}:
            return self._command_length(first, rest)
        if first < 0x81:
            return 1
        if not rest:
            return 0
        return 4 if 0x30 <= rest[0] <= 0x39 else 2  # GB18030

    def _command_length(self, first: int, rest: bytes) -> int:
        name = rest[:1]
        if first == GS and name == b"V":
            return 0 if len(rest) < 2 else 4 if rest[1] in b"ABab" else 3
        if first == GS and name == b"(":
            return 0 if len(rest) < 4 else 5 + rest[2] + rest[3] * 256
        if first == GS and name == b"v":
            return 0 if len(rest) < 7 else 8 + (rest[3] + rest[4] * 256) * (rest[5] + rest[6] * 256)
        return _LENGTHS.get((first, name), 2) if name else 0

    def _obey(self, command: bytes) -> None:
        first = command[0]
        if first == LF:
            self._print()
        elif first in {ESC, FS, GS, DLE}:
            self._obey_command(command)
        elif first >= 0x20:
            self._text += command.decode("gb18030", "replace")

    def _obey_command(self, command: bytes) -> None:
        name, value = command[:2], command[2] if len(command) > 2 else 0
        if name == b"\x1b@":
            self._style = Line("")
        elif name == b"\x1ba":
            self._style = replace(self._style, centred=value in {1, 49})
        elif name == b"\x1bE":
            self._style = replace(self._style, bold=bool(value & 1))
        elif name == b"\x1d!":
            self._style = replace(self._style, size=(value & 0x0F) + 1)
        elif name == b"\x1bd":
            self.lines += [Line("")] * value
        elif name == b"\x1dV":
            self.lines.append(Line("", Piece.CUT))
        elif name == b"\x1d(" and command[5:7] == b"1P":
            self._code = command[8:].decode("utf-8", "replace")
        elif name == b"\x1d(" and command[5:7] == b"1Q":
            self.lines.append(replace(self._style, text=self._code, piece=Piece.CODE))
        elif name == b"\x1dr":
            self.ends_reached += 1

    def _print(self) -> None:
        self.lines.append(replace(self._style, text=self._text))
        self._text = ""


def read_paper(content: bytes) -> list[Line]:
    """The lines of a finished slip."""
    interpreter = Interpreter()
    interpreter.feed(content)
    return interpreter.lines


def text_of(lines: list[Line]) -> str:
    """The slip as plain text."""
    return "\n".join(line.as_text.rstrip() for line in lines) + "\n"
