"""Numbers of identity documents (GA/T 2000.156): read as people type them, checked, and explained.

A citizen's number (GB 11643) is 17 digits with a check sign; it tells the day of birth and the sex. The
county in front is never tested: codes were abolished and renamed, and a test would turn away Xi'an's elderly.
Passports and travel permits are read loosely: too many issues are in use for a strict rule to be right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
EARLIEST_YEAR = 1850
"""Nobody alive was born before; a number that says so was mistyped."""


class NumberKind(StrEnum):
    """Kinds of document whose number names a person."""

    RESIDENT_CARD = "111"
    TEMPORARY_CARD = "112"
    HOUSEHOLD_BOOK = "113"
    PASSPORT = "414"
    TAIWAN_PERMIT = "511"
    HONG_KONG_MACAO_PERMIT = "516"
    FOREIGN_RESIDENT = "553"
    HMT_RESIDENT = "554"
    NONE = "none"


CITIZEN_KINDS = (NumberKind.RESIDENT_CARD, NumberKind.TEMPORARY_CARD, NumberKind.HOUSEHOLD_BOOK)
"""Three documents, one number: the household book gives each member's own, never the household's."""

HMT_FRONTS = ("810000", "820000", "830000")
FOREIGN_FRONT = "9"
MALE, FEMALE = "male", "female"


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number in order: as it is stored, and what it tells. `note` is worth saying to whoever typed it."""

    kind: NumberKind
    number: str
    born_on: date | None = None
    sex: str = ""
    note: str = ""

    def age_on(self, day: date) -> int | None:
        """Full years on the day; None where the number does not tell."""
        return None if self.born_on is None else age_on(self.born_on, day)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why what was typed cannot be right, and what to do: said to the clerk. Never holds what was typed."""

    code: str
    sentence: str
    next_step: str

    @property
    def text(self) -> str:
        """Both sentences."""
        return f"{self.sentence}{self.next_step}"


def read(kind: str, typed: str, *, today: date) -> IdNumber | Problem:
    """The number of a document of the kind as it was typed, or the reason why it cannot be one."""
    number = tidy(typed)
    if not number:
        return _EMPTY
    return _READERS[NumberKind(kind)](NumberKind(kind), number, today)


def tidy(typed: str) -> str:
    """Full-width signs narrow, letters large, without spaces and dashes."""
    narrow = unicodedata.normalize("NFKC", typed).upper()
    return re.sub(r"[\s\-_·—\u2010-\u2015\u200b\ufeff]", "", narrow)


def check_sign(first_seventeen: str) -> str:
    """The last sign of a citizen's number (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_seventeen, strict=True))
    return CHECK_SIGNS[total % 11]


def upgraded(fifteen: str) -> str:
    """The 18 signs of an old number of 15 digits: the century put in, the check sign added."""
    first = f"{fifteen[:6]}19{fifteen[6:]}"
    return first + check_sign(first)


def age_on(born_on: date, day: date) -> int:
    """Full years on the day; who was born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def kind_told_by(typed: str) -> NumberKind | None:
    """Which kind a typed number can only be, by its shape; None where several fit."""
    number = tidy(typed)
    for pattern, kind in _SHAPES:
        if pattern.fullmatch(number):
            return kind
    return None


def _citizen(kind: NumberKind, number: str, today: date) -> IdNumber | Problem:
    if re.fullmatch(r"\d{15}", number):
        found = _eighteen(kind, upgraded(number), today)
        return found if isinstance(found, Problem) else _with_note(found)
    if number.startswith(HMT_FRONTS):
        return _OTHER_CARD_HMT
    if number.startswith(FOREIGN_FRONT) and len(number) == 18:
        return _OTHER_CARD_FOREIGN
    return _eighteen(kind, number, today)


def _eighteen(kind: NumberKind, number: str, today: date) -> IdNumber | Problem:
    """The rule of all numbers with birthday, order and check sign in the same places."""
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return _length(number)
    if number[-1] != check_sign(number[:17]):
        return _MISTYPED
    born_on = _day(number[6:14])
    if born_on is None or born_on > today or born_on.year < EARLIEST_YEAR:
        return _NO_SUCH_DAY
    return IdNumber(kind, number, born_on, MALE if int(number[16]) % 2 else FEMALE)


def _hmt_resident(kind: NumberKind, number: str, today: date) -> IdNumber | Problem:
    return _eighteen(kind, number, today) if number.startswith(HMT_FRONTS) else _HMT_FRONT


def _foreign_resident(kind: NumberKind, number: str, today: date) -> IdNumber | Problem:
    """The card of 2023 has 18 digits beginning with 9; the older one three letters and twelve digits."""
    if re.fullmatch(r"[A-Z]{3}\d{12}", number):
        return IdNumber(kind, number)
    return _eighteen(kind, number, today) if number.startswith(FOREIGN_FRONT) else _FOREIGN_SHAPE


def _loosely(pattern: str, problem: Problem) -> Callable[[NumberKind, str, date], IdNumber | Problem]:
    shape = re.compile(pattern)

    def reader(kind: NumberKind, number: str, today: date) -> IdNumber | Problem:
        return IdNumber(kind, number) if shape.fullmatch(number) else problem

    return reader


def _no_number(kind: NumberKind, number: str, today: date) -> IdNumber | Problem:
    return _NOT_EXPECTED


def _with_note(found: IdNumber) -> IdNumber:
    note = "这是15位旧号码，已换算成18位。请与本人现在的证件核对。"
    return IdNumber(found.kind, found.number, found.born_on, found.sex, note)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _length(number: str) -> Problem:
    if not re.fullmatch(r"[\dX]+", number):
        sentence = "身份号码里有不该有的字：前17位是数字，最后一位是数字或X。"
    elif len(number) != 18:
        sentence = f"身份号码应是18位，现在是{len(number)}位。"
    else:
        sentence = "字母X只能在身份号码的最后一位。"
    return Problem("id_number_shape", sentence, "请对照证件重新输入。")


_EMPTY = Problem("id_number_empty", "没有填证件号码。", "请输入，或把证件类型选为“没有号码”并写明原因。")
_NOT_EXPECTED = Problem(
    "id_number_not_expected", "选了“没有号码”，却填了号码。", "请选证件类型，或把号码删去。"
)
_MISTYPED = Problem(
    "id_number_mistyped", "身份号码最后一位对不上，有一位输错了。", "请对照证件逐位核对后重新输入。"
)
_NO_SUCH_DAY = Problem(
    "id_number_birthday", "身份号码第7至14位不是一个真实的出生日期。", "请对照证件重新输入。"
)
_OTHER_CARD_HMT = Problem(
    "id_number_other_card", "这是港澳台居民居住证的号码。", "请把证件类型改为“港澳台居民居住证”。"
)
_OTHER_CARD_FOREIGN = Problem(
    "id_number_other_card", "这是外国人永久居留身份证的号码。", "请把证件类型改为“外国人永久居留身份证”。"
)
_HMT_FRONT = Problem(
    "id_number_shape",
    "港澳台居民居住证的号码是18位，以810000、820000或830000开头。",
    "请对照证件重新输入，或改选证件类型。",
)
_FOREIGN_SHAPE = Problem(
    "id_number_shape",
    "外国人永久居留身份证的号码是以9开头的18位数字，旧证是3个字母加12位数字。",
    "请对照证件重新输入，或改选证件类型。",
)
_PASSPORT_SHAPE = Problem(
    "id_number_shape", "护照号码是5至17位字母和数字，其中有数字。", "请对照护照资料页重新输入。"
)
_TAIWAN_SHAPE = Problem(
    "id_number_shape", "台湾居民来往大陆通行证的号码是8位或10位数字。", "请对照证件重新输入。"
)
_HONG_KONG_MACAO_SHAPE = Problem(
    "id_number_shape",
    "港澳居民来往内地通行证的号码以H或M开头，后面是8位或10位数字。",
    "请对照证件重新输入。",
)

_READERS: dict[NumberKind, Callable[[NumberKind, str, date], IdNumber | Problem]] = {
    **dict.fromkeys(CITIZEN_KINDS, _citizen),
    NumberKind.PASSPORT: _loosely(r"(?=.*\d)[A-Z\d]{5,17}", _PASSPORT_SHAPE),
    NumberKind.TAIWAN_PERMIT: _loosely(r"[A-Z]?(\d{8}|\d{10})[A-Z]?", _TAIWAN_SHAPE),
    # The permit for those without Chinese nationality (2024) has a letter behind H or M.
    NumberKind.HONG_KONG_MACAO_PERMIT: _loosely(r"[HM]([A-Z]?\d{7}|\d{8}|\d{10})", _HONG_KONG_MACAO_SHAPE),
    NumberKind.FOREIGN_RESIDENT: _foreign_resident,
    NumberKind.HMT_RESIDENT: _hmt_resident,
    NumberKind.NONE: _no_number,
}
_SHAPES = (
    (re.compile(r"8[123]0000\d{11}[\dX]"), NumberKind.HMT_RESIDENT),
    (re.compile(r"9\d{16}[\dX]|[A-Z]{3}\d{12}"), NumberKind.FOREIGN_RESIDENT),
    (re.compile(r"\d{17}[\dX]|\d{15}"), NumberKind.RESIDENT_CARD),
    (re.compile(r"[HM](\d{8}|\d{10})"), NumberKind.HONG_KONG_MACAO_PERMIT),
)
