"""The one process under load: 16 clients write through 8 threads while boards listen."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from yizhan.devices import actions
from yizhan.devices.models import Device
from yizhan.journal.selectors import position_of
from yizhan.lib.actor import SYSTEM
from yizhan.lib.ids import new_id
from yizhan.live.hub import Hub
from yizhan.live.tests.streams import Board, wait_until
from yizhan.live.tickets import stream_key
from yizhan.testing.cast import at
from yizhan.web.process.asgi import HallServer, Root

UNIT = new_id()
CLIENTS, EACH = 16, 8


def enrolling(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A page that does an act, and a plain write as sessions and heartbeats are."""
    from django.db import connection

    name = environ["PATH_INFO"].strip("/")
    device, _ = actions.enrol(UNIT, kind="pad", name=name, by=SYSTEM, at=at(9))
    Device.objects.filter(pk=device.pk).update(condition="好")
    if connection.vendor == "postgresql":
        connection.close()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [name.encode()]


@pytest.fixture
def port() -> Iterator[int]:
    hub = Hub()
    listening = socket.create_server(("127.0.0.1", 0))
    server = HallServer(Root(enrolling, hub), hub, when_ready=lambda: None)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    assert wait_until(lambda: server.started)
    yield int(listening.getsockname()[1])
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sixteen_clients_write_and_none_is_told_that_the_database_is_locked(port: int) -> None:
    board = Board(port, f"/live/stream?key={quote(stream_key(UNIT, 'staff'))}").open()
    statuses: list[int] = []

    def client(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for n in range(EACH):
            line.request("POST", f"/{number}-{n}")
            answer = line.getresponse()
            answer.read()
            statuses.append(answer.status)
        line.close()

    clients = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    begun = time.monotonic()
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    assert time.monotonic() - begun < 60
    assert statuses == [200] * CLIENTS * EACH
    assert position_of(UNIT) == CLIENTS * EACH
    assert wait_until(lambda: board.positions() == list(range(1, CLIENTS * EACH + 1)))
    board.cut()
