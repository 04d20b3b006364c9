"""Devices, the working-day calendar, the journal, and the stream."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from yizhan.devices.states import DeviceKind
from yizhan.exchange.fields import Day, In, Instant, OneLine, Out, Whole, Yes

Host = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9.:-]*$")]


class DeviceOut(Out):
    """A kiosk, board, pad or printer."""

    id: UUID
    kind: DeviceKind
    name: str
    place_id: UUID | None
    speaks: Yes
    host: str
    port: int
    printer_id: UUID | None
    enrolled_at: Instant
    disabled_at: Instant | None
    last_seen_at: Instant | None
    condition: str
    is_online: Yes


class EnrolledOut(Out):
    """A device with its token, shown this once."""

    device: DeviceOut
    token: str


class EnrolIn(In):
    """A kiosk, board or pad."""

    kind: Literal[DeviceKind.KIOSK, DeviceKind.HALL_BOARD, DeviceKind.WINDOW_BOARD, DeviceKind.PAD]
    name: Annotated[str, OneLine(30)]
    place_id: UUID | None = Field(None, description="它所在的窗口或等候区")
    speaks: Yes = False
    printer_id: UUID | None = None


class PrinterIn(In):
    """A network printer."""

    name: Annotated[str, OneLine(30)]
    host: Host
    port: Annotated[int, Whole(1, 65535)] = 9100


class DeviceChangeIn(In):
    """What a device is called, where it stands; host and port are a printer's."""

    name: Annotated[str, OneLine(30)]
    place_id: UUID | None = None
    speaks: Yes = False
    host: Host | None = None
    port: Annotated[int, Whole(1, 65535)] = 9100


class ChoosePrinterIn(In):
    """The printer of a kiosk; null: it shows the number only."""

    printer_id: UUID | None


class HeartbeatIn(In):
    """How the device is, in its own words."""

    condition: Annotated[str, OneLine(80, may_be_empty=True)] = ""


class HeartbeatOut(Out):
    """The server's time, and what the device is."""

    now: Instant
    device_id: UUID
    kind: DeviceKind
    name: str


class YearOut(Out):
    """A year of the working-day calendar."""

    year: int
    is_official: Yes
    source: str


class CalendarOut(Out):
    """The days between two days that are not what their weekday says."""

    years: list[YearOut]
    holidays: list[date]
    extra_workdays: list[date]


class YearIn(In):
    """A year from the State Council's notice."""

    holidays: list[Day] = Field(min_length=1, max_length=60)
    extra_workdays: list[Day] = Field(max_length=30)
    source: Annotated[str, OneLine(120)]


class EntryOut(Out):
    """One act on record: ids and field names, no personal data."""

    id: UUID
    unit_id: UUID
    position: int
    act: str
    subject_kind: str
    subject_id: str
    actor_kind: str
    actor_id: str
    facts: dict[str, Any]
    at: Instant
    recorded_at: Instant


class JournalOut(Out):
    """Entries in the order of their positions; `newest` is where the unit stands."""

    newest: int
    entries: list[EntryOut]


class SealsOut(Out):
    """What recomputing the seals found."""

    entries: int = Field(description="已封签的条数")
    broken_at: int | None = Field(description="第一处对不上的序号；没有就是完好")
    head: str
    unsealed: int = Field(description="还没有封签的条数")


class StreamOut(Out):
    """Where to listen: the key in the address is good for 24 hours."""

    address: str = Field(description="SSE 地址，GET，text/event-stream")
    poll_address: str = Field(description="收不到流时改为轮询，带 ETag")
    after: int = Field(description="现在的业务序号：加在地址后面 &after=")
    audience: Literal["staff", "board"]
