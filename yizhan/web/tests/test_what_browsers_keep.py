"""Fonts and the voice are kept by browsers for long, scripts and style sheets for an hour."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("path", "seconds"),
    [
        ("ui/fonts/noto-sans-sc-27-wght-normal.woff2", 30 * 86400),
        ("boards/voice/digit-1.ogg", 86400),
        ("boards/voice/clips.json", 3600),
        ("boards/hall.js", 3600),
        ("ui/base.css", 3600),
    ],
)
def test_how_long_a_file_is_kept(client: Client, path: str, seconds: int) -> None:
    answer = client.get(f"/static/{path}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == f"max-age={seconds}, public"
    assert "Last-Modified" in answer.headers  # afterwards it is asked for in a few bytes
