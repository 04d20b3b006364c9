"""The two servers that `boards` compares: the program's streams, and a bare asyncio broadcast."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import sys

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
FRAME = b"event: call\nid: 1\ndata: " + b"x" * 330 + b"\n\n"
"""As long as the frame of a real call."""


def main() -> None:
    """Serve until killed; prints the port. The argument is `live` or `bare`."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    if sys.argv[1] == "live":
        _streams(listening)
    else:
        asyncio.run(_broadcast(listening))


def _streams(listening: socket.socket) -> None:
    """The streams as `yizhan serve --only live` serves them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.settings")
    import django

    django.setup()
    from yizhan.live.hub import Hub
    from yizhan.web.process.asgi import HallServer, Root

    hub = Hub()
    HallServer(Root(None, hub), hub, when_ready=lambda: None).run(sockets=[listening])


async def _broadcast(listening: socket.socket) -> None:
    """Everybody who says GET is a listener; whoever says PUSH makes all of them hear the frame."""
    listeners: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if request.startswith(b"PUSH"):
            for listener in listeners:
                listener.write(FRAME)
            writer.close()
            return
        listeners.add(writer)
        writer.write(ANSWER)
        await reader.read()
        listeners.discard(writer)

    server = await asyncio.start_server(serve, sock=listening, backlog=2048)
    await server.serve_forever()


if __name__ == "__main__":
    main()
