"""A private PostgreSQL for tests and benchmarks: started in a second, gone afterwards.

`python -m yizhan.testing.postgres run -- pytest …` runs a command with YIZHAN_DATABASE_URL set.
A keeper process owns the cluster and its folder and removes both when its input closes, that is however
the process that asked for it ends: normally, by Ctrl-C, or killed.
"""

from __future__ import annotations

import argparse
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROLE = DATABASE = "yizhan"
START_WITHIN = 30.0  # seconds
ATTEMPTS = 3  # another program may take the free port first
# Nobody pulls the plug on a test: without fsync the suite is several times faster.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresMissing(SystemExit):
    """PostgreSQL's server programs are not installed; the message says what to install."""


@contextmanager
def private_cluster(*, durable: bool = False) -> Iterator[str]:
    """The address of an empty database in a cluster of its own; `durable` keeps fsync, for benchmarks."""
    command = [sys.executable, "-m", "yizhan.testing.postgres", "keep", *(["--durable"] if durable else [])]
    keeper = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the tests; the keeper waits for their end
    )
    assert keeper.stdin
    assert keeper.stdout
    try:
        address = keeper.stdout.readline().strip()
        if not address:
            raise SystemExit(keeper.wait() or 1)
        yield address
    finally:
        keeper.stdin.close()
        keeper.wait()


def run(command: Sequence[str], *, durable: bool = False) -> int:
    """Run a command on a private cluster; its exit code, 128 + n when signal n ended it."""
    with private_cluster(durable=durable) as address:
        running = subprocess.Popen(command, env=os.environ | {"YIZHAN_DATABASE_URL": address})
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command has got the same Ctrl-C and decides
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())
        code = running.wait()
    return code if code >= 0 else 128 - code


def keep(*, durable: bool) -> None:
    """Start a cluster, print its address, and hold it until the input closes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    owner = _unprivileged_user()
    programs = server_programs()
    folder = Path(tempfile.mkdtemp(prefix="yizhan-postgres-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        password = secrets.token_hex(16)
        _initialise(programs, folder, password, owner)
        for attempt in range(1, ATTEMPTS + 1):
            port = _free_port()
            server = _serve(programs, folder, port, owner, durable=durable)
            address = f"postgresql://{ROLE}:{password}@127.0.0.1:{port}"
            if _accepts_connections(server, f"{address}/postgres"):
                break
            if attempt == ATTEMPTS:
                raise SystemExit((folder / "log").read_text(encoding="utf-8", errors="replace"))
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        sys.stdout.write(f"{address}/{DATABASE}\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def server_programs() -> Path:
    """The folder of the newest installed initdb and postgres. Raises PostgresMissing."""
    # Debian keeps them out of PATH, one folder per version; links in PATH lead to the real folder.
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    complete = [
        folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    if not complete:
        raise PostgresMissing(
            "PostgreSQL's server programs were not found: install the package postgresql. "
            "没有找到 PostgreSQL 服务器程序：请安装 postgresql 软件包后重试。"
        )
    return max(complete, key=_version)


def _version(folder: Path) -> int:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    digits = "".join(c if c.isdigit() else " " for c in answer.stdout).split()
    return int(digits[0]) if digits else 0


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which it refuses: postgres where it exists, else nobody."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _start(
    command: list[str | Path], folder: Path, owner: pwd.struct_passwd | None, log: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def _initialise(programs: Path, folder: Path, password: str, owner: pwd.struct_passwd | None) -> None:
    """C collation, as SQLite's: both databases give lists in one order. A password: loopback is shared."""
    (folder / "password").write_text(password, encoding="ascii")
    (folder / "password").chmod(0o644)  # the folder itself lets in its owner only
    command: list[str | Path] = [programs / "initdb", "-D", folder / "cluster"]
    command += ["-U", ROLE, "--pwfile", folder / "password", "--auth=scram-sha-256"]
    command += ["--encoding=UTF8", "--locale=C", "--no-sync"]
    with (folder / "log").open("wb") as log:
        if _start(command, folder, owner, log.fileno()).wait() != 0:
            raise SystemExit((folder / "log").read_text(encoding="utf-8", errors="replace"))


def _serve(
    programs: Path, folder: Path, port: int, owner: pwd.struct_passwd | None, *, durable: bool
) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "200",
        **({} if durable else NOT_DURABLE),
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("ab") as log:
        return _start(
            [programs / "postgres", "-D", folder / "cluster", *options], folder, owner, log.fileno()
        )


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _accepts_connections(server: subprocess.Popen[bytes], address: str) -> bool:
    deadline = time.monotonic() + START_WITHIN
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    _stop(server)
    return False


def _stop(server: subprocess.Popen[bytes] | None) -> None:
    """End the server at once: its data is thrown away, no checkpoint is worth waiting for."""
    if server is None or server.poll() is not None:
        return
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def main() -> int:
    """The command line: `run [--durable] -- COMMAND …`, and `keep`, which `run` starts for itself."""
    parser = argparse.ArgumentParser(prog="python -m yizhan.testing.postgres", description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    for name, meaning in (("run", "run a command on a private cluster"), ("keep", "started by run")):
        part = what.add_parser(name, help=meaning)
        part.add_argument("--durable", action="store_true", help="keep fsync on, for benchmarks")
        if name == "run":
            part.add_argument("command", nargs="+", help="-- and the command to run")
    asked = parser.parse_args()
    if asked.what == "run":
        return run(asked.command, durable=asked.durable)
    keep(durable=asked.durable)
    return 0


if __name__ == "__main__":
    sys.exit(main())
