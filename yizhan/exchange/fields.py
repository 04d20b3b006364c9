"""What stands in requests and answers: cleaned lines and texts, bounded numbers, days, instants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from django.utils.timezone import localtime
from ninja import Schema
from ninja.params.models import Header
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from yizhan.exchange.wording import OWN
from yizhan.lib.refusal import Refusal
from yizhan.lib.text import clean_line, clean_paragraphs, has_control_characters

EARLIEST_YEAR, LATEST_YEAR = 2000, 2199
WRITTEN_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class In(Schema):
    """What a request may say: fields that are not named are refused."""

    model_config = ConfigDict(extra="forbid")


class Out(Schema):
    """What an answer says."""


@dataclass(frozen=True, slots=True)
class OneLine(GroupedMetadata):
    """A line as it is stored: nothing invisible in it, not too long."""

    longest: int
    may_be_empty: bool = False

    def __iter__(self) -> Iterator[object]:
        """The checks in their order."""
        yield StringConstraints(min_length=None if self.may_be_empty else 1, max_length=self.longest)
        yield AfterValidator(_line)
        if not self.may_be_empty:
            yield AfterValidator(_not_empty)


@dataclass(frozen=True, slots=True)
class Paragraphs(GroupedMetadata):
    """A text of several lines, otherwise the same."""

    longest: int

    def __iter__(self) -> Iterator[object]:
        """The checks in their order."""
        yield StringConstraints(min_length=1, max_length=self.longest)
        yield AfterValidator(_paragraphs)
        yield AfterValidator(_not_empty)


@dataclass(frozen=True, slots=True)
class Whole(GroupedMetadata):
    """A whole number between two bounds; true and "5" are none."""

    low: int
    high: int

    def __iter__(self) -> Iterator[object]:
        """The checks in their order."""
        yield from FieldInfo(strict=True, ge=self.low, le=self.high).metadata


def _line(text: str) -> str:
    return _cleaned(clean_line, text)


def _paragraphs(text: str) -> str:
    return _cleaned(clean_paragraphs, text)


def _cleaned(clean: Any, text: str) -> str:
    try:
        return str(clean(text))
    except Refusal as refusal:
        raise PydanticCustomError(f"{OWN}text", "{words}", {"words": refusal.text}) from None


def _not_empty(text: str) -> str:
    if not text:
        raise PydanticCustomError(f"{OWN}empty", "请填写。")
    return text


def _visible(text: str) -> str:
    if has_control_characters(text):
        raise PydanticCustomError(f"{OWN}text", "有看不见的控制字符，请删去后重新输入。")
    return text


def _written_day(value: Any) -> Any:
    """Days are text in JSON: a number would be taken for seconds since 1970."""
    if not isinstance(value, str) or not re.fullmatch(WRITTEN_DAY, value):
        raise PydanticCustomError(f"{OWN}day", "日期要写成 2026-11-23 这样。")
    return value


def _written_time(value: Any) -> time:
    if not isinstance(value, str) or not re.match(CLOCK, value):
        raise PydanticCustomError(f"{OWN}time", "时间要写成 09:30 这样。")
    return time(int(value[:2]), int(value[3:5]))


def _possible(value: date) -> date:
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise PydanticCustomError(f"{OWN}year", "年份不对。")
    return value


def _blank(value: Any) -> Any:
    return value or None


def _as_instant(value: datetime) -> str:
    return localtime(value).isoformat()


def _as_clock(value: time) -> str:
    return f"{value:%H:%M}"


Yes = StrictBool
Password = Annotated[str, StringConstraints(min_length=1, max_length=128), AfterValidator(_visible)]
"""A password as it was typed: nothing is trimmed; the act says whether it is good enough."""
Instant = Annotated[
    datetime,
    PlainSerializer(_as_instant, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""An instant with its zone, as 2026-11-23T09:30:00+08:00."""
Day = Annotated[date, BeforeValidator(_written_day), AfterValidator(_possible)]
"""A day of a request."""
Clock = Annotated[
    time,
    BeforeValidator(_written_time),
    WithJsonSchema({"type": "string", "pattern": CLOCK, "examples": ["09:30"]}),
]
"""A time of day of a request."""
ClockOut = Annotated[
    time, PlainSerializer(_as_clock, return_type=str), WithJsonSchema({"type": "string", "pattern": CLOCK})
]
"""A time of day of an answer."""
OR_NULL = BeforeValidator(_blank)
"""An empty text of the tables is null in answers."""

RequestKey = Annotated[
    str,
    Header(
        "",
        alias="Idempotency-Key",
        pattern=r"^[0-9A-Za-z-]{8,64}$",
        description="同一请求重发时用同一个编号，只会办一次，回答第一次的结果。建议用 UUID。",
    ),
]
"""The request's key; without one every request is a new one."""
