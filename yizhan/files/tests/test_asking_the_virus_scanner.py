"""Where a scanner is named, it is asked before any decoder, and without its word nothing is taken."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from yizhan.files import scanning
from yizhan.files.checking import checked
from yizhan.files.refusals import FileInfected, ScannerAway
from yizhan.files.storing import prepared
from yizhan.files.tests import uploads
from yizhan.files.tests.uploads import HALL

Answer = Callable[[bytes], bytes]
VIRUS = b"X5O!P%@AP-TEST"


def exactly(line: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        if not (more := line.recv(count - len(got))):
            raise ConnectionError
        got += more
    return got


def answer_as_clamd(content: bytes) -> bytes:
    return b"stream: Test.Virus FOUND\0" if VIRUS in content else b"stream: OK\0"


@contextmanager
def clamd(answer: Answer, listening: socket.socket) -> Iterator[list[bytes]]:
    """A scanner that speaks the protocol; what it was given to look at."""
    seen: list[bytes] = []

    def serve() -> None:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        with line:
            assert exactly(line, 10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack(">I", exactly(line, 4))[0]:
                content += exactly(line, length)
            seen.append(content)
            line.sendall(answer(content))

    serving = threading.Thread(target=serve, daemon=True)
    serving.start()
    with listening:
        yield seen
        serving.join(timeout=10)


@contextmanager
def on_loopback(answer: Answer = answer_as_clamd) -> Iterator[tuple[str, list[bytes]]]:
    listening = socket.create_server(("127.0.0.1", 0))
    with clamd(answer, listening) as seen:
        yield f"127.0.0.1:{listening.getsockname()[1]}", seen


def test_a_clean_file_is_taken_after_the_scanner_saw_all_of_it() -> None:
    photo = uploads.jpeg((2000, 1500))
    assert len(photo) > 64 * 1024
    with on_loopback() as (address, seen):
        assert checked(photo, scanner=address).width == 2000
    assert seen == [photo]


def test_an_infected_file_is_refused_before_it_is_opened() -> None:
    with on_loopback() as (address, _), pytest.raises(FileInfected, match="病毒"):
        checked(b"%PDF-" + VIRUS, scanner=address)


@pytest.mark.parametrize(
    "said", [b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0", b"", b"stream: O"]
)
def test_without_a_clear_word_nothing_is_taken(said: bytes) -> None:
    with on_loopback(lambda _: said) as (address, _), pytest.raises(ScannerAway, match="稍后再试"):
        checked(uploads.jpeg(), scanner=address)


def test_a_silent_scanner_is_waited_for_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ScannerAway):
        checked(uploads.jpeg(), scanner=f"127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl", "127.0.0.1", "127.0.0.1:x"])
def test_a_scanner_that_is_not_there_takes_nothing(address: str) -> None:
    with pytest.raises(ScannerAway):
        checked(uploads.jpeg(), scanner=address)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no local sockets")
def test_a_scanner_behind_a_local_socket(tmp_path: Path) -> None:
    place = tmp_path / "clamd.ctl"
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(place))
    listening.listen()
    with clamd(answer_as_clamd, listening) as seen:
        checked(uploads.jpeg(), scanner=str(place))
    assert len(seen) == 1


@pytest.mark.django_db
def test_the_setting_names_the_scanner(settings: Any) -> None:
    settings.CLAMD = "127.0.0.1:1"
    with pytest.raises(ScannerAway):
        prepared(uploads.jpeg(), unit_id=HALL)
    settings.CLAMD = ""
    assert prepared(uploads.jpeg(), unit_id=HALL).kind == "jpeg"
