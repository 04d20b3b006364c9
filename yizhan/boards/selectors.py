"""What hangs on the walls: the hall's board, a window's board, the pad at the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db.models import Sum
from django.utils.timezone import localtime

from yizhan.accounts.models import Photo, User
from yizhan.catalog.selectors import HallItem, open_items, settled_in_units
from yizhan.devices.models import Device
from yizhan.devices.selectors import devices_visible_to
from yizhan.lib.actor import Actor, ActorKind
from yizhan.orgs.models import Unit, Window
from yizhan.orgs.selectors import posts_in, windows_visible_to
from yizhan.orgs.states import WINDOW_POSTS, Post
from yizhan.queueing.models import Call, CategoryLine, ServiceRecord, Ticket, WindowCategory
from yizhan.queueing.selectors import boards
from yizhan.queueing.selectors.boards import CallLine, CategoryLoad, WindowNow
from yizhan.queueing.selectors.issuing import IssuingNow, issuing_now
from yizhan.queueing.states import AT_A_WINDOW, TicketState

LINES = 8
"""Calls that one column of the hall's board holds; where more windows are open there are two columns."""
MOST_LINES = 20
"""Calls that two columns hold; from seventeen windows on in smaller type."""
MANY_CATEGORIES = 6
"""More of them stand closer together, so that they keep to one line."""
PASSED_SHOWN = 12
WINDOW_ITEMS = 15
DONE_LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class HallBoard:
    """The hall at this moment: every window's newest call has a line, up to twenty windows in service."""

    calls: Sequence[CallLine]
    columns: int
    rows: int
    passed: Sequence[str]
    passed_in_all: int
    loads: Sequence[CategoryLoad]
    windows: int
    issuing: IssuingNow

    @property
    def has_many_categories(self) -> bool:
        """Whether the counts of those who wait stand close together."""
        return len(self.loads) > MANY_CATEGORIES

    @property
    def newest(self) -> CallLine | None:
        """The call that fills the eye."""
        return self.calls[0] if self.calls else None


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who serves at a window, as the board names him."""

    user: User
    post: str
    photo_digest: str


@dataclass(frozen=True, slots=True)
class WindowBoard:
    """A window at this moment. Without a clerk it is closed."""

    window: Window
    clerk: Clerk | None
    ticket: Ticket | None
    pause_reason: str

    @property
    def state(self) -> str:
        """closed, paused, calling, serving or free."""
        if self.clerk is None:
            return "closed"
        if self.ticket is not None:
            return "calling" if self.ticket.state == TicketState.CALLED else "serving"
        return "paused" if self.pause_reason else "free"


def device_of(actor: Actor) -> Device | None:
    """The device itself; None for staff who look at a board."""
    if actor.kind != ActorKind.DEVICE:
        return None
    return devices_visible_to(actor).filter(pk=actor.id).first()


def window_for(actor: Actor, wanted: int | None) -> Window | None:
    """The window where the device stands; staff choose one of their hall by number, else see the first."""
    windows = windows_visible_to(actor).select_related("department", "zone")
    device = device_of(actor)
    if device is not None:
        return windows.filter(pk=device.place_id).first() if device.place_id else None
    return (windows.filter(number=wanted) if wanted is not None else windows).first()


def voice_zone(device: Device | None, actor: Actor) -> str | None:
    """For which zone a board speaks: its id, "" for the whole hall, None when it keeps silent (6.1)."""
    if device is None or not device.speaks:
        return None
    if device.place_id is None:
        return ""
    at_window = windows_visible_to(actor).filter(pk=device.place_id).first()
    return str(at_window.zone_id if at_window else device.place_id)


def hall_board(unit_id: UUID, at: datetime) -> HallBoard:
    """The hall's board (clauses 5.3, 6.1)."""
    on = localtime(at).date()
    windows = len(boards.windows_now(unit_id))
    columns = 1 if windows <= LINES else 2
    rows = min(max(LINES, ceil(windows / columns)), MOST_LINES // 2)
    passed = boards.passed_labels(unit_id, on)
    return HallBoard(
        calls=boards.last_calls(unit_id, on, limit=columns * rows),
        columns=columns,
        rows=rows,
        passed=passed[:PASSED_SHOWN],
        passed_in_all=len(passed),
        loads=boards.loads(unit_id, on),
        windows=windows,
        issuing=issuing_now(unit_id, at),
    )


def is_still_called(actor: Actor, call_id: UUID) -> bool:
    """Whether a late board of the same hall may still speak the call."""
    if actor.unit_id is None or not Call.objects.filter(pk=call_id, ticket__unit_id=actor.unit_id).exists():
        return False
    return boards.is_still_called(call_id)


def settled_in(hall: Unit) -> list[str]:
    """The units settled in: those with a window here, and those whose items are handled here (clause 5.3)."""
    at_windows = Window.objects.filter(unit=hall, is_in_use=True, department__isnull=False)
    named = set(at_windows.values_list("department__name", flat=True)) | set(settled_in_units(hall))
    return sorted(named)


def window_board(window: Window, actor: Actor, at: datetime) -> WindowBoard:
    """A window's board or pad (clauses 5.3, 5.4)."""
    now = next((one for one in _windows_now(actor) if one.session.window_id == window.pk), None)
    if now is None:
        return WindowBoard(window, None, None, "")
    ticket = Ticket.objects.filter(session=now.session, state__in=AT_A_WINDOW).first()
    return WindowBoard(window, _clerk(now, window, at), ticket, now.pause_reason)


def window_items(window: Window, hall: Unit, at: datetime) -> list[HallItem]:
    """What the window mainly does: matters of its lines in the hall, most wanted of the last month first."""
    items = [item for item in open_items(hall) if item.is_in_the_hall]
    restricted = WindowCategory.objects.filter(window=window).values_list("category_id", flat=True)
    if categories := list(restricted):
        lines = set(
            CategoryLine.objects.filter(category__in=categories).values_list("business_line", flat=True)
        )
        items = [item for item in items if item.line in lines]
    done = ServiceRecord.objects.filter(visit__unit=hall, done_at__gte=at - DONE_LATELY)
    often = dict(done.values_list("implementation_id").annotate(times=Sum("quantity")))
    return sorted(items, key=lambda item: -often.get(item.id, 0))[:WINDOW_ITEMS]


def _windows_now(actor: Actor) -> Sequence[WindowNow]:
    return boards.windows_now(actor.unit_id) if actor.unit_id else []


def _clerk(now: WindowNow, window: Window, at: datetime) -> Clerk:
    user = now.session.user
    posts = posts_in(user.pk, window.unit_id, localtime(at).date())
    post = next((post for post in (*WINDOW_POSTS, *Post.values) if post in posts), "")
    digest = Photo.objects.filter(user=user).values_list("digest", flat=True).first()
    return Clerk(user, post, digest or "")
