"""The life of a ticket on one page, and the fixed lists of the floor."""

from __future__ import annotations

from django.db import models

from yizhan.rows.lifecycle import move


class TicketState(models.TextChoices):
    """Where a ticket is. Each open state is one list on the clerk's desk."""

    WAITING = "waiting", "等候中"
    CALLED = "called", "已叫号"
    SERVING = "serving", "正在办理"
    PASSED = "passed", "已过号"
    SUSPENDED = "suspended", "已挂起"
    SERVED = "served", "已办完"
    MISSED = "missed", "未到"
    CANCELLED = "cancelled", "已取消"


AT_A_WINDOW = frozenset({TicketState.CALLED, TicketState.SERVING})
OPEN = frozenset({TicketState.WAITING, TicketState.PASSED, TicketState.SUSPENDED}) | AT_A_WINDOW
ENDED = frozenset({TicketState.SERVED, TicketState.MISSED, TicketState.CANCELLED})

CALL = move("call", {TicketState.WAITING}, TicketState.CALLED)
CALL_CHOSEN = move(
    "call_chosen", {TicketState.WAITING, TicketState.PASSED, TicketState.SUSPENDED}, TicketState.CALLED
)
PUT_BACK = {
    origin: move("put_back", {TicketState.CALLED}, origin)
    for origin in (TicketState.WAITING, TicketState.PASSED, TicketState.SUSPENDED)
}
"""A call made by mistake goes back to where the number was."""
START = move("start", {TicketState.CALLED}, TicketState.SERVING)
PASS_OVER = move("pass_over", {TicketState.CALLED}, TicketState.PASSED)
RETURN = move("return_to_queue", {TicketState.PASSED}, TicketState.WAITING)
SUSPEND = move("suspend", AT_A_WINDOW, TicketState.SUSPENDED)
RESUME = move("resume", {TicketState.SUSPENDED}, TicketState.SERVING)
TRANSFER = move("transfer", AT_A_WINDOW, TicketState.WAITING)
TAKE_BACK = move("take_back", {TicketState.WAITING}, TicketState.SERVING)
FINISH = move("finish", AT_A_WINDOW, TicketState.SERVED)
REOPEN = move("reopen", {TicketState.SERVED}, TicketState.SERVING)
CANCEL = move("cancel", OPEN, TicketState.CANCELLED)
"""From the window too: who came and wants nothing after all is neither served nor a consultation."""
RESTORE = move("restore", {TicketState.CANCELLED, TicketState.MISSED}, TicketState.WAITING)

AT_CLOSING: dict[str, tuple[str, str]] = {
    TicketState.WAITING: (TicketState.CANCELLED, "hall_closed"),
    TicketState.CALLED: (TicketState.MISSED, "not_come"),
    TicketState.PASSED: (TicketState.MISSED, "not_come"),
    TicketState.SUSPENDED: (TicketState.MISSED, "not_back"),
    TicketState.SERVING: (TicketState.SERVED, "hall_closed"),
}
"""What closing the day makes of each open state, and why: no ticket stays open overnight."""


class EndReason(models.TextChoices):
    """Why a ticket ended without, or besides, an ordinary finish."""

    RESIDENT_LEFT = "resident_left", "群众不办了"
    WRONG_TICKET = "wrong_ticket", "取错号"
    TAKEN_TWICE = "taken_twice", "重复取号"
    HALL_CLOSED = "hall_closed", "闭厅时未办"
    NOT_COME = "not_come", "叫号未到"
    NOT_BACK = "not_back", "挂起后没有回来"


CANCEL_REASONS = (EndReason.RESIDENT_LEFT, EndReason.WRONG_TICKET, EndReason.TAKEN_TWICE)


class SuspendKind(models.TextChoices):
    """The three kinds of 挂起: who keeps the papers, and where the ticket may be taken up again."""

    WITHOUT_PAPERS = "without_papers", "不持件：回来后任何窗口可续办"
    WITH_PAPERS = "with_papers", "持件：材料在本窗口，回本窗口续办"
    WAITING_FOR = "waiting_for", "等待：在大厅等一个结果，好了再叫"


class Channel(models.TextChoices):
    """Where a visit began."""

    KIOSK = "kiosk", "取号机"
    GUIDE = "guide", "导引台"
    WINDOW = "window", "窗口"
    API = "api", "接口"


class PriorityReason(models.TextChoices):
    """The listed reasons for 优先; without one nobody goes before others."""

    ELDER = "elder", "60岁以上老年人"
    DISABLED = "disabled", "残疾人"
    PREGNANT = "pregnant", "孕妇"
    INFANT = "infant", "带婴幼儿"
    SOLDIER = "soldier", "现役、退役军人"
    MARTYR_FAMILY = "martyr_family", "烈士遗属"
    RESCUER = "rescuer", "消防救援人员"
    ILLNESS = "illness", "突发不适"


class PauseReason(models.TextChoices):
    """Why a window pauses; shown on the window board."""

    MEAL = "meal", "用餐"
    BREAK = "break", "短暂离开"
    MEETING = "meeting", "会议"
    TRAINING = "training", "学习培训"
    SYSTEM_FAULT = "system_fault", "系统故障"
    FIELD_WORK = "field_work", "外出核查"


class CallKind(models.TextChoices):
    """Whether a call is the first of its turn."""

    CALL = "call", "叫号"
    RECALL = "recall", "重呼"


class ConsultationTopic(models.TextChoices):
    """What was asked: the second of the two keys (the first is the business line, 1–7)."""

    CONDITIONS = "conditions", "能不能办（条件）"
    MATERIALS = "materials", "带什么（材料）"
    PROCEDURE = "procedure", "怎么办（流程）"
    PROGRESS = "progress", "办到哪了（进度）"
    PLACE_AND_TIME = "place_and_time", "在哪办、几点办"
    FEES = "fees", "收不收钱"
    POLICY = "policy", "政策解释"
    ELSEWHERE = "elsewhere", "不归本中心办"
    OTHER = "other", "其他"


class DayState(models.TextChoices):
    """A business day of a hall."""

    OPEN = "open", "营业"
    CLOSED = "closed", "已闭"


CLOSE_DAY = move("close_day", {DayState.OPEN}, DayState.CLOSED)
REOPEN_DAY = move("reopen_day", {DayState.CLOSED}, DayState.OPEN)
