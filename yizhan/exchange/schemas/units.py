"""Units, their names and places; zones, windows, hours and policy of a hall."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from yizhan.exchange.fields import Clock, ClockOut, Day, In, OneLine, Out, Whole, Yes
from yizhan.orgs.states import CallPolicy, UnitKind

Free = Annotated[str, OneLine(40, may_be_empty=True)]


class UnitOut(Out):
    """A unit."""

    id: UUID
    kind: UnitKind
    division_code: str
    name: str
    short_name: str
    name_en: str
    address: str
    phone: str
    complaint_phone: str
    closed_on: date | None


class NameOut(Out):
    """A unit's name in a time."""

    name: str
    sign_name: str
    valid_from: date
    valid_to: date | None


class PlacedOut(Out):
    """Where a unit stood in a time."""

    parent_id: UUID | None
    managed_by_id: UUID | None
    valid_from: date
    valid_to: date | None


class UnitPageOut(Out):
    """A unit with what is dated about it."""

    unit: UnitOut
    shown_name: str
    warnings: list[str] = Field(description="挂牌名称与指导意见不一致的地方")
    names: list[NameOut]
    places: list[PlacedOut]
    departments: list[UnitOut]


class EstablishIn(In):
    """Since when; today if it is left out."""

    since: Day | None = None


class DepartmentIn(In):
    """A department."""

    name: Annotated[str, OneLine(80)]
    short_name: Free = ""
    since: Day | None = None


class FoundIn(DepartmentIn):
    """A scenic area, a new community or village, or a body outside the program."""

    kind: Literal[
        UnitKind.DEPARTMENT, UnitKind.SCENIC_AREA, UnitKind.COMMUNITY, UnitKind.VILLAGE, UnitKind.OUTSIDE
    ]


class RenameIn(In):
    """Another name from a day on."""

    name: Annotated[str, OneLine(80)]
    short_name: Free = ""
    on: Day | None = None


class SignNameIn(In):
    """What stands at the door; empty: the unit's name."""

    sign_name: Annotated[str, OneLine(80, may_be_empty=True)]
    on: Day | None = None


class MoveIn(In):
    """Where the unit stands from a day on."""

    parent_id: UUID
    managed_by_id: UUID
    on: Day | None = None


class ContactsIn(In):
    """What signs, slips and the portal show."""

    address: Annotated[str, OneLine(120, may_be_empty=True)]
    phone: Free
    complaint_phone: Free
    name_en: Annotated[str, OneLine(120, may_be_empty=True)] = ""


class ZoneOut(Out):
    """A waiting zone."""

    id: UUID
    name: str
    name_en: str
    order: int


class ZoneIn(In):
    """A waiting zone."""

    name: Annotated[str, OneLine(20)]
    name_en: Free = ""
    order: Annotated[int, Whole(1, 99)] = 1


class WindowOut(Out):
    """A window and what its sign says."""

    id: UUID
    number: int
    name: str
    name_en: str
    zone_id: UUID
    department_id: UUID | None
    phone: str
    is_accessible: Yes
    is_in_use: Yes


class WindowIn(In):
    """What a window's sign says."""

    number: Annotated[int, Whole(1, 99)]
    name: Annotated[str, OneLine(30)]
    name_en: Annotated[str, OneLine(60, may_be_empty=True)] = ""
    zone_id: UUID
    department_id: UUID | None = None
    phone: Free = ""
    is_accessible: Yes = False


class StretchIn(In):
    """A stretch of a weekday; 0 is Monday."""

    weekday: Annotated[int, Whole(0, 6)]
    opens: Clock
    closes: Clock


class WeekIn(In):
    """The weekly opening hours from a day on."""

    week: list[StretchIn] = Field(min_length=1, max_length=28)
    valid_from: Day | None = None


class ExceptionIn(In):
    """A day that differs: closed where no times are given."""

    reason: Annotated[str, OneLine(60)]
    opens: Clock | None = None
    closes: Clock | None = None


class ExceptionOut(Out):
    """A day that differs."""

    date: date
    opens: ClockOut | None
    closes: ClockOut | None
    reason: str


class TodayStretchOut(Out):
    """A stretch of today."""

    opens: ClockOut
    closes: ClockOut


class HoursOut(Out):
    """When the hall is open (5.1)."""

    in_words: list[str]
    warnings: list[str] = Field(description="每天不足 7 小时的提醒")
    today: list[TodayStretchOut]
    last_ticket: ClockOut | None
    exceptions: list[ExceptionOut]


class PolicyOut(Out):
    """How the hall calls and issues."""

    calls_before_pass: int
    seconds_between_calls: int
    return_after: int
    returns_allowed: int
    return_within_minutes: int
    last_ticket_minutes: int
    call_policy: CallPolicy
    ratio: int
    aging_minutes: int
    spoken_one_is_yao: Yes
    speaks_english: Yes
    notice: str


class PolicyIn(In):
    """Only the fields that are sent change; the act says within which bounds."""

    calls_before_pass: Annotated[int, Whole(0, 999)] = 0
    seconds_between_calls: Annotated[int, Whole(0, 999)] = 0
    return_after: Annotated[int, Whole(0, 999)] = 0
    returns_allowed: Annotated[int, Whole(0, 999)] = 0
    return_within_minutes: Annotated[int, Whole(0, 999)] = 0
    last_ticket_minutes: Annotated[int, Whole(0, 999)] = 0
    call_policy: CallPolicy = CallPolicy.RATIO
    ratio: Annotated[int, Whole(0, 999)] = 0
    aging_minutes: Annotated[int, Whole(0, 999)] = 0
    spoken_one_is_yao: Yes = False
    speaks_english: Yes = False
    notice: Annotated[str, OneLine(200, may_be_empty=True)] = ""
