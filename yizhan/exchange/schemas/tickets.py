"""Tickets: what is asked for, and how one is told."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from yizhan.catalog.states import BusinessLine
from yizhan.exchange.fields import OR_NULL, In, Instant, OneLine, Out, Whole, Yes
from yizhan.queueing.states import (
    Channel,
    ConsultationTopic,
    EndReason,
    PriorityReason,
    SuspendKind,
    TicketState,
)

MOST_DONE = 20
CancelReason = Literal[EndReason.RESIDENT_LEFT, EndReason.WRONG_TICKET, EndReason.TAKEN_TWICE]


class WindowRef(Out):
    """A window by its number."""

    id: UUID
    number: int


class CategoryRef(Out):
    """A category by its letter."""

    id: UUID
    prefix: str
    name: str


class ItemRef(Out):
    """An item as the hall carries it out."""

    id: UUID
    name: str

    @staticmethod
    def resolve_name(row: Any) -> str:
        """The short name, as clerks say it."""
        return str(row.item.short_name)


class TicketOut(Out):
    """A ticket as the staff of its hall see it."""

    id: UUID
    label: str = Field(description="号码，例如 A001")
    state: TicketState
    category: CategoryRef
    item: ItemRef | None
    priority_reason: Annotated[PriorityReason | None, OR_NULL]
    expected_low: int | None = Field(description="取号时告诉群众的等候时间下限（分钟）")
    expected_high: int | None
    issued_at: Instant
    queued_at: Instant
    called_at: Instant | None
    started_at: Instant | None
    passed_at: Instant | None
    ended_at: Instant | None
    calls: int = Field(description="本轮叫了几遍")
    returns: int = Field(description="过号后回来过几次")
    window: WindowRef | None
    reserved_for: WindowRef | None = Field(description="只有这个窗口可以叫")
    suspend_kind: Annotated[SuspendKind | None, OR_NULL]
    suspend_note: str
    end_reason: Annotated[EndReason | None, OR_NULL]

    @staticmethod
    def resolve_item(row: Any) -> Any:
        """The item that the ticket names, if it names one."""
        return row.implementation


class IssuedOut(TicketOut):
    """A ticket just issued, with what the resident is told."""

    ahead: int = Field(description="前面还有几人")
    public_token: str = Field(description="小票二维码里的代码：/t/ 加它就是群众自己的页面")


class IssueIn(In):
    """Which ticket is wanted."""

    category_id: UUID
    item_id: UUID | None = None
    priority_reason: PriorityReason | None = None
    printer_id: UUID | None = Field(None, description="在哪台打印机出小票；取号机用自己的打印机")
    channel: Literal["api", "guide"] | None = Field(
        None, description="guide：以导引台名义取号，停止取号后仍可；不填为 api。取号机不用填"
    )


class PriorityIn(In):
    """Why the number goes first; null takes it back."""

    reason: PriorityReason | None


class CancelIn(In):
    """Why the number is not served."""

    reason: CancelReason


class ReprintIn(In):
    """Where to print once more."""

    printer_id: UUID


class SuspendIn(In):
    """In which of the three ways the number is set aside."""

    kind: SuspendKind
    note: Annotated[str, OneLine(60, may_be_empty=True)] = ""


class TransferIn(In):
    """Where the number goes on: a category, or one window, or both."""

    category_id: UUID | None = None
    window_id: UUID | None = None


class DoneIn(In):
    """An item that was really done."""

    item_id: UUID
    quantity: Annotated[int, Whole(1, 99)] = 1


class QuestionIn(In):
    """A question in two keys, with its answer; without one it stays open."""

    business_line: BusinessLine
    topic: ConsultationTopic
    answer: Annotated[str, OneLine(300, may_be_empty=True)] = ""


class FinishIn(In):
    """What was really done: items, or questions answered."""

    done: list[DoneIn] = Field([], max_length=MOST_DONE)
    questions: list[QuestionIn] = Field([], max_length=MOST_DONE)


class StepOut(Out):
    """One step of a ticket's story."""

    at: Instant
    words: str
    who: str


class PrintOut(Out):
    """A ticket's newest slip."""

    state: str
    problem: str
    copy_number: int = Field(description="0 是第一张，之后是补打")
    queued_at: Instant

    @staticmethod
    def resolve_copy_number(row: Any) -> int:
        """Which copy it is."""
        return int(row.copy)


class SheetOut(Out):
    """A ticket with its story."""

    ticket: TicketOut
    story: list[StepOut]
    last_print: PrintOut | None


class StandingOut(Out):
    """A ticket as whoever holds the slip sees it."""

    label: str
    state: TicketState
    category: str
    zone: str
    window: int | None = Field(description="叫到几号窗口")
    ahead: int
    low: int | None = Field(description="大约还要等几分钟：下限")
    high: int | None
    is_today: Yes
    hall: str
    may_rate: Yes
    channel: Channel
