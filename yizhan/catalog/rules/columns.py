"""The columns of an item list as Excel or CSV: one table for the template, the export and the import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from yizhan.catalog.rules.limits import UNSET, limit_text, written_limit
from yizhan.catalog.states import Admission, BusinessLine, ItemType, Nature
from yizhan.lib.text import UnreadableCharacters, clean_line

YES, NO = "是", "否"

FORM_BOXES = ("审核转报", "行政给付", "行政确认", "公共服务", "其他行政权力")
"""The boxes of the monthly form that an item counts in; 帮办代办 is a way of handling, no item's box."""

# The form has no box for 行政许可, 行政征收 and 其他类职权 (their order as in the printed list).
_BOX_OF_TYPE = {
    ItemType.BENEFIT.label: "行政给付",
    ItemType.CONFIRMATION.label: "行政确认",
    ItemType.REVIEW_AND_FORWARD.label: "审核转报",
    ItemType.PUBLIC_SERVICE.label: "公共服务",
}


class Shelf(Enum):
    """Where a column's value is kept: with the standard item, the hall's implementation, or the guide."""

    ITEM = "item"
    HALL = "hall"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, where its value is kept, how its text is read, what to write in it."""

    key: str
    label: str
    shelf: Shelf
    canonical: Callable[[str], str]
    hint: str
    is_needed: bool = False


def _text(label: str, longest: int) -> Callable[[str], str]:
    def canonical(text: str) -> str:
        try:
            line = clean_line(text)
        except UnreadableCharacters:
            raise ValueError(f"{label}里有看不见的控制字符。") from None
        if len(line) > longest:
            raise ValueError(f"{label}太长：{len(line)}个字，最多{longest}个字。")
        return line

    return canonical


def _one_of(label: str, words: Mapping[str, str]) -> Callable[[str], str]:
    """Read one of the words (or one of its other spellings) into the catalogue's spelling."""

    def canonical(text: str) -> str:
        if text not in words:
            known = "、".join(dict.fromkeys(words.values()))
            raise ValueError(f"{label}“{text[:20]}”不认识，请填：{known}。")
        return words[text]

    return canonical


def _labels(choices: Any, **others: str) -> dict[str, str]:
    return {label: label for label in choices.labels} | others


def _limit(label: str) -> Callable[[str], str]:
    def canonical(text: str) -> str:
        try:
            limit = written_limit(text)
        except ValueError:
            raise ValueError(f"{label}“{text[:20]}”看不懂，请写成“20个工作日”“15天”或“当场”。") from None
        return "" if limit is None else limit_text(limit)

    return canonical


def _column(
    key: str, label: str, shelf: Shelf, longest: int, hint: str, *, is_needed: bool = False
) -> Column:
    return Column(key, label, shelf, _text(label, longest), f"{hint}最多{longest}个字。", is_needed)


_LINES = _labels(BusinessLine) | {
    label.removesuffix("类型").removesuffix("类"): label for label in BusinessLine.labels
}
_YES_NO = {YES: YES, NO: NO}

COLUMNS: tuple[Column, ...] = (
    _column("numbers", "序号", Shelf.ITEM, 20, "印发清单上的序号；清单以外的事项不填。"),
    _column("name", "事项名称", Shelf.ITEM, 200, "必填。清单内的事项照印发的名称写。", is_needed=True),
    _column("short_name", "短名", Shelf.ITEM, 24, "取号机和大屏上用；不填用名称的前24个字。"),
    _column("short_name_en", "英文短名", Shelf.ITEM, 60, ""),
    _column("everyday_words", "老百姓的叫法", Shelf.ITEM, 200, "几个叫法用空格隔开，用来搜索。"),
    Column("item_type", "事项类型", Shelf.ITEM, _one_of("事项类型", _labels(ItemType)),
           f"必填：{'、'.join(ItemType.labels)}。", is_needed=True),
    Column("business_line", "业务条线", Shelf.ITEM, _one_of("业务条线", _LINES),
           f"必填：{'、'.join(BusinessLine.labels)}。", is_needed=True),
    Column("form_box", "月报栏目", Shelf.ITEM, _one_of("月报栏目", {box: box for box in FORM_BOXES}),
           f"不填按事项类型归栏：{'、'.join(FORM_BOXES)}。"),
    Column("nature", "事项性质", Shelf.HALL, _one_of("事项性质", _labels(Nature)),
           f"不填是“{Nature.OWN.label}”：{'、'.join(Nature.labels)}。"),
    Column("admission", "进驻方式", Shelf.HALL, _one_of("进驻方式", _labels(Admission)),
           f"不填是“{Admission.DIRECT.label}”：{'、'.join(Admission.labels)}。"),
    _column("admission_reason", "未进驻原因", Shelf.HALL, 120, "未进驻的必须写明。"),
    Column("is_open", "开办", Shelf.HALL, _one_of("开办", _YES_NO), "不填是“是”：是、否。"),
    _column("closed_reason", "停办原因", Shelf.HALL, 300, "不开办的必须写明。"),
    Column("statutory", "法定时限", Shelf.GUIDE, _limit("法定时限"),
           "写成“20个工作日”“15天”“当场”；不知道的不填。"),
    Column("promised", "承诺时限", Shelf.GUIDE, _limit("承诺时限"), "写法同上，不能超过法定时限。"),
    Column("is_charged", "是否收费", Shelf.GUIDE, _one_of("是否收费", _YES_NO), "是、否；不知道的不填。"),
    _column("fee_text", "收费标准", Shelf.GUIDE, 200, ""),
    _column("place", "办理地点", Shelf.GUIDE, 120, ""),
    _column("phone", "咨询电话", Shelf.GUIDE, 60, ""),
)  # fmt: skip

BY_KEY = {column.key: column for column in COLUMNS}
BY_LABEL = {column.label: column for column in COLUMNS}
LONGEST_CELL = 400
"""No column holds more; a longer cell is cut there when it is read, and then refused as too long."""


def default_of(key: str, cells: Mapping[str, str]) -> str:
    """What an empty cell of a new item means."""
    match key:
        case "short_name":
            return cells.get("name", "")[:24]
        case "form_box":
            return _BOX_OF_TYPE.get(cells.get("item_type", ""), "其他行政权力")
        case "nature":
            return Nature.OWN.label
        case "admission":
            return Admission.DIRECT.label
        case "is_open":
            return YES
        case _:
            return ""


def limit_cell(text: str) -> str:
    """A limit as a cell shows it: a limit that is not set is an empty cell, not a word."""
    return "" if text == UNSET else text
