"""A unit's newest frames in memory, and the listeners who read along them. Lives in the event loop only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yizhan.live.frames import Event, Frame
from yizhan.live.standing import Credentials
from yizhan.live.tickets import Grant

KEPT = 500
"""How far a listener may be behind: further back, a fresh page is quicker than a replay."""


class Feed:
    """The last frames of one unit, without gaps: the frame at index i has position `first + i`."""

    def __init__(self, unit_id: UUID) -> None:
        self.unit_id = unit_id
        self.frames: list[Frame] = []
        self.position = 0
        self.ready = asyncio.Event()
        self.listeners: set[Listener] = set()
        self.unheard_since: float | None = None
        self._joined: dict[tuple[int, str, str], bytes] = {}

    def extend(self, position: int, frames: Sequence[Frame]) -> None:
        """Take over what was journaled and wake everybody; the first time this loads the feed."""
        new = [frame for frame in frames if frame.position > self.position]
        if new and new[0].position != self.position + 1:
            self.frames.clear()
        self.frames += new
        self.position = max(position, self.position)
        del self.frames[: max(0, len(self.frames) - KEPT)]
        self._joined.clear()
        self.ready.set()
        self.wake_all()

    def wake_all(self) -> None:
        """Let every listener look again."""
        for listener in self.listeners:
            listener.wake()

    def can_replay(self, after: int) -> bool:
        """Whether everything behind the position is at hand. A position from the future is from another
        database (a backup was put back), so it is not."""
        return self.position - len(self.frames) <= after <= self.position

    def events_after(self, after: int, grant: Grant, *, since: datetime | None = None) -> list[Event]:
        """What the listener may know, in order; with `since`, nothing that happened earlier."""
        behind = self.frames[len(self.frames) - (self.position - after) :] if after < self.position else []
        shown = (frame.event_for(grant) for frame in behind if since is None or frame.at >= since)
        return [event for event in shown if event is not None]

    def wire_after(self, after: int, grant: Grant) -> bytes:
        """The same as bytes, joined once for all who wait at the same place."""
        place = (after, grant.audience, grant.zone_id)
        if place not in self._joined:
            self._joined[place] = b"".join(event.wire for event in self.events_after(after, grant))
        return self._joined[place]


class Listener:
    """One open stream: where it stands, its sleep until something happens, and its patience while sending.

    It has no timer of its own: the hub looks after all of them a few times a second (`look_after`).
    """

    __slots__ = (
        "_loop",
        "_sending_since",
        "_sleep",
        "_sleeping_since",
        "_task",
        "after",
        "credentials",
        "feed",
        "grant",
        "is_given_up",
        "is_over",
    )

    def __init__(self, feed: Feed, grant: Grant, credentials: Credentials = frozenset()) -> None:
        self.feed = feed
        self.grant = grant
        self.credentials = credentials
        self.after = feed.position
        self.is_over = False
        self._sleep: asyncio.Future[None] | None = None
        self._sleeping_since = 0.0
        self._sending_since = 0.0
        self.is_given_up = False
        self._task = asyncio.current_task()
        self._loop = asyncio.get_running_loop()

    def replay(self, after: int, now: datetime) -> bytes:
        """What was missed of today; the stream stands at the newest position then."""
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        missed = self.feed.events_after(after, self.grant, since=midnight)
        self.after = self.feed.position
        return b"".join(event.wire for event in missed)

    def take(self) -> bytes:
        """What came since the last time. A listener further behind than the feed goes back is over:
        it comes again and is told to reload.
        """
        if self.after == self.feed.position:
            return b""
        if not self.feed.can_replay(self.after):
            self.is_over = True
            return b""
        wire = self.feed.wire_after(self.after, self.grant)
        self.after = self.feed.position
        return wire

    async def sleep(self) -> None:
        """Wait until something happens or the clock is due."""
        if self.is_over:
            return
        self._sleeping_since = self._loop.time()
        self._sleep = self._loop.create_future()
        await self._sleep
        self._sleep = None

    def wake(self) -> None:
        """End the sleep, if it sleeps."""
        if self._sleep is not None and not self._sleep.done():
            self._sleep.set_result(None)

    async def wait_for(self, sending: Awaitable[None]) -> None:
        """Let a frame go out. The listener is over when the other side does not read."""
        self._sending_since = self._loop.time()
        try:
            await sending
        except asyncio.CancelledError:
            if not self.is_given_up or self._task is None:
                raise
            self._task.uncancel()
        self._sending_since = 0.0

    def look_after(self, now: float, *, clock_every: float, send_within: float) -> None:
        """Wake who slept long enough to be told the time; give up who has not read for too long."""
        if self._sending_since:
            if now - self._sending_since > send_within and self._task and not self.is_given_up:
                self.is_over = self.is_given_up = True
                self._task.cancel()
        elif now - self._sleeping_since >= clock_every:
            self.wake()

    def end(self) -> None:
        """The other side is gone or may no longer listen, or the server stops."""
        self.is_over = True
        self.wake()
