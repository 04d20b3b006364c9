"""What the acts of the calendar refuse."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class YearNotComplete(Refusal):
    """A published year has at least the days off for the spring festival and the national day."""

    code = "year_not_complete"
    sentence = "{year}年的安排不能用：{problem}"
    next_step = "请对照国务院办公厅的通知改正后再录入。"


class CalendarNotYours(Refusal):
    """The calendar holds for the whole installation."""

    code = "calendar_not_yours"
    status = 403
    sentence = "工作日历由系统管理员录入。"
    next_step = "请交给系统管理员办理。"
