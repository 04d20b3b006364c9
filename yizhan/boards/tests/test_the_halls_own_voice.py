"""Recordings in the data folder replace the built-in clips; what is no clip is not served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from yizhan.boards.recordings import LARGEST, recorded, recording
from yizhan.devices.actions import enrol
from yizhan.devices.tokens import COOKIE
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import SET_UP, Cast

pytestmark = pytest.mark.clause("6.1")


@pytest.fixture
def voice(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    folder = tmp_path / "voice"
    folder.mkdir()
    return folder


def test_without_recordings_the_built_in_voice_speaks(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    assert recorded() == {}


def test_a_recording_replaces_the_clip_of_its_name(voice: Path) -> None:
    (voice / "digit-1.ogg").write_bytes(b"one")
    assert recorded() == {"digit-1": "digit-1.ogg"}
    assert recording("digit-1.ogg") == (b"one", "audio/ogg")


@pytest.mark.parametrize(
    "name", ["../secret-key", "digit-1.exe", "Digit 1.ogg", ".ogg", "large.ogg", "none.ogg"]
)
def test_what_is_no_clip_is_not_served(voice: Path, name: str) -> None:
    (voice.parent / "secret-key").write_text("secret")
    (voice / "digit-1.exe").write_bytes(b"x")
    (voice / "Digit 1.ogg").write_bytes(b"x")
    (voice / "large.ogg").write_bytes(b"x" * (LARGEST + 1))
    assert recorded() == {}
    assert recording(name) is None


@pytest.mark.django_db
def test_the_board_of_the_hall_hears_them_and_strangers_do_not(cast: Cast, voice: Path) -> None:
    (voice / "digit-1.ogg").write_bytes(b"one")
    _, token = enrol(cast.hall.pk, kind="hall_board", name="大厅屏", by=SYSTEM, at=SET_UP)
    board = Client()
    board.cookies[COOKIE] = token
    address = board.get("/boards/voice/").json()["digit-1"]
    answer = board.get(address)
    assert (answer.content, answer["Content-Type"]) == (b"one", "audio/ogg")
    assert board.get("/boards/voice/no-such.ogg").status_code == 404
    assert Client().get(address).status_code in {302, 404}
