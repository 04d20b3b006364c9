"""Drawing a sheet: what was frozen, a template's files and the fonts, put under the press.

A character that no font has becomes an empty square, and the foot of the sheet says which one to write there
by hand: a rare name must never stop a paper, and never come out as a wrong one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yizhan.documents import codes, templates, typefaces
from yizhan.documents.press import PDF, PICTURE, WORD, CannotPress, Job
from yizhan.documents.rules import in_groups, scanned
from yizhan.documents.sandbox import pressed

SQUARE = "□"
MOST_ROUNDS = 60
AROUND = 12
"""How many characters of a text are quoted, up to the one that is missing."""
_NOT_DISPLAYED = re.compile(r'the text `"(.*?)"` could not', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_EMPTY_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_OVERLAY = templates.OFFICIAL / "overlay.typ"
_without_glyph: set[str] = set()
"""Characters that no font of this machine has, learnt from the press."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is drawn: a template's files, and what they say."""

    title: str
    number: str
    issued_on: str
    content: Mapping[str, Any]
    letterhead: Mapping[str, Any]
    bundle: bytes
    is_trusted: bool
    void: str = ""
    reprint: str = ""
    is_sample: bool = False
    instant: int = 0

    @property
    def barcode(self) -> str:
        """What the window's scanner reads; empty for a paper of no case."""
        return scanned(str(self.content.get("case_number", "")))

    @property
    def barcode_words(self) -> str:
        """The same for people."""
        return in_groups(self.barcode)

    @property
    def address(self) -> str:
        """What the resident's phone opens; empty where no public address is set."""
        return str(self.content.get("progress_address", ""))


def draw(sheet: Sheet, make: str = PDF) -> list[bytes]:
    """Draw a sheet as PDF/A, or as one picture for each page. Raises CannotPress."""
    files = templates.typst_files(sheet.bundle)
    return _drawn(sheet, files | {"main.typ": files["sheets.typ"]}, make, is_trusted=sheet.is_trusted)


def draw_marks(sheet: Sheet) -> bytes:
    """Only the marks of a sheet (作废, 补打), on one clear page."""
    files = templates.typst_files(templates.typst_bundle("")) | {"main.typ": _OVERLAY.read_bytes()}
    return _drawn(sheet, files, PDF, is_trusted=True)[0]


def fill_word(sheet: Sheet) -> bytes:
    """Fill a Word template with what the sheet says. Raises CannotPress."""
    files = {"template.docx": sheet.bundle}
    if sheet.barcode:
        files["barcode.png"] = codes.barcode_png(sheet.barcode)
    if sheet.address:
        files["qr.png"] = codes.qr_png(sheet.address)
    values = {
        "c": sheet.content,
        "title": sheet.title,
        "number": sheet.number,
        "body": sheet.letterhead,
        "issued_on": sheet.issued_on,
        "barcode_words": sheet.barcode_words,
        "marks": [f"作废　{sheet.void}"] if sheet.void else [],
    }
    return pressed(Job(WORD, files, values=values), is_trusted=sheet.is_trusted)[0]


def _drawn(sheet: Sheet, files: Mapping[str, bytes], make: str, *, is_trusted: bool) -> list[bytes]:
    for _ in range(MOST_ROUNDS):
        job = Job(PDF, {**files, **_read_by_it(sheet)}, typefaces.folders(), instant=sheet.instant)
        try:
            made = pressed(job, is_trusted=is_trusted)  # only PDF/A tells of a missing glyph
        except CannotPress as problem:
            _learn(problem)
            continue
        if make == PICTURE:
            return pressed(Job(PICTURE, job.files, job.font_folders), is_trusted=is_trusted)
        return made
    raise CannotPress("太多字没有字形")


def _read_by_it(sheet: Sheet) -> dict[str, bytes]:
    """The files that a template reads: what the paper says, and its codes."""
    by_hand: dict[tuple[str, str], None] = {}
    paper = {
        "title": _with_squares(sheet.title, by_hand),
        "number": sheet.number,
        "body": _each_text(sheet.letterhead, by_hand),
        "issued_on": sheet.issued_on,
        "content": _each_text(sheet.content, by_hand),
        "barcode": sheet.barcode,
        "barcode_words": sheet.barcode_words,
        "has_qr": bool(sheet.address),
        "fonts": typefaces.families(),
        "void": _with_squares(sheet.void, by_hand),
        "reprint": sheet.reprint,
        "is_sample": sheet.is_sample,
    }
    paper["by_hand"] = [{"text": text, "code": code} for text, code in by_hand]
    return {
        "paper.json": json.dumps(paper, ensure_ascii=False).encode(),
        "barcode.svg": codes.barcode_svg(sheet.barcode) if sheet.barcode else _EMPTY_SVG,
        "qr.svg": codes.qr_svg(sheet.address) if sheet.address else _EMPTY_SVG,
    }


def _each_text(value: Any, by_hand: dict[tuple[str, str], None]) -> Any:
    """The same structure with squares for what cannot be drawn."""
    if isinstance(value, str):
        return _with_squares(value, by_hand)
    if isinstance(value, Mapping):
        return {name: _each_text(one, by_hand) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(one, by_hand) for one in value]
    return value


def _with_squares(text: str, by_hand: dict[tuple[str, str], None]) -> str:
    missing = [one for one in text if one in _without_glyph]
    if not missing:
        return text
    drawn = ""
    for one in text:
        drawn += _square(one)
        if one in missing and _square(one):
            by_hand[(drawn[-AROUND:], f"U+{ord(one):04X}")] = None
    return drawn


def _square(character: str) -> str:
    """A square for a character that is missing; nothing for a sign that has no shape of its own."""
    if character not in _without_glyph:
        return character
    return "" if unicodedata.category(character) in {"Mn", "Cf", "Cc"} else SQUARE


def _learn(problem: CannotPress) -> None:
    """Remember which characters the press could not draw. Raises the problem when it is another one."""
    found = _NOT_DISPLAYED.search(str(problem))
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
    new = {one for one in text if one > "\x7f" and one != SQUARE} - _without_glyph
    if not new:
        raise problem
    _without_glyph.update(new)
