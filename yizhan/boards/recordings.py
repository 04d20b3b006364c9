"""The hall's own voice: recordings in the data folder replace the shipped clips of the same name.

`<data folder>/voice/digit-1.ogg` is said instead of the built-in clip; names are those of `clips.json`.
What is not recorded stays the built-in voice, so that a hall may begin with the ten digits.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

TYPES = {
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
}
LARGEST = 2 * 1024 * 1024
"""Bytes: a clip is a word; whoever puts a song here is not served."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


def recorded() -> dict[str, str]:
    """The recorded clips: name in `clips.json` → file name. Empty where the hall recorded nothing."""
    folder = _folder()
    if not folder.is_dir():
        return {}
    return {file.stem: file.name for file in sorted(folder.iterdir()) if _is_clip(file)}


def recording(file_name: str) -> tuple[bytes, str] | None:
    """A recording's bytes and content type; None for anything that is no clip of the folder."""
    file = _folder() / Path(file_name).name
    return (file.read_bytes(), TYPES[file.suffix.lower()]) if _is_clip(file) else None


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "voice"


def _is_clip(file: Path) -> bool:
    return (
        file.suffix.lower() in TYPES
        and _NAME.fullmatch(file.stem) is not None
        and file.is_file()
        and file.stat().st_size <= LARGEST
    )
