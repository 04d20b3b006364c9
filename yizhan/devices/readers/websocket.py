"""As much of RFC 6455 as a simulated device needs: the answer to the handshake, and messages both ways."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

_MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
LONGEST = 64 * 1024
"""Bytes of one message; a page that reads a card sends a few dozen."""


class Line(Protocol):
    """What is read from: a connection, or bytes in memory."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, or fewer at the end."""


class Kind(IntEnum):
    """The opcodes."""

    MORE = 0x0
    TEXT = 0x1
    BYTES = 0x2
    CLOSE = 0x8
    PING = 0x9
    PONG = 0xA


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the other side."""

    kind: Kind
    payload: bytes


def accept_key(key: str) -> str:
    """What proves to the browser that it is understood (4.2.2)."""
    # SHA-1 by the standard; nothing is protected by it.
    return base64.b64encode(hashlib.sha1((key + _MAGIC).encode(), usedforsecurity=False).digest()).decode()


def frame(payload: bytes, kind: Kind) -> bytes:
    """One unmasked frame, as servers send them."""
    size = len(payload)
    if size < 126:
        head = bytes((0x80 | kind, size))
    elif size < 0x10000:
        head = bytes((0x80 | kind, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x80 | kind, 127)) + size.to_bytes(8, "big")
    return head + payload


def read_message(line: Line) -> Message | None:
    """The next whole message, or a ping or close among its parts; None at the end, or at nonsense."""
    kind, payload = Kind.MORE, b""
    while True:
        found = _read_frame(line)
        if found is None:
            return None
        is_last, part = found
        if part.kind >= Kind.CLOSE:
            return part
        kind = part.kind or kind
        payload += part.payload
        if len(payload) > LONGEST:
            return None
        if is_last:
            return Message(kind, payload)


def _read_frame(line: Line) -> tuple[bool, Message] | None:
    head = line.read(2)
    if len(head) < 2 or not head[1] & 0x80:  # browsers mask every frame (5.1)
        return None
    size = head[1] & 0x7F
    if size > 125:
        size = int.from_bytes(line.read(2 if size == 126 else 8), "big")
    mask = line.read(4)
    if size > LONGEST or len(mask) < 4:
        return None
    masked = line.read(size)
    try:
        kind = Kind(head[0] & 0x0F)
    except ValueError:
        return None
    if len(masked) < size:
        return None
    return bool(head[0] & 0x80), Message(kind, bytes(byte ^ mask[at % 4] for at, byte in enumerate(masked)))
