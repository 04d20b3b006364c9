"""What is sent for a journal entry: rendered once, whoever listens."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from yizhan.journal.models import Entry
from yizhan.live.tickets import Audience, Grant

PUBLIC = ("ticket.", "window.", "day.")
"""Acts that screens of the hall and ticket pages may know of; staff know of all."""


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event, and the same as a value for those who poll."""

    name: str
    position: int
    content: dict[str, Any]
    wire: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry: a `change` for everybody, and a `call` for those to whom it is announced."""

    position: int
    at: datetime
    is_public: bool
    zone_id: str
    change: Event
    call: Event | None

    def event_for(self, grant: Grant) -> Event | None:
        """What this entry is to the listener; None when it is none of his business."""
        if grant.audience != Audience.STAFF and not self.is_public:
            return None
        if self.call is None or (grant.zone_id and self.zone_id not in {"", grant.zone_id}):
            return self.change
        return self.call


def frame_of(entry: Entry) -> Frame:
    """Render an entry. A call carries the act's facts: label, window, zone, call id (clauses 5.3, 6.1)."""
    content: dict[str, Any] = {"position": entry.position, "act": entry.act}
    call = None
    if "call_id" in entry.facts:  # an announcement was made, whichever act made it
        instant = timezone.localtime(entry.at).isoformat()
        call = event("call", entry.position, entry.facts | content | {"at": instant})
    return Frame(
        position=entry.position,
        at=entry.at,
        is_public=entry.act.startswith(PUBLIC),
        zone_id=str(entry.facts.get("zone_id") or ""),
        change=event("change", entry.position, content),
        call=call,
    )


def event(name: str, position: int, content: dict[str, Any]) -> Event:
    """One event with its position as its id: a listener who comes back names the last one he has."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Event(name, position, content, f"event: {name}\nid: {position}\ndata: {text}\n\n".encode())


def clock(name: str, position: int, now: datetime) -> Event:
    """The server's time, so that silence means a broken line. Names: hello, clock, reload."""
    return event(name, position, {"position": position, "now": timezone.localtime(now).isoformat()})
