"""Time limits in one sentence, and whether a promise keeps within the statute (clauses 5.3, 7.2c)."""

from __future__ import annotations

import re
from enum import Enum

from yizhan.catalog.content import Limit
from yizhan.catalog.states import LimitUnit

UNSET = "未定时限"
UNSET_EN = "no time limit set"
AT_ONCE = "当场办结"
AT_ONCE_EN = "on the spot"
LONGEST = 999

_WRITTEN = re.compile(r"(\d{1,3})\s*(个?工作日|天|日|个?自然日)")


class Promise(Enum):
    """How a promised limit stands to the statutory one."""

    WITHIN = "within"
    LONGER = "longer"
    UNCLEAR = "unclear"


def limit_text(limit: Limit | None) -> str:
    """One limit in words: 20个工作日, 15天, 当场办结, 未定时限."""
    if limit is None:
        return UNSET
    if limit.value == 0:
        return AT_ONCE
    return f"{limit.value}{LimitUnit(limit.unit).label}"


def limit_text_en(limit: Limit | None) -> str:
    """One limit in English words."""
    if limit is None:
        return UNSET_EN
    if limit.value == 0:
        return AT_ONCE_EN
    noun = "working day" if limit.unit == LimitUnit.WORKDAYS else "day"
    return f"{limit.value} {noun}{'' if limit.value == 1 else 's'}"


def limits_sentence(statutory: Limit | None, promised: Limit | None) -> str:
    """Both limits side by side: 法定20个工作日，承诺10个工作日. No default is ever invented."""
    if statutory is None and promised is None:
        return UNSET
    if statutory is None:
        return f"承诺{limit_text(promised)}，法定{UNSET}"
    if promised is None:
        return f"法定{limit_text(statutory)}，承诺{UNSET}"
    return f"法定{limit_text(statutory)}，承诺{limit_text(promised)}"


def limits_sentence_en(statutory: Limit | None, promised: Limit | None) -> str:
    """Both limits side by side in English."""
    if statutory is None and promised is None:
        return UNSET_EN
    by_law = limit_text_en(statutory) if statutory else "no limit set"
    by_us = limit_text_en(promised) if promised else "no limit set"
    return f"by law: {by_law}; we promise: {by_us}"


def promise_against_statute(statutory: Limit | None, promised: Limit | None) -> Promise:
    """A promise is never longer than the statute; where nobody can be sure of it, it is UNCLEAR.

    Days against working days: a working day lasts at least a day, so n days keep within n working days,
    and more than n working days break n days. Between them the holidays decide, which differ each year.
    """
    if statutory is None or promised is None or promised.value == 0:
        return Promise.WITHIN
    if statutory.unit == promised.unit:
        return Promise.WITHIN if promised.value <= statutory.value else Promise.LONGER
    if promised.unit == LimitUnit.DAYS:
        return Promise.WITHIN if promised.value <= statutory.value else Promise.UNCLEAR
    return Promise.LONGER if promised.value > statutory.value else Promise.UNCLEAR


def written_limit(text: str) -> Limit | None:
    """Read a limit as people write it: 20个工作日, 15天, 当场. Empty or 未定时限 is None; else ValueError."""
    text = "".join(text.split())
    if text in {"", UNSET, "未定"}:
        return None
    if text in {"当场", "当场办结", "即办", "即时办结", "0"}:
        return Limit(0, LimitUnit.WORKDAYS)
    if found := _WRITTEN.fullmatch(text):
        return Limit(int(found[1]), LimitUnit.WORKDAYS if "工作日" in found[2] else LimitUnit.DAYS)
    raise ValueError(text)
