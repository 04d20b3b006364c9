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


class CalendarChanged(Refusal):
    """Somebody changed the calendar between the preview and the confirmation."""

    code = "calendar_changed"
    status = 409
    sentence = "您核对{year}年的安排时，工作日历被别人改过，刚才的录入没有生效。"
    next_step = "请重新核对一遍再确认。"
