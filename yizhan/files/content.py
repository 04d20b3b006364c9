"""What a file is after all checks: content that may be stored and given out."""

from __future__ import annotations

from dataclasses import dataclass

from yizhan.files.states import FileKind


@dataclass(frozen=True, slots=True)
class Checked:
    """Content that was looked through and, but for signed PDFs, written anew."""

    kind: FileKind
    content: bytes
    pages: int = 1
    width: int | None = None
    height: int | None = None
