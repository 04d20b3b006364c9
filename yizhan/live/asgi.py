"""The streams' own small ASGI app: /live/stream and /live/poll, without Django's request stack.

Django's ASGI handler would hold a thread, and often a database connection, for each open page.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from django.db import connection
from django.http.cookie import parse_cookie
from django.utils import timezone

from yizhan.lib.refusal import Refusal
from yizhan.live.feed import Feed, Listener
from yizhan.live.frames import clock
from yizhan.live.hub import Hub, JournalUnreadable
from yizhan.live.refusals import (
    KeyNotAccepted,
    NoSuchStream,
    OnlyReading,
    PositionUnreadable,
    StreamsUnavailable,
)
from yizhan.live.standing import Credentials
from yizhan.live.tickets import Grant, grant_of

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Authorise = Callable[[str], Grant | None]
"""What a bearer token opens. It reads the database, so it is called in a thread of its own."""
Identify = Callable[[dict[str, str], str, Grant], Credentials]
"""What of a request's cookies and bearer token may open the grant's unit; whether it does, the hub asks."""

STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),  # nginx would hold the frames back
    (b"x-content-type-options", b"nosniff"),
]


class LiveApp:
    """Answers /live/stream (server-sent events) and /live/poll (the same frames as JSON, with ETag)."""

    def __init__(
        self, hub: Hub, authorise: Authorise | None = None, identify: Identify | None = None
    ) -> None:
        self._hub = hub
        self._authorise = authorise
        self._identify = identify
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="live-token")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a refusal is problem+json."""
        try:
            await self._answer(scope, receive, send)
        except Refusal as refusal:
            await send_refusal(send, refusal)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            raise OnlyReading
        if scope["path"] not in {"/live/stream", "/live/poll"}:
            raise NoSuchStream
        query = parse_qs(scope["query_string"].decode("latin-1"))
        headers = dict(scope["headers"])
        grant = await self._grant(query, headers)
        after = _after(query, headers)
        try:
            credentials = await self._credentials(grant, headers)
            feed = await self._hub.feed_of(grant.unit_id)
        except JournalUnreadable:
            raise StreamsUnavailable from None
        if scope["path"] == "/live/poll":
            if self._hub.is_failing:
                raise StreamsUnavailable
            await _send_poll(send, feed, grant, after, headers.get(b"if-none-match", b"").decode("latin-1"))
        else:
            await self._stream(receive, send, self._hub.join(feed, grant, credentials), after)

    async def _grant(self, query: dict[str, list[str]], headers: dict[bytes, bytes]) -> Grant:
        if key := query.get("key", [""])[0]:
            grant = grant_of(key)
        else:
            grant = await self._grant_of_bearer(_bearer(headers))
        if grant is None:
            raise KeyNotAccepted
        return grant

    async def _grant_of_bearer(self, token: str) -> Grant | None:
        """What the token opens, for as long as the token does."""
        authorise = self._authorise
        if authorise is None or not token:
            return None

        def look() -> Grant | None:
            try:
                return authorise(token)
            finally:
                connection.close()

        grant = await asyncio.get_running_loop().run_in_executor(self._threads, look)
        return replace(grant, is_bound=True) if grant else None

    async def _credentials(self, grant: Grant, headers: dict[bytes, bytes]) -> Credentials:
        """What the stream rests on. Raises KeyNotAccepted when the grant is bound and nothing holds it."""
        if self._identify is None or not grant.is_bound:
            return frozenset()
        credentials = self._identify(_cookies(headers), _bearer(headers), grant)
        if not await self._hub.lets_in(credentials):
            raise KeyNotAccepted
        return credentials

    async def _stream(self, receive: Receive, send: Send, listener: Listener, after: int | None) -> None:
        watching = asyncio.create_task(_until_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
            wire = _opening(listener, after)
            while not listener.is_over:
                if wire:
                    await listener.wait_for(
                        send({"type": "http.response.body", "body": wire, "more_body": True})
                    )
                wire = listener.take()
                if not wire:
                    await listener.sleep()
                    wire = listener.take() or self._clock(listener)
            if not listener.is_given_up:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            watching.cancel()
            self._hub.leave(listener)

    def _clock(self, listener: Listener) -> bytes:
        """The time, and how far the unit is. Nothing while the journal cannot be read."""
        if self._hub.is_failing or listener.is_over:
            return b""
        return clock("clock", listener.after, _now()).wire


def _opening(listener: Listener, after: int | None) -> bytes:
    """The first frames: hello on a first visit, what was missed on a return, reload after too long."""
    now = _now()
    if after is None:
        return clock("hello", listener.after, now).wire
    if not listener.feed.can_replay(after):
        return clock("reload", listener.after, now).wire
    missed = listener.replay(after, now)
    return missed + clock("clock", listener.after, now).wire


async def _until_gone(receive: Receive, listener: Listener) -> None:
    """A closed tab ends its stream at once."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()


def _bearer(headers: dict[bytes, bytes]) -> str:
    scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _cookies(headers: dict[bytes, bytes]) -> dict[str, str]:
    return parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))


def _after(query: dict[str, list[str]], headers: dict[bytes, bytes]) -> int | None:
    """The last position that the listener has. The header wins: it is newer than the address."""
    text = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("after", [""])[0]
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise PositionUnreadable
    return int(text)


async def _send_poll(send: Send, feed: Feed, grant: Grant, after: int | None, known: str) -> None:
    is_known = after is not None and feed.can_replay(after)
    events = feed.events_after(after or 0, grant) if is_known else []
    newest = events[-1].position if events else (after if is_known else feed.position)
    etag = f'"{newest}"'
    if is_known and known == etag:
        await _send_bytes(send, 304, b"", [(b"etag", etag.encode())])
        return
    content = {
        "position": feed.position,
        "now": timezone.localtime(_now()).isoformat(),
        "reload": after is not None and not is_known,
        "frames": [{"event": event.name, "id": event.position, "data": event.content} for event in events],
    }
    headers = [
        (b"content-type", b"application/json"),
        (b"etag", etag.encode()),
        (b"cache-control", b"no-cache"),
    ]
    await _send_bytes(send, 200, json.dumps(content, ensure_ascii=False).encode(), headers)


def _now() -> datetime:
    return timezone.now()  # noqa: TID251 - a stream is an edge, as a view is


async def send_refusal(send: Send, refusal: Refusal) -> None:
    """A refusal as problem+json: what is the matter, and what to do next."""
    content = {
        "type": "about:blank",
        "title": refusal.what,
        "detail": refusal.todo,
        "status": refusal.status,
        "code": refusal.code,
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    await _send_bytes(send, refusal.status, body, [(b"content-type", b"application/problem+json")])


async def _send_bytes(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = [] if status == 304 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers + length})
    with suppress(OSError):  # gone meanwhile
        await send({"type": "http.response.body", "body": body, "more_body": False})
