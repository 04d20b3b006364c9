"""What hangs on the walls, as values."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from yizhan.exchange.fields import Out, Yes
from yizhan.exchange.schemas.tickets import WindowRef
from yizhan.queueing.selectors.issuing import Issuing


class CallOut(Out):
    """A call as the board lists it."""

    call_id: UUID
    label: str
    window_number: int
    zone_id: UUID
    at: str
    is_current: Yes


class LoadOut(Out):
    """How many wait for a category."""

    id: UUID
    name: str
    name_en: str
    waiting: int

    @staticmethod
    def resolve_id(row: Any) -> UUID:
        """The category."""
        return row.category.pk  # type: ignore[no-any-return]

    @staticmethod
    def resolve_name(row: Any) -> str:
        """Its name."""
        return str(row.category.name)

    @staticmethod
    def resolve_name_en(row: Any) -> str:
        """Its English name."""
        return str(row.category.name_en)


class BoardItemOut(Out):
    """An item with both limits (5.3)."""

    id: UUID
    name: str
    statutory: str
    promised: str
    fee: str


class HallBoardOut(Out):
    """What the hall's board shows (5.3)."""

    hall: str
    position: int = Field(description="读到的业务序号；实时流从这里接上")
    calls: list[CallOut]
    passed: list[str]
    loads: list[LoadOut]
    windows: list[WindowRef]
    issuing: Issuing
    settled_in: list[str]
    items: list[BoardItemOut]
    hours: list[str]
    notice: str
    phone: str
    complaint_phone: str


class WindowBoardOut(Out):
    """What a window's board or pad shows (5.3, 5.4)."""

    window: WindowRef
    name: str
    department: str
    phone: str
    state: Literal["closed", "paused", "calling", "serving", "free"]
    pause_reason: str
    clerk_id: UUID | None
    clerk: str
    label: str = Field(description="正在叫或正在办的号")
    items: list[BoardItemOut]


class PadOut(Out):
    """What the pad asks: whose visit may be rated now."""

    token: str = Field(description="可以评价的办事；空的就是没有")
    has_ended: Yes


class StillCalledOut(Out):
    """Whether a late board may still speak a call."""

    is_called: Yes
