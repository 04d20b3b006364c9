"""One command opens the hall; whatever keeps it closed is one sentence; a stop takes two seconds."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import sqlite3
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.signing import TimestampSigner
from django.db import OperationalError

from yizhan.web.process import start
from yizhan.web.process.welcome import welcome
from yizhan.web.tests.programs import Program, run

SQLITE_ONLY = pytest.mark.sqlite_only(reason="the program is started with its own SQLite file")


@SQLITE_ONLY
def test_a_hall_opens_answers_stops_at_once_with_open_streams_and_keeps_its_data(tmp_path: Path) -> None:
    program = Program(["serve", "--port", "0"], tmp_path).start()
    port = program.port()
    assert "一站已开门" in program.text
    secret = (tmp_path / "secret-key").read_text()
    key = TimestampSigner(key=secret, salt="yizhan.live").sign(f"{UUID(int=1).hex}.board..")
    streams = [_open_stream(port, key) for _ in range(5)]
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", "/static/live/stream.js")
    assert b"serverNow" in line.getresponse().read()

    assert program.stop() < 4  # two seconds for open pages would do; the machine may be busy
    assert program.code() == 0
    assert "已停止" in program.text
    assert "Traceback" not in program.text
    assert all(stream.read() is not None for stream in streams)

    tables = _tables(tmp_path)
    again = Program(["serve", "--port", "0"], tmp_path).start()
    again.port()
    again.stop(signal.SIGINT)
    assert again.code() == 0
    assert _tables(tmp_path) == tables


def _open_stream(port: int, key: str) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", f"/live/stream?key={quote(key)}")
    answer = line.getresponse()
    assert answer.status == 200
    assert answer.readline() == b"event: hello\n"
    return answer


def _tables(folder: Path) -> list[tuple[str]]:
    with sqlite3.connect(folder / "yizhan.sqlite3") as database:
        return database.execute("SELECT name, applied FROM django_migrations ORDER BY id").fetchall()


def _is_a_sentence(text: str, *words: str) -> None:
    assert "Traceback" not in text, text
    assert all(word in text for word in words), text
    assert len(text.strip().splitlines()) == 2, text


@SQLITE_ONLY
def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, text = run(["serve", "--port", str(port)], tmp_path)
    assert code == 1
    _is_a_sentence(text, f"端口 {port} 已被别的程序占用", f"Port {port} is taken")
    assert not (tmp_path / "yizhan.sqlite3").exists()


@SQLITE_ONLY
def test_a_broken_database_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "yizhan.sqlite3").write_bytes(b"no database at all" * 100)
    code, text = run(["serve", "--port", "0"], tmp_path)
    assert code == 1
    _is_a_sentence(text, "数据库文件", "不能使用", "cannot be used")


@SQLITE_ONLY
def test_a_wrong_setting_stops_the_program_and_says_which(tmp_path: Path) -> None:
    code, printed = run(["serve", "--port", "0"], tmp_path, YIZHAN_PORT="many")
    assert code == 1
    assert "YIZHAN_PORT" in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "99999"], "99999"),
        (["--port", "x"], "端口"),
        (["--host", "203.0.113.7", "--port", "0"], "203.0.113.7"),
        pytest.param(["--only", "worker"], "PostgreSQL", marks=SQLITE_ONLY),
    ],
)
def test_wrong_arguments_are_one_sentence(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    with pytest.raises(start.CannotStart) as refused:
        call_command("serve", *arguments)
    _is_a_sentence(str(refused.value), words)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(start.CannotStart) as refused:
        start.check_data_folder(tmp_path / "file" / "below")
    _is_a_sentence(str(refused.value), "不能写入", "cannot be written")


@pytest.mark.parametrize(
    ("vendor", "words"), [("sqlite", "数据库文件"), ("postgresql", "YIZHAN_DATABASE_URL")]
)
def test_a_database_that_cannot_be_used_is_one_sentence(
    vendor: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked\nin two lines")

    monkeypatch.setattr(start, "call_command", locked)
    monkeypatch.setattr(start, "_one_service_at_a_time", nullcontext)
    monkeypatch.setattr(start, "connection", SimpleNamespace(vendor=vendor, settings_dict={"NAME": "x"}))
    with pytest.raises(start.CannotStart) as refused:
        start.prepare_database()
    _is_a_sentence(str(refused.value), words, "database is locked in two lines")


@pytest.mark.postgres_only(reason="only PostgreSQL takes several writing services")
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_web_live_and_worker_run_as_services_of_their_own(tmp_path: Path) -> None:
    from yizhan.live.tests.streams import database_address

    environment = {"YIZHAN_DATABASE_URL": database_address()}
    services = {
        part: Program(["serve", "--only", part, "--port", "0"], tmp_path, environment).start()
        for part in ("web", "live", "worker")
    }
    assert _status(services["live"].port(), "/live/stream") == 403
    assert _status(services["live"].port(), "/static/live/stream.js") == 404
    assert _status(services["web"].port(), "/static/live/stream.js") == 200
    deadline = time.monotonic() + 60
    while "后台任务已启动" not in services["worker"].text and time.monotonic() < deadline:
        time.sleep(0.05)
    for service in services.values():
        assert service.stop() < 6
        assert (service.code(), "Traceback" in service.text) == (0, False)


def _status(port: int, path: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", path)
    return line.getresponse().status


def test_a_port_is_taken_at_once_so_that_nobody_else_gets_it() -> None:
    with start.take_port("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(start.CannotStart, match="已被别的程序占用"):
            start.take_port("127.0.0.1", port)


def test_no_answer_waits_to_be_acknowledged() -> None:
    """Accepted lines inherit the protocol, and asyncio turns Nagle off only where it is named."""
    with start.take_port("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_the_welcome_names_addresses_sign_ins_and_devices(tmp_path: Path) -> None:
    told = {
        "sign_ins": [{"username": "chuang01", "password": "mima", "who": "何受理 · 综合受理"}],
        "addresses": [{"name": "大厅屏", "path": "/device/abc"}],
    }
    assert "演示" not in welcome(tmp_path, "127.0.0.1", 8000)
    assert "http://127.0.0.1:8000/sign-in/" in welcome(tmp_path, "127.0.0.1", 8000)
    (tmp_path / "DEMO").write_text(json.dumps(told), encoding="utf-8")
    text = welcome(tmp_path, "0.0.0.0", 8000)  # noqa: S104
    assert "http://127.0.0.1:8000\n" in text
    assert "sign in:  http://127.0.0.1:8000/sign-in/" in text
    assert "chuang01  mima  何受理 · 综合受理" in text
    assert "大厅屏  http://127.0.0.1:8000/device/abc" in text


@SQLITE_ONLY
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["token", "device", "--kind", "kiosk", "--name", "取号机"], (1, "请先运行 yizhan init")),
        (["journal", "verify"], (0, "核对了 0 个单位")),
    ],
)
def test_a_command_on_an_empty_folder_says_what_is_missing(
    tmp_path: Path, command: list[str], said: tuple[int, str]
) -> None:
    code, text = run(command, tmp_path)
    assert code == said[0]
    assert said[1] in text
    assert "Traceback" not in text
