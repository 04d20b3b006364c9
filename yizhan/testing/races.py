"""Many clients in the same instant: threads of this process, and other processes on the same database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import connection, connections


def at_once[T](work: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Run all pieces of work in threads that start together; results and exceptions in their order."""
    barrier = threading.Barrier(len(work))

    def run(piece: Callable[[], T]) -> T | Exception:
        try:
            barrier.wait(timeout=30)
            return piece()
        except Exception as problem:  # the test looks at each outcome
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work))


def in_processes(function: str, arguments: Sequence[dict[str, Any]]) -> list[Any]:
    """Call `module:function(**arguments)` once per dict, each in a process of its own, all started together.

    The functions return what JSON can carry. The processes wait on their standard input until all are up.
    """
    clients = [_start(function, one) for one in arguments]
    for client in clients:
        if client.stdout is None or client.stdout.readline() != "ready\n":
            raise RuntimeError(f"a client of {function} did not start")
    for client in clients:
        if client.stdin is not None:
            client.stdin.write("go\n")
            client.stdin.flush()
    return [json.loads(client.communicate(timeout=120)[0]) for client in clients]


def _start(function: str, arguments: dict[str, Any]) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "YIZHAN_DATABASE_URL": database_url(),
        "YIZHAN_DATA_DIR": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "yizhan.settings",
    }
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "yizhan.testing.race_client", function, json.dumps(arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def database_url() -> str:
    """The address of the test database, for other processes."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = f"{settings['USER']}:{settings['PASSWORD']}@" if settings["USER"] else ""
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    return f"postgresql://{user}{settings['HOST']}{port}/{settings['NAME']}"
