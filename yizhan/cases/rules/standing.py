"""How a handling stands to its deadline: in time, warned, due today, overdue, stopped (clause 7.2c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yizhan.cases.rules.counting import WorkingDays, count_between
from yizhan.cases.rules.deadline import Due
from yizhan.catalog.states import LimitUnit


class Stands(StrEnum):
    """The standings, from nothing known to late."""

    NOT_STARTED = "not_started"
    NO_LIMIT = "no_limit"
    STOPPED = "stopped"
    ON_TIME = "on_time"
    WARNED = "warned"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"


WORDS = {
    Stands.NOT_STARTED: "尚未受理",
    Stands.NO_LIMIT: "未定时限",
    Stands.STOPPED: "停表",
    Stands.ON_TIME: "按时",
    Stands.WARNED: "快到期",
    Stands.DUE_TODAY: "今天到期",
    Stands.OVERDUE: "已超期",
}
_WITH_DAYS = {
    Stands.STOPPED: "停表，还剩{}",
    Stands.ON_TIME: "{}后到期",
    Stands.WARNED: "只剩{}",
    Stands.OVERDUE: "超期{}",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a handling stands; `days` are those left, or those overdue, in `unit`: none on a weekend."""

    stands: Stands
    days: int = 0
    unit: str = LimitUnit.WORKDAYS

    @property
    def words(self) -> str:
        """In words for a list: 3个工作日后到期, 只剩1个工作日, 今天到期, 超期2个工作日."""
        if self.days == 0:
            return WORDS[self.stands]
        amount = f"{self.days}{LimitUnit(self.unit).label}"
        return _WITH_DAYS[self.stands].format(amount)


def standing(due: Due, calendar: WorkingDays) -> Standing:
    """How an open handling stands on the day on which its dates were computed (clause 7.2c)."""
    kept = kept_standing(
        calendar,
        on=due.seen_on,
        is_accepted=due.starts_on is not None,
        due_on=due.due_on,
        warn_on=due.warn_on,
        is_stopped=due.is_stopped,
        unit=due.unit,
    )
    is_counting_down = kept.stands in {Stands.ON_TIME, Stands.WARNED, Stands.STOPPED}
    return Standing(kept.stands, due.left or 0, kept.unit) if is_counting_down else kept


def kept_standing(
    calendar: WorkingDays,
    *,
    on: date,
    is_accepted: bool = True,
    due_on: date | None,
    warn_on: date | None = None,
    is_stopped: bool = False,
    unit: str = LimitUnit.WORKDAYS,
) -> Standing:
    """The same from the dates as they are kept in a row, for lists of many: no stop of the future is known.

    `is_stopped` is `Due.is_stopped`: false where the last day had passed before the stop. The kept date of
    an open stop stays behind day by day, therefore only the fact is told of it.
    """
    if not is_accepted:
        return Standing(Stands.NOT_STARTED)
    if due_on is None:
        return Standing(Stands.NO_LIMIT)
    if is_stopped:
        return Standing(Stands.STOPPED, unit=unit)
    if on > due_on:
        return Standing(Stands.OVERDUE, count_between(due_on, on, unit, calendar), unit)
    if on == due_on:
        return Standing(Stands.DUE_TODAY, unit=unit)
    is_warned = warn_on is not None and on >= warn_on
    left = count_between(on, due_on, unit, calendar)
    return Standing(Stands.WARNED if is_warned else Stands.ON_TIME, left, unit)


def finished_standing(
    calendar: WorkingDays, *, due_on: date | None, finished_on: date, unit: str = LimitUnit.WORKDAYS
) -> Standing:
    """How an ended handling kept its time: ON_TIME with what was left, OVERDUE with what it was late by."""
    if due_on is None:
        return Standing(Stands.NO_LIMIT)
    late = finished_on > due_on
    first, last = (due_on, finished_on) if late else (finished_on, due_on)
    stands = Stands.OVERDUE if late else Stands.ON_TIME
    return Standing(stands, count_between(first, last, unit, calendar), unit)
