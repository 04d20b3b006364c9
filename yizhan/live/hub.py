"""The hub of a process: a feed for each unit that somebody listens to, filled by one reading thread."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from contextlib import suppress
from uuid import UUID

from django.db import Error

from yizhan.live.feed import Feed, Listener
from yizhan.live.frames import Frame
from yizhan.live.reading import JournalReader
from yizhan.live.standing import Ask, Credential, Credentials, Standing
from yizhan.live.tickets import Grant

log = logging.getLogger("yizhan.live")

LOADED_WITHIN = 10.0  # seconds; a database that takes longer is as good as away
CLOCK_EVERY = 3.0  # seconds of silence; pages call a line lost after 5
SEND_WITHIN = 15.0  # seconds; who does not read so long comes again
LOOKS_EVERY = 0.25  # seconds
UNHEARD_FOR = 60.0  # seconds; a reload or a poll comes back sooner
STANDING_ASKED_EVERY = (
    5.0  # seconds; so soon a disabled device, a revoked token, a signed-out session hears no more
)


class JournalUnreadable(Exception):
    """The unit's entries could not be loaded now."""


class Hub:
    """Started in the event loop; `close` ends all streams at once, `stop` ends the thread."""

    def __init__(self, ask: Ask | None = None) -> None:
        """`ask` says which credentials stand; without it keys alone open streams."""
        self._standing = Standing(ask) if ask else None
        self._feeds: dict[UUID, Feed] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reader: JournalReader | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._is_closed = False

    def start(self) -> None:
        """Begin to read for those who will listen. Called in the running loop."""
        self._loop = asyncio.get_running_loop()
        self._reader = JournalReader(self._deliver)
        self._reader.start()
        self._tasks = [self._loop.create_task(self._look_after_all())]
        if self._standing:
            self._tasks.append(self._loop.create_task(self._keep_those_who_stand(self._standing)))
        for task in self._tasks:
            task.add_done_callback(_report)

    @property
    def is_failing(self) -> bool:
        """Whether the journal cannot be read, so that what screens show may be stale."""
        return self._reader is None or self._reader.is_failing

    @property
    def streams(self) -> int:
        """How many streams are open."""
        return sum(len(feed.listeners) for feed in self._feeds.values())

    async def feed_of(self, unit_id: UUID) -> Feed:
        """The unit's loaded feed. Raises JournalUnreadable when the database does not answer."""
        if self._reader is None or self._is_closed:
            raise JournalUnreadable
        feed = self._feeds.get(unit_id)
        if feed is None:
            feed = self._feeds[unit_id] = Feed(unit_id)
            self._reader.follow(unit_id)
        self._leave_unheard()
        feed.unheard_since = None if feed.listeners else self._now()
        try:
            async with asyncio.timeout(LOADED_WITHIN):
                await feed.ready.wait()
        except TimeoutError:
            raise JournalUnreadable from None
        return feed

    def look_now(self) -> None:
        """An act may just have been done in this process: read at once instead of at the next look."""
        if self._reader is not None:
            self._reader.look_now()

    async def lets_in(self, credentials: Credentials) -> bool:
        """Whether one of the credentials opens its unit now. Raises JournalUnreadable."""
        if self._standing is None:
            return True
        try:
            standing = await self._standing.of(credentials)
        except Error:
            raise JournalUnreadable from None
        return not credentials.isdisjoint(standing)

    def join(self, feed: Feed, grant: Grant, credentials: Credentials = frozenset()) -> Listener:
        """Open a stream at the feed's newest position; it ends when none of its credentials stands."""
        listener = Listener(feed, grant, credentials)
        listener.is_over = self._is_closed
        feed.listeners.add(listener)
        feed.unheard_since = None
        return listener

    def leave(self, listener: Listener) -> None:
        """The stream is closed."""
        feed = listener.feed
        feed.listeners.discard(listener)
        if not feed.listeners:
            feed.unheard_since = self._now()

    def close(self) -> None:
        """End every stream now, so that open pages never hold up the shutdown."""
        self._is_closed = True
        for feed in self._feeds.values():
            for listener in feed.listeners:
                listener.end()

    def stop(self) -> None:
        """End the reading thread."""
        self.close()
        for task in self._tasks:
            with suppress(RuntimeError):  # the loop may be closed already
                task.get_loop().call_soon_threadsafe(task.cancel)
        if self._reader is not None:
            self._reader.stop()

    async def _look_after_all(self) -> None:
        """One timer for all streams: thousands of their own would cost more than the streams."""
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            now = self._now()
            for feed in self._feeds.values():
                for listener in feed.listeners:
                    listener.look_after(now, clock_every=CLOCK_EVERY, send_within=SEND_WITHIN)

    async def _keep_those_who_stand(self, standing: Standing) -> None:
        """End the streams of disabled devices, ended sessions and posts, revoked tokens."""
        while True:
            await asyncio.sleep(STANDING_ASKED_EVERY)
            asked = frozenset[Credential]().union(*(listener.credentials for listener in self._listeners()))
            try:
                self._end_all_but(await standing.of(asked), asked)
            except Error as problem:  # the streams carry no clock meanwhile, and nothing new
                log.warning("who may still listen cannot be asked: %s", problem)

    def _end_all_but(self, standing: Collection[Credential], asked: Credentials) -> None:
        for listener in self._listeners():
            has_been_asked = listener.credentials and listener.credentials <= asked
            if has_been_asked and listener.credentials.isdisjoint(standing):
                listener.end()

    def _listeners(self) -> list[Listener]:
        return [listener for feed in self._feeds.values() for listener in feed.listeners]

    def _now(self) -> float:
        return self._loop.time() if self._loop else 0.0

    def _leave_unheard(self) -> None:
        """Forget units that nobody has listened to for a while."""
        for feed in list(self._feeds.values()):
            if feed.unheard_since is not None and self._now() - feed.unheard_since > UNHEARD_FOR:
                del self._feeds[feed.unit_id]
                if self._reader is not None:
                    self._reader.leave(feed.unit_id)

    def _deliver(self, unit_id: UUID, position: int, frames: Sequence[Frame]) -> None:
        """Called by the reading thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                self._loop.call_soon_threadsafe(self._extend, unit_id, position, frames)

    def _extend(self, unit_id: UUID, position: int, frames: Sequence[Frame]) -> None:
        if feed := self._feeds.get(unit_id):
            feed.extend(position, frames)


def _report(ended: asyncio.Task[None]) -> None:
    """A task that looks after all must not end unnoticed."""
    if not ended.cancelled() and (problem := ended.exception()):
        log.error("the live streams are not looked after any more", exc_info=problem)
