"""Opening the hall: data, demonstration, server and worker in their order."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection

from yizhan.devices.tasks import Spooler
from yizhan.exchange.bearer import unit_of_token
from yizhan.live.hub import Hub
from yizhan.orgs.models import Unit
from yizhan.web.process import start
from yizhan.web.process.asgi import HallServer, Root
from yizhan.web.process.running import here
from yizhan.web.process.welcome import welcome
from yizhan.web.process.worker import Periodic, Worker
from yizhan.web.standing import credentials_of, standing

PARTS = frozenset({"web", "live", "worker"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to listen, what the worker does, which parts to open, and whether to load a demonstration."""

    host: str
    port: int
    periodic: Callable[[Spooler], Sequence[Periodic]]
    parts: frozenset[str] = PARTS
    demo: bool = False


def open_hall(plan: Plan) -> None:
    """Start, serve until stopped, stop. Raises CannotStart."""
    if plan.parts != PARTS and connection.vendor == "sqlite":
        raise start.CannotStart(
            "SQLite 只能由一个程序写入，不能分开运行；分开运行请用 YIZHAN_DATABASE_URL 指定 PostgreSQL。",
            "SQLite is written by one program: for services of their own, name a PostgreSQL database "
            "in YIZHAN_DATABASE_URL.",
        )
    start.check_data_folder(settings.DATA_DIR)
    listening = start.take_port(plan.host, plan.port) if plan.parts != {"worker"} else None
    start.prepare_database()
    if plan.demo:
        _load_demonstration()
    settings.IS_DEMO = (settings.DATA_DIR / "DEMO").exists()
    worker = _begin_work(plan) if "worker" in plan.parts else None
    play = _keep_moving() if plan.demo and settings.IS_DEMO else None
    connection.close()  # of this thread, which only waits from now on
    try:
        if listening:
            _serve(plan, listening)
        else:
            _wait_for_the_end()
    finally:
        if play:
            play.terminate()
            play.wait()
        if worker:
            worker.stop()


def _serve(plan: Plan, listening: socket.socket) -> None:
    _allow_many_streams()
    here.hub = Hub(standing) if "live" in plan.parts else None
    pages = get_wsgi_application() if "web" in plan.parts else None
    root = Root(pages, here.hub, unit_of_token, credentials_of)
    port = int(listening.getsockname()[1])
    server = HallServer(root, here.hub, when_ready=lambda: _say(welcome(settings.DATA_DIR, plan.host, port)))
    server.serve_until_stopped(listening)


def _wait_for_the_end() -> None:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    _say("后台任务已启动 — the worker runs")
    while not stopped.wait(3600):
        pass


def _begin_work(plan: Plan) -> Worker:
    spooler = Spooler()
    here.worker = Worker(plan.periodic(spooler), spooler)
    here.worker.start()
    return here.worker


def _load_demonstration() -> None:
    """Load the demonstration into an empty hall; a second start keeps what is there.

    A demonstration whose loading was interrupted is begun anew; a real hall is never touched.
    """
    loading = settings.DATA_DIR / "DEMO-LOADING"
    if loading.exists():
        call_command("flush", verbosity=0, interactive=False)
        (settings.DATA_DIR / "DEMO").unlink(missing_ok=True)
    elif (settings.DATA_DIR / "DEMO").exists():
        return
    if Unit.objects.exists():
        _say("数据目录里是一个真实的大厅，没有装入演示。 This is a real hall: no demonstration was loaded.")
        return
    _say("正在装入演示，约一分钟…… Loading the demonstration, about a minute …")
    loading.touch()
    call_command("demo")
    loading.unlink()


def _keep_moving() -> subprocess.Popen[bytes]:
    """Play the demonstration on, in a process of its own as residents and colleagues would be."""
    command = [sys.executable, "-m", "yizhan", "demo", "--live"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program


def _allow_many_streams() -> None:
    """Each open page is a file to the system; its usual limit of 1,024 is too low for a city."""
    with suppress(ImportError, OSError, ValueError):  # not on every system
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
