"""The floor: the day, categories, windows in service, boards, today's figures."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from yizhan.catalog.states import BusinessLine
from yizhan.exchange.fields import ClockOut, In, Instant, OneLine, Out, Whole, Yes
from yizhan.exchange.schemas.tickets import TicketOut, WindowRef
from yizhan.queueing.selectors.issuing import Issuing
from yizhan.queueing.states import DayState, PauseReason

LINES = Field(max_length=len(BusinessLine.values))


class DayOut(Out):
    """A business day of the hall."""

    id: UUID
    date: date
    state: DayState
    opened_at: Instant
    closed_at: Instant | None


class EndingOut(Out):
    """What closing the day would end."""

    waiting: int
    passed: int
    suspended: int
    called: int
    serving: list[str]


class SumsOut(Out):
    """issued = served + missed + cancelled + open."""

    issued: int
    served: int
    missed: int
    cancelled: int
    open: int
    waiting: int
    passed: int


class StretchOut(Out):
    """A stretch of opening hours."""

    opens: ClockOut
    closes: ClockOut


class DayNowOut(Out):
    """Whether the hall is open, and what opening or closing would do."""

    today: date
    day: DayOut | None
    left_open: DayOut | None = Field(description="更早的一天没有闭厅，要先闭")
    ending: EndingOut | None
    sums: SumsOut
    hours: list[StretchOut]
    last_ticket: ClockOut | None


class CategoryOut(Out):
    """A kind of ticket."""

    id: UUID
    prefix: str
    name: str
    name_en: str
    hint: str
    hint_en: str
    zone_id: UUID
    lines: list[BusinessLine]
    daily_quota: int | None
    order: int
    is_offered: Yes

    @staticmethod
    def resolve_lines(row: Any) -> list[str]:
        """The business lines whose items stand under it."""
        return [line.business_line for line in row.lines.all()]


class CategoryIn(In):
    """A new kind of ticket; its letter stays."""

    prefix: Annotated[str, Field(pattern=r"^[A-HJ-NP-Z]$", description="一个大写字母，不用 I 和 O")]
    name: Annotated[str, OneLine(16)]
    name_en: Annotated[str, OneLine(40, may_be_empty=True)] = ""
    hint: Annotated[str, OneLine(40, may_be_empty=True)] = ""
    hint_en: Annotated[str, OneLine(80, may_be_empty=True)] = ""
    zone_id: UUID
    lines: Annotated[list[BusinessLine], LINES] = []
    daily_quota: Annotated[int, Whole(1, 999)] | None = None
    order: Annotated[int, Whole(1, 99)] = 1
    is_offered: Yes = True


class CategoryChangeIn(In):
    """Only the fields that are sent change."""

    name: Annotated[str, OneLine(16)] = ""
    name_en: Annotated[str, OneLine(40, may_be_empty=True)] = ""
    hint: Annotated[str, OneLine(40, may_be_empty=True)] = ""
    hint_en: Annotated[str, OneLine(80, may_be_empty=True)] = ""
    zone_id: UUID | None = None
    lines: Annotated[list[BusinessLine], LINES] = []
    daily_quota: Annotated[int, Whole(1, 999)] | None = None
    order: Annotated[int, Whole(1, 99)] = 1
    is_offered: Yes = True


class RestrictionIn(In):
    """The categories that a window calls; none: all of them."""

    category_ids: list[UUID] = Field(max_length=26)


class RestrictionOut(Out):
    """A window and the categories that it calls; none: all of them."""

    window_id: UUID
    category_ids: list[UUID]


class OfferOut(Out):
    """A category as a newcomer meets it."""

    category: CategoryOut
    waiting: int
    low: int | None
    high: int | None
    is_used_up: Yes


class OffersOut(Out):
    """Whether tickets are issued now, and what is offered."""

    issuing: Issuing
    resumes: ClockOut | None
    until: ClockOut | None
    next_opening: Instant | None
    offers: list[OfferOut]


class SessionOut(Out):
    """A window in service."""

    id: UUID
    window: WindowRef
    user_id: UUID
    user_name: str
    started_at: Instant

    @staticmethod
    def resolve_user_name(row: Any) -> str:
        """Who serves."""
        return str(row.user.name)


class WindowPlaceOut(Out):
    """A window, and who sits there."""

    window: WindowRef
    name: str
    is_in_use: Yes
    session: SessionOut | None


class PauseIn(In):
    """Why the window stops calling."""

    reason: PauseReason


class PlaceOut(Out):
    """A waiting ticket in this window's order."""

    ticket: TicketOut
    why: str = Field(description="为什么排在这里")
    minutes: int = Field(description="等了几分钟")


class TurnOut(Out):
    """How far the calling of the number is."""

    calls: int
    needed: int
    missing: int
    seconds_left: int
    may_pass: Yes


class WindowNowOut(Out):
    """The own window: the number there, and every other open number of the hall in exactly one list."""

    session: SessionOut
    pause_reason: PauseReason | None
    ticket: TicketOut | None
    turn: TurnOut | None
    queue: list[PlaceOut]
    others_waiting: list[TicketOut]
    at_windows: list[TicketOut]
    passed: list[TicketOut]
    suspended: list[TicketOut]
    ended: list[TicketOut] = Field(description="本次登录最近办完的")
    undoable_id: UUID | None = Field(description="最近一次办结或转号，还可以撤回")
