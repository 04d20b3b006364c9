"""One port for all: /live to the streams, everything else to Django."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware

from yizhan.live.asgi import Authorise, Identify, LiveApp
from yizhan.live.hub import Hub

THREADS = 8
"""Requests under way at once. SQLite writes one after the other anyway; more threads only take memory."""
STOPS_WITHIN = 2  # seconds

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Root:
    """The ASGI app of the process: `pages` is Django as WSGI, None where only streams are served."""

    def __init__(
        self,
        pages: Any | None,
        hub: Hub | None,
        authorise: Authorise | None = None,
        identify: Identify | None = None,
    ) -> None:
        self._hub = hub
        self._live = LiveApp(hub, authorise, identify) if hub else None
        self._pages = WSGIMiddleware(pages, workers=THREADS) if pages else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on."""
        if scope["type"] == "lifespan":
            await self._live_through(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif self._live and (self._pages is None or scope["path"].startswith("/live/")):
            await self._live(scope, receive, send)
        elif self._pages:
            await self._pages(scope, receive, send)  # type: ignore[arg-type]
            if self._hub and scope["method"] == "POST":
                self._hub.look_now()

    async def _live_through(self, receive: Receive, send: Send) -> None:
        await receive()
        if self._hub:
            self._hub.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self._hub:
            await asyncio.to_thread(self._hub.stop)
        await send({"type": "lifespan.shutdown.complete"})


class HallServer(uvicorn.Server):
    """uvicorn, which ends the open streams first when it is told to stop."""

    def __init__(self, root: Root, hub: Hub | None, *, when_ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            root,
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOPS_WITHIN,
        )
        super().__init__(config)
        self._hub = hub
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say that the hall is open when it really is."""
        await super().startup(sockets)
        self._when_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """An open stream would hold up the stop until its time is over."""
        if self._hub:
            self._hub.close()
        await super().shutdown(sockets)

    def serve_until_stopped(self, listening: socket.socket) -> None:
        """Serve until Ctrl-C or SIGTERM, and return."""
        # uvicorn repeats the signal to whoever handled it before: let that be nobody, so that we go on.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        self.run(sockets=[listening])
