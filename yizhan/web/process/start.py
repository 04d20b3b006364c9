"""Everything that must be right before the first page is served; what is not is one clear sentence."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import Error, connection

BACKLOG = 2048
MIGRATION_LOCK = 0x59495A48  # any number, the same in every service


class CannotStart(SystemExit):
    """Why the program does not start, in Chinese and English; the command ends with code 1."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")


def take_port(host: str, port: int) -> socket.socket:
    """Listen on the address at once, so that nobody takes it while the data is made ready."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # Named TCP: asyncio turns Nagle off only where the protocol is named; else every answer waits 40 ms.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        # Not SO_REUSEPORT: an old process on the same port would go on answering.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as problem:
        raise _port_refused(host, port, problem) from None
    return listening


def _port_refused(host: str, port: int, problem: OSError) -> CannotStart:
    if isinstance(problem, socket.gaierror) or problem.errno == errno.EADDRNOTAVAIL:
        return CannotStart(
            f"本机没有地址 {host}，请用 --host 指定本机的地址，例如 127.0.0.1 或 0.0.0.0。",
            f"This machine has no address {host}: name one of its own with --host, 127.0.0.1 or 0.0.0.0.",
        )
    if problem.errno == errno.EACCES:
        return CannotStart(
            f"没有权限使用端口 {port}，请用 --port 或 YIZHAN_PORT 指定 1024 以上的端口。",
            f"Port {port} needs more rights: choose one above 1024 with --port or YIZHAN_PORT.",
        )
    return CannotStart(
        f"端口 {port} 已被别的程序占用。请先关掉那个程序，或用 --port 或 YIZHAN_PORT 换一个端口。",
        f"Port {port} is taken by another program: stop that one, or choose another port "
        "with --port or YIZHAN_PORT.",
    )


def check_data_folder(folder: Path) -> None:
    """Refuse a data folder in which nothing can be written, before anything is half made."""
    probe = folder / f".writable.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as problem:
        raise CannotStart(
            f"数据目录 {folder} 不能写入（{problem.strerror}）。"
            "请改正目录权限，或用 YIZHAN_DATA_DIR 指定别的目录。",
            f"The data folder {folder} cannot be written ({problem.strerror}): correct its rights, "
            "or name another folder in YIZHAN_DATA_DIR.",
        ) from None


def prepare_database() -> None:
    """Bring the database to the program's version. Raises CannotStart when it cannot be opened or written."""
    try:
        with _one_service_at_a_time():
            call_command("migrate", verbosity=0, interactive=False)
    except Error as problem:
        raise _database_refused(problem) from None


def _database_refused(problem: Error) -> CannotStart:
    reason = " ".join(str(problem).split())
    if connection.vendor == "sqlite":
        file = connection.settings_dict["NAME"]
        return CannotStart(
            f"数据库文件 {file} 不能使用（{reason}）。请检查该文件和磁盘，必要时用备份恢复；"
            "新装的大厅请用 YIZHAN_DATA_DIR 指定一个空目录。",
            f"The database file {file} cannot be used ({reason}): check it and the disk, put back a backup, "
            "or name an empty folder in YIZHAN_DATA_DIR for a new hall.",
        )
    return CannotStart(
        f"连不上或不能使用 PostgreSQL 数据库（{reason}）。请检查 YIZHAN_DATABASE_URL 和数据库服务。",
        f"The PostgreSQL database cannot be used ({reason}): check YIZHAN_DATABASE_URL and the server.",
    )


@contextmanager
def _one_service_at_a_time() -> Iterator[None]:
    """Two services that start together must not both migrate."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
