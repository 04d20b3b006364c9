"""The programs of ID readers at their addresses, on this computer alone, before one simulated reader.

For demonstrations, for setting up a window before its reader comes, and for tests, with every fault.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from yizhan.devices.reader_policy import LOCAL_READERS
from yizhan.devices.readers import protocols
from yizhan.devices.readers.cards import Card
from yizhan.devices.readers.protocols import GARBAGE, Fault, Read, Reading
from yizhan.devices.readers.websocket import Kind, Message, accept_key, frame, read_message

PROTOCOLS = tuple(LOCAL_READERS)
SLOW_SECONDS = 3600.0
POSTED: dict[str, tuple[str, Callable[[Reading], dict[str, Any]]]] = {
    "http-a": ("/card=idcard", protocols.http_a),
    "http-b": ("/cgi-bin/readCard", protocols.http_b),
    "usb": ("/idcard", protocols.usb),
}
Speak = Callable[[Message, Read], list[Message]]
SPOKEN: dict[str, Callable[[], Speak]] = {"joyee": lambda: protocols.joyee, "dianyi": protocols.Dianyi}


@dataclass
class Reader:
    """One reader: the card on it, what is wrong with it, and who wants to know of a reading."""

    card: Card | None = None
    fault: Fault | None = None
    tell: Callable[[str, Reading], None] = lambda protocol, reading: None
    stopping: threading.Event = field(default_factory=threading.Event)
    _was_read: bool = False

    def lay(self, card: Card) -> None:
        """Put a card on it, in place of the one that lies there."""
        self.card, self._was_read = card, False

    def lift(self) -> None:
        """Take the card away."""
        self.card = None

    def read(self, protocol: str) -> Reading:
        """What the next reading gives; a reader that wants the card lifted gives each card once."""
        fault = self.fault
        reading: Reading = self.card or Fault.NO_CARD
        if fault == Fault.SLOW:
            self.stopping.wait(SLOW_SECONDS)
        elif fault == Fault.NOT_LIFTED:
            reading = Fault.NOT_LIFTED if self._was_read else reading
        elif fault is not None:
            reading = Fault.FAILED if fault == Fault.OFF else fault
        self._was_read = self._was_read or isinstance(reading, Card)
        self.tell(protocol, reading)
        return reading


class ReaderSimulator:
    """Stands at the ports of the protocols; `ports` may give others (0: any free one)."""

    def __init__(self, protocols: Iterable[str] = PROTOCOLS, *, ports: dict[str, int] | None = None) -> None:
        self.reader = Reader()
        self.refused: dict[str, str] = {}
        """Protocols whose port could not be had, and why."""
        self._servers: dict[str, ThreadingHTTPServer] = {}
        for protocol in protocols:
            port = (ports or {}).get(protocol, urlsplit(LOCAL_READERS[protocol]).port or 0)
            try:
                self._servers[protocol] = _server(protocol, port, self.reader)
            except OSError as problem:
                self.refused[protocol] = problem.strerror or str(problem)

    @property
    def ports(self) -> dict[str, int]:
        """Where each protocol stands."""
        return {protocol: server.server_port for protocol, server in self._servers.items()}

    def __enter__(self) -> ReaderSimulator:
        for protocol, server in self._servers.items():
            threading.Thread(
                target=server.serve_forever, args=(0.1,), name=f"id-reader-{protocol}", daemon=True
            ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.reader.stopping.set()
        for server in self._servers.values():
            server.shutdown()
            server.server_close()


def _server(protocol: str, port: int, reader: Reader) -> ThreadingHTTPServer:
    base = _Spoken if protocol in SPOKEN else _Posted
    handler = type(f"{base.__name__}_{protocol}", (base,), {"protocol": protocol, "reader": reader})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler, bind_and_activate=False)
    server.daemon_threads = True
    # A thread in a slow reading is not waited for.
    server.block_on_close = False
    server.allow_reuse_address = True
    try:
        server.server_bind()
        server.server_activate()
    except OSError:
        server.server_close()
        raise
    return server


class _Program(BaseHTTPRequestHandler):
    """What the programs have in common."""

    protocol: str
    reader: Reader
    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        """One request; a program that is off says nothing at all."""
        if self.reader.fault == Fault.OFF:
            self.close_connection = True
            return
        super().handle_one_request()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: what a page asked for is told by the reader, masked."""

    def answer(self, status: HTTPStatus, content: bytes = b"", kind: str = "application/json") -> None:
        """One answer, readable by pages of any origin: the cards are invented."""
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:
        """Somebody asks whether anything is here."""
        self.answer(HTTPStatus.NOT_FOUND)


class _Posted(_Program):
    def do_OPTIONS(self) -> None:
        """What a browser asks before a request that is not plain, or that reaches into the computer."""
        self.send_response(HTTPStatus.NO_CONTENT)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "POST")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        if self.headers.get("Access-Control-Request-Private-Network") == "true":
            self.send_header("Access-Control-Allow-Private-Network", "true")
        self.end_headers()

    def do_POST(self) -> None:
        """Read the card."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, told = POSTED[self.protocol]
        if self.path != path:
            self.answer(HTTPStatus.NOT_FOUND)
            return
        reading = self.reader.read(self.protocol)
        if reading == Fault.GARBAGE:
            self.answer(HTTPStatus.OK, GARBAGE.encode(), "text/html")
            return
        self.answer(HTTPStatus.OK, json.dumps(told(reading), ensure_ascii=False).encode())


class _Spoken(_Program):
    def do_GET(self) -> None:
        """Shake hands, then answer messages until the page hangs up."""
        key = self.headers.get("Sec-WebSocket-Key", "")
        if self.headers.get("Upgrade", "").lower() != "websocket" or not key:
            self.answer(HTTPStatus.UPGRADE_REQUIRED)
            return
        self.send_response(HTTPStatus.SWITCHING_PROTOCOLS)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", accept_key(key))
        self.end_headers()
        self.close_connection = True
        speak = SPOKEN[self.protocol]()
        try:
            while message := read_message(self.rfile):
                if not self._reply(message, speak):
                    return
        except ConnectionError:
            return  # the page was closed while it was answered

    def _reply(self, message: Message, speak: Speak) -> bool:
        if message.kind == Kind.CLOSE:
            self.wfile.write(frame(message.payload, Kind.CLOSE))
            return False
        if message.kind == Kind.PING:
            self.wfile.write(frame(message.payload, Kind.PONG))
        elif message.kind in {Kind.TEXT, Kind.BYTES}:
            for answer in speak(message, lambda: self.reader.read(self.protocol)):
                self.wfile.write(frame(answer.payload, answer.kind))
        return True
