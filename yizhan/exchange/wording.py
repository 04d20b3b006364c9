"""Wrong fields in Chinese: which one, and what to write instead. Pure functions on plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SENTENCES = {
    "missing": "必须填写。",
    "extra_forbidden": "没有这个字段，请删去。",
    "string_type": "要填文字。",
    "string_too_short": "至少 {min_length} 个字。",
    "string_too_long": "最多 {max_length} 个字。",
    "string_pattern_mismatch": "格式不对。",
    "string_unicode": "文字里有读不出来的字符。",
    "int_type": "要填整数。",
    "int_parsing": "要填整数。",
    "int_parsing_size": "数字太大。",
    "int_from_float": "要填整数，不带小数。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "bool_type": "要填 true 或 false。",
    "bool_parsing": "要填 true 或 false。",
    "uuid_type": "要填编号（UUID）。",
    "uuid_parsing": "要填编号（UUID）。",
    "uuid_version": "要填编号（UUID）。",
    "enum": "只能是：{expected}。",
    "literal_error": "只能是：{expected}。",
    "list_type": "要填列表。",
    "too_long": "最多 {max_length} 项。",
    "too_short": "至少 {min_length} 项。",
    "model_type": "要填对象。",
    "model_attributes_type": "要填对象。",
    "dict_type": "要填对象。",
    "date_type": "日期要写成 2026-11-23 这样。",
    "date_parsing": "日期要写成 2026-11-23 这样。",
    "date_from_datetime_parsing": "日期要写成 2026-11-23 这样。",
    "date_from_datetime_inexact": "日期要写成 2026-11-23 这样，不带时间。",
    "time_type": "时间要写成 09:30 这样。",
    "time_parsing": "时间要写成 09:30 这样。",
}
OTHERWISE = "填得不对，请对照 openapi.json 里的说明。"
OWN = "yizhan_"
"""Errors whose type begins so carry a Chinese sentence of their own."""


def wording(error: Mapping[str, Any]) -> str:
    """What is wrong with one field, and what to write."""
    kind = str(error["type"])
    if kind.startswith(OWN):
        return str(error["msg"])
    sentence = SENTENCES.get(kind, OTHERWISE)
    facts = {
        name: str(fact).replace(" or ", "、").replace("'", "") for name, fact in error.get("ctx", {}).items()
    }
    return sentence.format_map(_Facts(facts))


def where(error: Mapping[str, Any]) -> str:
    """The field as a path. The name of the operation's own parameter means nothing to the one who asks."""
    steps = [str(step) for step in error["loc"]]
    if len(steps) > 1 and steps[0] == "body":
        del steps[1]
    return ".".join(steps)


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
