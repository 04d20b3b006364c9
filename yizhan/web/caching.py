"""How long browsers keep what travels with the program, before they ask whether it has changed.

Scripts and style sheets are asked for after an hour, so that a new version of the program is on every screen
soon. Fonts and voice clips are most of the bytes and change once in years: a hall's old PCs and thin lines
need not ask for each of 169 slices and 80 clips again and again. They carry no version in their names, so
that they are not kept for ever.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import timedelta

FONTS_KEPT = timedelta(days=30)
VOICE_KEPT = timedelta(days=1)
"""Boards load themselves anew every night: a new voice is in the hall on the next morning."""


def keep_longer(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Let browsers keep fonts and clips without asking; WhiteNoise calls it for every file."""
    if url.endswith(".woff2"):
        headers["Cache-Control"] = _kept(FONTS_KEPT)
    elif url.endswith(".ogg"):
        headers["Cache-Control"] = _kept(VOICE_KEPT)


def _kept(life: timedelta) -> str:
    return f"max-age={int(life.total_seconds())}, public"
