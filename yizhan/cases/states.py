"""The life of a case on one page, and the fixed lists of acceptance, review and delivery."""

from __future__ import annotations

from django.db import models

from yizhan.catalog.states import SpecialProcedure as StopKind
from yizhan.rows.lifecycle import move

__all__ = ["StopKind"]


class HandlingState(models.TextChoices):
    """Where a unit's handling of a case is. Received is not accepted (收件不等于受理)."""

    RECEIVED = "received", "已收件"
    NOTICED = "noticed", "待补正"
    ACCEPTED = "accepted", "审核中"
    DECIDED = "decided", "已办结"
    DECLINED = "declined", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "补正不来"
    VOID = "void", "已作废"


OPEN = frozenset({HandlingState.RECEIVED, HandlingState.NOTICED, HandlingState.ACCEPTED})
ENDED = frozenset(HandlingState) - OPEN
BEFORE_ACCEPTANCE = frozenset({HandlingState.RECEIVED, HandlingState.NOTICED})

ACCEPT = move("accept", {HandlingState.RECEIVED}, HandlingState.ACCEPTED)
DEEM_ACCEPTED = move("deem_accepted", {HandlingState.RECEIVED}, HandlingState.ACCEPTED)
NOTICE = move("notice", {HandlingState.RECEIVED}, HandlingState.NOTICED)
NOTICE_IN_REVIEW = move("notice_in_review", {HandlingState.ACCEPTED}, HandlingState.ACCEPTED)
"""Other matters than licences may lack something after acceptance: the clock stops, the state stays."""
SUPPLEMENT = move("supplement", {HandlingState.NOTICED}, HandlingState.RECEIVED)
SUPPLEMENT_IN_REVIEW = move("supplement_in_review", {HandlingState.ACCEPTED}, HandlingState.ACCEPTED)
DECLINE = move("decline", {HandlingState.RECEIVED}, HandlingState.DECLINED)
LAPSE = move("lapse", {HandlingState.NOTICED, HandlingState.ACCEPTED}, HandlingState.LAPSED)
WITHDRAW = move("withdraw", OPEN, HandlingState.WITHDRAWN)
VOID = move("void", OPEN, HandlingState.VOID)
DECIDE = move("decide", {HandlingState.ACCEPTED}, HandlingState.DECIDED)
CONCLUDE_AT_ONCE = move("conclude_at_once", {HandlingState.RECEIVED}, HandlingState.DECIDED)
"""即办件: accepted and decided in one act at the window."""
REOPEN_FOR_ANSWER = move("reopen", ENDED, HandlingState.RECEIVED)
REOPEN_IN_REVIEW = move("reopen", ENDED, HandlingState.ACCEPTED)
"""An ended case goes on where its end left it: what had been accepted in review, else to be answered anew."""


class Outcome(models.TextChoices):
    """What was decided (办结结果)."""

    GRANTED = "granted", "准予（出证办结）"
    REFUSED = "refused", "不予批准"


class AcceptedHow(models.TextChoices):
    """Whether somebody accepted, or the law did because nobody answered in time."""

    BY_NOTICE = "by_notice", "受理"
    AT_ONCE = "at_once", "当场办结"
    DEEMED = "deemed", "视为受理"


class LawClass(models.TextChoices):
    """Which procedure law holds: licences have their own, the other types go by their rules."""

    LICENCE = "licence", "行政许可"
    OTHER = "other", "其他事项"


class IntakeChannel(models.TextChoices):
    """How a case came in (申报来源)."""

    WINDOW = "window", "窗口"
    HOME_VISIT = "home_visit", "上门"
    POST = "post", "邮寄"
    STATION = "station", "站点代收"
    BATCH = "batch", "批量"
    API = "api", "接口"


class PartyRole(models.TextChoices):
    """What somebody is in a case."""

    APPLICANT = "applicant", "申请人"
    BENEFICIARY = "beneficiary", "受益人"
    AGENT = "agent", "代理人"
    GUARDIAN = "guardian", "监护人"
    COLLECTOR = "collector", "领取人"
    HOUSEHOLD = "household", "家庭成员"


class HandedInAs(models.TextChoices):
    """In which form a material was taken; 免交 says why nothing had to be brought."""

    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    ELECTRONIC = "electronic", "电子件"
    EXEMPT_SHARED = "exempt_shared", "免交（数据共享核验）"
    EXEMPT_PROMISE = "exempt_promise", "免交（告知承诺）"
    DEFERRED = "deferred", "容缺后补"
    MISSING = "missing", "未交"


TAKEN = frozenset({HandedInAs.ORIGINAL, HandedInAs.COPY, HandedInAs.ELECTRONIC})
EXEMPT = frozenset({HandedInAs.EXEMPT_SHARED, HandedInAs.EXEMPT_PROMISE})


class DraftState(models.TextChoices):
    """The life of what was typed and not yet received."""

    OPEN = "open", "未提交"
    USED = "used", "已收件"
    DISCARDED = "discarded", "已放弃"


USE_DRAFT = move("use", {DraftState.OPEN}, DraftState.USED)
DISCARD_DRAFT = move("discard", {DraftState.OPEN}, DraftState.DISCARDED)


class BatchRowState(models.TextChoices):
    """What became of one row of a list that an agent brought."""

    WAITING = "waiting", "待收件"
    RECEIVED = "received", "已收件"
    REFUSED = "refused", "未收"


RECEIVE_ROW = move("receive_row", {BatchRowState.WAITING, BatchRowState.REFUSED}, BatchRowState.RECEIVED)


class StepState(models.TextChoices):
    """Where a step of the review is (环节)."""

    WAITING = "waiting", "未到"
    OPEN = "open", "待办"
    DONE = "done", "已办"
    RETURNED = "returned", "已退回"
    DROPPED = "dropped", "不再需要"


OPEN_STEP = move("open", {StepState.WAITING}, StepState.OPEN)
FINISH_STEP = move("finish", {StepState.OPEN}, StepState.DONE)
RETURN_STEP = move("return", {StepState.OPEN}, StepState.RETURNED)


class Verdict(models.TextChoices):
    """What an opinion comes to (签署意见)."""

    AGREE = "agree", "同意"
    DISAGREE = "disagree", "不同意"


class PublicityState(models.TextChoices):
    """Where a public notice is (公示)."""

    POSTED = "posted", "公示中"
    ENDED = "ended", "已结束"


END_PUBLICITY = move("end", {PublicityState.POSTED}, PublicityState.ENDED)


class ResultState(models.TextChoices):
    """Where a result is (出件)."""

    READY = "ready", "待领取"
    POSTED = "posted", "已寄出"
    DELIVERED = "delivered", "已送达"
    REFUSED = "refused", "拒收"


POST_RESULT = move("post", {ResultState.READY, ResultState.REFUSED}, ResultState.POSTED)
POST_RETURNED = move("post_returned", {ResultState.POSTED}, ResultState.READY)
DELIVER = move("deliver", {ResultState.READY, ResultState.POSTED, ResultState.REFUSED}, ResultState.DELIVERED)
REFUSE_RESULT = move("refuse", {ResultState.READY, ResultState.POSTED}, ResultState.REFUSED)


class DeliveryWay(models.TextChoices):
    """How a result got into the resident's hand (送达方式)."""

    COLLECTED = "collected", "窗口领取"
    BY_AGENT = "by_agent", "代领"
    POSTED = "posted", "邮寄"
    AT_HOME = "at_home", "上门送达"
    LEFT = "left", "留置送达"
