"""Who may listen: a signed key in the stream's address, made by the page that the actor was allowed to open.

So an open stream needs no session, no middleware and no database connection of its own. The keys of staff
and of the hall's screens are bound to the browser: they open nothing without the session or the device that
the page was shown to (`standing`). A resident's ticket page, which anybody may have, needs its key alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner

from yizhan.journal.selectors import position_of

KEY_LASTS = timedelta(hours=24)
BOUND = "bound"
_signer = TimestampSigner(salt="yizhan.live")


class Audience(StrEnum):
    """Who is listening: a screen of the hall, the resident's ticket page, or staff."""

    BOARD = "board"
    TICKET = "ticket"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a stream may carry: one unit's entries, as far as the audience may know them.

    With a zone, calls of other zones come as mere changes, so that one voice speaks per zone. `is_bound`: not
    without a session, a device or a token that opens the unit.
    """

    unit_id: UUID
    audience: Audience
    zone_id: str = ""
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class Stream:
    """The two addresses that a page needs, and the position that its content stands at."""

    key: str
    after: int

    @property
    def address(self) -> str:
        """The stream itself."""
        return f"/live/stream?{urlencode({'key': self.key})}"

    @property
    def poll_address(self) -> str:
        """The same frames by asking again and again, where no stream gets through."""
        return f"/live/poll?{urlencode({'key': self.key})}"


def stream_key(unit_id: UUID, audience: str, zone_id: str = "", *, bound: bool = False) -> str:
    """A key that opens the unit's stream for 24 hours, as long as what it is bound to lasts."""
    tie = BOUND if bound or audience == Audience.STAFF else ""
    return _signer.sign(f"{unit_id.hex}.{Audience(audience)}.{zone_id}.{tie}")


def stream_for(unit_id: UUID, audience: str, zone_id: str = "", *, bound: bool = False) -> Stream:
    """The stream of a page. A view calls it before it reads what the page shows: what is journaled in
    between is then sent again instead of being missed.
    """
    return Stream(stream_key(unit_id, audience, zone_id, bound=bound), position_of(unit_id))


def grant_of(key: str) -> Grant | None:
    """What the key opens; None for a wrong or an expired one."""
    try:
        unit_id, audience, zone_id, tie = _signer.unsign(key, max_age=KEY_LASTS).split(".")
    except (BadSignature, ValueError):
        return None
    return Grant(UUID(unit_id), Audience(audience), zone_id, tie == BOUND)
