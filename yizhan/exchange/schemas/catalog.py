"""Items of a hall, the 进驻 register, imports."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from yizhan.catalog.states import (
    Admission,
    BusinessLine,
    ImportState,
    ItemStatus,
    ItemType,
    LimitUnit,
    Nature,
    VersionState,
)
from yizhan.exchange.fields import In, Instant, OneLine, Out, Yes


class HallOut(Out):
    """A hall as residents find it."""

    id: UUID
    name: str
    name_en: str
    address: str
    phone: str
    complaint_phone: str


class HallNowOut(Out):
    """A hall at this moment. Without an open business day nothing is said about its floor."""

    hall: HallOut
    is_open: Yes
    open_windows: int | None
    waiting: int | None
    opens_next: Instant | None
    hours: list[str]


class LimitOut(Out):
    """A time limit. Nought means at once."""

    value: int
    unit: LimitUnit


class HallItemOut(Out):
    """An open item of a hall, as portal and kiosk list it."""

    id: UUID
    number: int | None = Field(description="清单上的序号")
    short_name: str
    short_name_en: str
    name: str
    line: BusinessLine
    type: ItemType
    admission: Admission
    audience: list[str]
    summary: str
    summary_en: str
    statutory: LimitOut | None
    promised: LimitOut | None
    is_charged: Yes | None
    fee_text: str
    has_guide: Yes


class ItemOut(Out):
    """An item as the hall carries it out."""

    id: UUID
    item_id: UUID
    name: str
    short_name: str
    status: ItemStatus
    note: str
    hall_id: UUID
    responsible_body_id: UUID | None
    entrusting_body_id: UUID | None
    nature: Nature
    admission: Admission
    admission_reason: str
    is_open: Yes
    closed_reason: str
    is_sensitive: Yes

    @staticmethod
    def resolve_name(row: Any) -> str:
        """The item's name."""
        return str(row.item.name)

    @staticmethod
    def resolve_short_name(row: Any) -> str:
        """Its short name."""
        return str(row.item.short_name)

    @staticmethod
    def resolve_status(row: Any) -> str:
        """How it stands in today's law."""
        return str(row.item.status)

    @staticmethod
    def resolve_note(row: Any) -> str:
        """Why."""
        return str(row.item.note)

    @staticmethod
    def resolve_hall_id(row: Any) -> UUID:
        """The hall."""
        return row.unit_id  # type: ignore[no-any-return]


class StandardItemOut(Out):
    """A standard item, of which halls carry out their own."""

    id: UUID
    name: str
    short_name: str
    status: ItemStatus
    note: str
    note_basis: str


class VersionLineOut(Out):
    """A version in a list."""

    id: UUID
    number: int
    state: VersionState
    published_at: Instant | None


class ItemPageOut(Out):
    """An item with the versions of its guide, newest first."""

    item: ItemOut
    versions: list[VersionLineOut]


class RegisterRowOut(Out):
    """One item of the printed list and what the hall made of it (4.1)."""

    numbers: list[int]
    item: StandardItemOut
    implementation: ItemOut | None
    breach: str | None = Field(description="不合规：本级事项没有进驻等")
    limits: str
    has_draft: Yes
    has_guide: Yes

    @staticmethod
    def resolve_breach(row: Any) -> str | None:
        """The breach of clause 4.1, in its name."""
        return row.breach.name.lower() if row.breach else None

    @staticmethod
    def resolve_has_draft(row: Any) -> bool:
        """Whether a version is being written."""
        return row.draft is not None

    @staticmethod
    def resolve_has_guide(row: Any) -> bool:
        """Whether a version is published."""
        return row.published is not None


class ShareOut(Out):
    """How many of the items that must be in the hall are there."""

    admitted: int
    due: int


class RegisterOut(Out):
    """The 进驻 register of a hall."""

    hall: HallOut
    rows: list[RegisterRowOut]


class BodyOut(Out):
    """A unit that may be responsible for, or entrust, an item."""

    id: UUID
    name: str


class AdoptedOut(Out):
    """How many were taken up or published."""

    count: int


class LoadedOut(Out):
    """What loading the lists added."""

    items: int
    listings: int
    links: int


class CloseIn(In):
    """Why the item is closed; residents read it."""

    reason: Annotated[str, OneLine(300)]


class AdmissionIn(In):
    """How the item is in the hall."""

    admission: Admission
    nature: Nature
    responsible_body_id: UUID | None = None
    entrusting_body_id: UUID | None = None
    reason: Annotated[str, OneLine(120, may_be_empty=True)] = ""


class SensitiveIn(In):
    """Whether the progress of its cases is kept off the boards."""

    is_sensitive: Yes


class MarkIn(In):
    """How the item stands in today's law."""

    status: ItemStatus
    note: Annotated[str, OneLine(300, may_be_empty=True)] = ""
    basis: Annotated[str, OneLine(200, may_be_empty=True)] = ""


class ChangeOut(Out):
    """One cell that would change."""

    key: str
    before: str
    after: str


class LineOut(Out):
    """One row of an uploaded table: what becomes of it, and why not."""

    line: int
    name: str
    verdict: str
    changes: list[ChangeOut]
    reasons: list[str]


class ImportOut(Out):
    """An uploaded table."""

    id: UUID
    hall_id: UUID
    file_name: str
    state: ImportState
    read_at: Instant
    ended_at: Instant | None

    @staticmethod
    def resolve_hall_id(row: Any) -> UUID:
        """The hall."""
        return row.unit_id  # type: ignore[no-any-return]


class PreviewOut(Out):
    """An uploaded table, row by row."""

    pending: ImportOut
    lines: list[LineOut]
