"""The bare limit of the boards: an asyncio server that writes one frame to everybody who listens.

`python -m benchmarks.broadcast` reads the frame's bytes from its input and prints its port. It knows no unit,
no journal, no rights and no clock.
"""

from __future__ import annotations

import asyncio
import resource
import socket
import sys

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
BACKLOG = 2048


async def broadcast(listening: socket.socket, frame: bytes) -> None:
    """Whoever says GET is a listener; whoever says PUSH makes all of them get the frame."""
    listeners: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if request.startswith(b"PUSH"):
            for listener in listeners:
                listener.write(frame)
            writer.close()
            return
        listeners.add(writer)
        writer.write(ANSWER)
        await reader.read()
        listeners.discard(writer)

    server = await asyncio.start_server(serve, sock=listening, backlog=BACKLOG)
    await server.serve_forever()


def main() -> None:
    """Serve until killed."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    frame = sys.stdin.buffer.read()
    listening = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    print(listening.getsockname()[1], flush=True)
    asyncio.run(broadcast(listening, frame))


if __name__ == "__main__":
    main()
