"""One sentence that explains each date (clause 7.2c).

11月20日受理，承诺10个工作日，补正停表3天，12月9日到期
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yizhan.cases.rules.answering import AnswerBy
from yizhan.cases.rules.deadline import Binding, Due, Extension, Facts, Limit, StoppedFor
from yizhan.cases.states import StopKind
from yizhan.catalog.states import LimitUnit

_SHORT = {StopKind.SUPPLEMENT: "补正"}
_ENGLISH = {
    StopKind.HEARING: "a hearing",
    StopKind.BIDDING: "a bidding",
    StopKind.AUCTION: "an auction",
    StopKind.INSPECTION: "an inspection",
    StopKind.TESTING: "a test",
    StopKind.QUARANTINE: "a quarantine",
    StopKind.APPRAISAL: "an appraisal",
    StopKind.EXPERT_REVIEW: "a review by experts",
    StopKind.SUPPLEMENT: "missing papers",
    StopKind.PUBLICITY: "the public notice",
    StopKind.UPPER_LEVEL: "the upper authority",
    StopKind.FORCE_MAJEURE: "force majeure",
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def explain(facts: Facts, due: Due) -> str:
    """The sentence of a date, in the order in which it came about; without a full stop (clause 7.2c)."""
    if due.starts_on is None:
        return f"{_day(facts.received_on)}收到申请，尚未受理，期限从受理的次日起算"
    parts = [_beginning(facts, _day(due.starts_on, due.seen_on)), *_limits(facts, due)]
    if due.due_on is None:
        return "，".join(parts)
    parts += [_stopped(one, due) for one in due.stopped_for]
    parts += [f"批准延长{_amount(one)}" for one in facts.extensions]
    parts += _running(due)
    parts.append(_end(due, due.due_on))
    return "，".join(parts) + _too_late(due) + _provisional(due.unpublished_years)


def explain_answer(answer: AnswerBy) -> str:
    """The sentence of the answer's last day: 11月20日收到，11月27日前答复是否受理，逾期视为11月20日已受理."""
    start = answer.received_on
    by_analogy = f"（{answer.basis}）"
    return (
        f"{_day(start)}收到，{answer.workdays}个工作日内答复，最迟{_day(answer.on, start)}，"
        f"逾期不答复视为{_day(start)}已受理{by_analogy}{_provisional(answer.unpublished_years)}"
    )


def explain_en(facts: Facts, due: Due) -> str:
    """The same sentence for residents who read English."""
    if due.starts_on is None:
        return f"Received on {_day_en(facts.received_on)}, not accepted yet; time counts from acceptance"
    beginning = f"Accepted on {_day_en(due.starts_on)}"
    if facts.is_deemed_accepted:
        beginning = f"Received on {_day_en(due.starts_on)} and accepted by law, as nobody answered in time"
    if due.due_on is None:
        return f"{beginning}; no time limit set"
    parts = [beginning, *_limits_en(facts, due)]
    parts += [f"not counting {one.count} {_days_en(due.unit, one.count)} for {_cause_en(one.kind)}"
              for one in due.stopped_for]  # fmt: skip
    parts += [f"extended by {_amount_en(one)}" for one in facts.extensions]
    if due.stop is not None and due.is_stopped:
        parts.append(f"on hold since {_day_en(due.stop.from_on)} for {_cause_en(due.stop.kind)}")
    condition = " if it goes on tomorrow" if due.is_open_ended else ""
    parts.append(f"due on {_day_en(due.due_on)}{condition}")
    named = ", ".join(str(year) for year in due.unpublished_years)
    open_years = f"; the holidays of {named} are not published yet, so this may change" if named else ""
    return ", ".join(parts) + open_years


def _beginning(facts: Facts, start: str) -> str:
    return f"{start}收到申请，逾期未答复，视为收到之日受理" if facts.is_deemed_accepted else f"{start}受理"


def _limits(facts: Facts, due: Due) -> list[str]:
    """The limits that are known, the one that binds last."""
    if due.due_on is None:
        return ["未定时限"]
    words = {
        Binding.STATUTORY: facts.statutory and f"法定{_limit(facts.statutory)}",
        Binding.PROMISED: facts.promised and f"承诺{_limit(facts.promised)}",
    }
    return [one for one in words.values() if one]


def _stopped(one: StoppedFor, due: Due) -> str:
    """补正停表3天: days where all were working days, else as working days, so that the sum can be checked."""
    unit = "天" if one.count == one.dates else LimitUnit(due.unit).label
    return f"{_cause(one.kind)}停表{one.count}{unit}"


def _running(due: Due) -> list[str]:
    """What the stop that is running now means for the date."""
    if due.stop is None or not due.is_stopped:
        return []
    if due.stop.to_on is not None:
        return [f"现在停表，到{_day(due.stop.to_on, due.starts_on)}为止"]
    since = f"{_day(due.stop.from_on, due.starts_on)}起因{_cause(due.stop.kind)}停表"
    return [since, f"还剩{due.left}{LimitUnit(due.unit).label}", "如今天恢复"]


def _too_late(due: Due) -> str:
    """A stop that begins after the last day is named, so that nobody takes it for a remedy."""
    if due.stop is None or due.is_stopped:
        return ""
    since = _day(due.stop.from_on, due.starts_on)
    return f"；{since}起因{_cause(due.stop.kind)}停表，已在到期以后，期限不变"


def _end(due: Due, due_on: date) -> str:
    """12月9日到期, and beside it the other limit's day where the reader may ask for it."""
    start = due.starts_on or due_on
    words = "当日到期" if due_on == start else f"{_day(due_on, start)}到期"
    other = due.statutory_on if due.binding == Binding.PROMISED else due.promised_on
    if other is None:
        return words
    name = "法定" if due.binding == Binding.PROMISED else "承诺"
    return f"{words}（{name}期限到{_day(other, start)}）" if other != due_on else words


def _provisional(years: Iterable[int]) -> str:
    named = "、".join(f"{year}年" for year in years)
    return f"；{named}放假安排未公布，暂按周一至周五推算" if named else ""


def _limit(limit: Limit) -> str:
    return "当场办结" if limit.count == 0 else f"{limit.count}{LimitUnit(limit.unit).label}"


def _amount(one: Extension) -> str:
    return f"{one.count}{LimitUnit(one.unit).label}"


def _cause(kind: str) -> str:
    return _SHORT.get(StopKind(kind), StopKind(kind).label)


def _day(day: date, beside: date | None = None) -> str:
    """11月20日; with the year where it is not that of the day beside which it stands."""
    year = f"{day.year}年" if beside is not None and day.year != beside.year else ""
    return f"{year}{day.month}月{day.day}日"


def _limits_en(facts: Facts, due: Due) -> list[str]:
    named = [(facts.statutory, "by law"), (facts.promised, "promised")]
    return [f"{word} {_limit_en(limit)}" for limit, word in named if limit is not None]


def _limit_en(limit: Limit) -> str:
    return "on the spot" if limit.count == 0 else f"within {limit.count} {_days_en(limit.unit, limit.count)}"


def _amount_en(one: Extension) -> str:
    return f"{one.count} {_days_en(one.unit, one.count)}"


def _days_en(unit: str, count: int) -> str:
    return f"{'working ' if unit == LimitUnit.WORKDAYS else ''}day{'' if count == 1 else 's'}"


def _cause_en(kind: str) -> str:
    return _ENGLISH[StopKind(kind)]


def _day_en(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
