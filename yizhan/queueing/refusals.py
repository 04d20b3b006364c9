"""What the floor refuses, in one place, so that the sentences can be read through together.

Some are read by residents at the machine and by staff at their desks: then `next_step` is what a resident can
do, `staff_step` what a member of staff can. Screens of residents show the first, the staff's the second.
"""

from __future__ import annotations

from typing import ClassVar

from yizhan.lib.refusal import Refusal


class ReadByAll(Refusal):
    """A refusal with a step for residents and one for staff."""

    staff_step: ClassVar[str] = ""

    @property
    def text(self) -> str:
        """In one line, as the screens of staff show it."""
        return f"{self.what}{self.staff_step}"

    @property
    def text_for_residents(self) -> str:
        """In one line, as the machine at the door shows it."""
        return f"{self.what}{self.todo}"


class AboutACategory(Refusal):
    """A refusal about a category; one without an English name is “this service”."""

    def __init__(self, **facts: object) -> None:
        english = facts.get("category_en")
        super().__init__(**facts, service=f"“{english}”" if english else "this service")


class DayNotOpen(ReadByAll):
    code = "day_not_open"
    sentence = "大厅今天还没有开始取号。"
    next_step = "请到咨询导引台问一问，或稍等片刻再取。"
    staff_step = "请导引台或负责人在“开厅闭厅”里点“开始今天的营业”。"
    sentence_en = "The hall is not issuing tickets yet."
    next_step_en = "Please ask at the guide desk, or try again in a moment."


class DayAlreadyClosed(ReadByAll):
    code = "day_closed"
    sentence = "大厅今天已经闭厅。"
    next_step = "请在下一个开放日来办，或拨打咨询电话。"
    staff_step = "还要接着办，请导引台或负责人在“开厅闭厅”里点“重新营业”。"
    sentence_en = "The hall has closed for today."
    next_step_en = "Please come back on the next opening day."


class DayStillBusy(Refusal):
    code = "day_still_busy"
    sentence = "{windows}还在办理，现在不能闭厅。"
    next_step = "请等这些窗口办完再闭厅。"


class NotIssuingNow(Refusal):
    code = "not_issuing_now"
    sentence = "现在不是取号时间。"
    next_step = "今天取号时间：{hours}。有急事请到咨询导引台。"
    sentence_en = "Tickets are not issued at this time."
    next_step_en = "Issuing hours today: {hours}. If it is urgent, please ask at the guide desk."


class QuotaUsedUp(ReadByAll, AboutACategory):
    code = "quota_used_up"
    sentence = "“{category}”今天的号已经取完。"
    next_step = "请到咨询导引台问一问：窗口有空时可以直接办，也可以改天再来。"
    staff_step = "窗口有空可以直接接待；要加号，请负责人在“业务设置”里改每日限号。"
    sentence_en = "No more tickets for {service} today."
    next_step_en = "Please ask at the guide desk, or come another day."


class CategoryNotOffered(ReadByAll, AboutACategory):
    code = "category_not_offered"
    sentence = "“{category}”现在不取号。"
    next_step = "请选别的业务，或到咨询导引台问一问。"
    staff_step = "请选本厅正在取号的业务，或请负责人在“业务设置”里恢复取号。"
    sentence_en = "No tickets are issued for {service} at the moment."
    next_step_en = "Please choose another matter or ask at the guide desk."


class ItemClosed(ReadByAll):
    code = "item_closed"
    sentence = "“{item}”现在不办：{reason}"
    next_step = "请到咨询导引台问清楚再取号。"
    staff_step = "请把停办的原因告诉群众，或不选具体事项、只取这类业务的号。"
    sentence_en = "This service is not available at present."


class PriorityNeedsReason(Refusal):
    code = "priority_needs_reason"
    sentence = "优先取号要选一个原因。"
    next_step = "请选：老年人、残疾人、孕妇、带婴幼儿、军人、烈士遗属、消防救援人员或突发不适。"


class NotAtThisWindow(Refusal):
    code = "not_at_this_window"
    status = 403
    sentence = "您没有在这个窗口登录。"
    next_step = "请先登录窗口，再叫号。"


class WindowClosed(Refusal):
    code = "window_closed"
    status = 409
    sentence = "这个窗口已经签退。"
    next_step = "请重新登录窗口。"


class WindowTaken(Refusal):
    code = "window_taken"
    status = 409
    sentence = "这个窗口已经有人登录。"
    next_step = "请换一个窗口，或请那位同事先签退。"


class AlreadyAtAWindow(Refusal):
    code = "already_at_a_window"
    status = 409
    sentence = "您已经登录了一个窗口。"
    next_step = "请先在那个窗口签退。"


class WindowNotInUse(Refusal):
    code = "window_not_in_use"
    sentence = "{window}没有启用。"
    next_step = "请换一个窗口，或请负责人或系统管理员在“单位与人员”的“窗口”里重新启用。"


class NotTrained(Refusal):
    code = "not_trained"
    status = 403
    sentence = "您没有窗口岗位，或者还没有登记这个岗位的培训合格，不能登录窗口（指导意见二（三））。"
    next_step = "请安全管理员在“单位与人员”里给您授窗口岗位、登记培训合格，登记后马上可以登录窗口。"


class WindowPaused(Refusal):
    code = "window_paused"
    sentence = "窗口正在暂停。"
    next_step = "请先按“恢复”再叫号。"


class FinishCurrentFirst(Refusal):
    code = "finish_current_first"
    status = 409
    sentence = "窗口上还有一个号没有办完。"
    next_step = "请先办完、挂起、转走或过号，再叫下一位。"


class NobodyWaiting(Refusal):
    code = "nobody_waiting"
    sentence = "现在没有人在等这个窗口的业务。"
    next_step = "有人取号后，左边的列表会自动更新。"


class NoTicketHere(Refusal):
    code = "no_ticket_here"
    status = 409
    sentence = "{ticket}不在您的窗口上。"
    next_step = "请看左边的列表，它现在在哪里。"


class RecallTooSoon(Refusal):
    code = "recall_too_soon"
    sentence = "刚叫过，请让人走过来。"
    next_step = "{seconds}秒后可以再叫。"


class CallMoreBeforePassing(Refusal):
    code = "call_more_before_passing"
    sentence = "{ticket}才叫了{calls}遍，本厅规定叫满{needed}遍才可过号。"
    next_step = "请再叫{missing}遍。"


class ReturnNotAllowed(Refusal):
    code = "return_not_allowed"
    sentence = "{ticket}不能再排回来：本厅规定过号后{minutes}分钟内可回来{times}次。"
    next_step = "请帮他重新取一个号；老人、病人可选优先。"


class NotForThisWindow(Refusal):
    code = "not_for_this_window"
    sentence = "{ticket}归别的窗口办。"
    next_step = "{where}"


class TransferNeedsTarget(Refusal):
    code = "transfer_needs_target"
    sentence = "转到哪里还没有选。"
    next_step = "请选一个业务类别，或指定一个窗口。"


class NobodyThere(Refusal):
    code = "nobody_there"
    sentence = "{window}现在没有人在办公。"
    next_step = "请改选业务类别，或另选一个窗口。"


class NothingDone(Refusal):
    code = "nothing_done"
    sentence = "还没有记下实际办了什么。"
    next_step = "请选办了的事项和件数，或记一条咨询；什么都没办，就记“其他”咨询。"


class AnswerNeeded(Refusal):
    code = "answer_needed"
    sentence = "答复还是空的。"
    next_step = "请写下怎么答复的，再保存。"


class UnknownTopic(Refusal):
    code = "unknown_topic"
    sentence = "咨询的业务条线或内容不在列表里。"
    next_step = "请按两个键：先按条线（1–7），再按内容。"


class UnknownItem(Refusal):
    code = "unknown_item"
    sentence = "所选事项不在本厅的事项目录里。"
    next_step = "请从列表里重新选。"


class TooLateToReopen(Refusal):
    code = "too_late_to_reopen"
    sentence = "{ticket}办完已超过{minutes}分钟，不能再改。"
    next_step = "请到“导引台”给群众另取一个号再办。"


class AlreadyHandedOver(Refusal):
    code = "already_handed_over"
    status = 409
    sentence = "这条咨询现在的责任人不是您。"
    next_step = "请刷新页面，看现在由谁负责。"


class AlreadyOpenDay(Refusal):
    code = "day_already_open"
    status = 409
    sentence = "大厅今天已经在营业。"
    next_step = "可以直接取号、叫号。"


class CategoryIncomplete(Refusal):
    code = "category_incomplete"
    sentence = "业务的{field}不对。"
    next_step = "{rule}"


class ClosedForToday(Refusal):
    code = "closed_for_today"
    status = 409
    sentence = "今天已经闭过厅。"
    next_step = "要接着营业，请在“开厅闭厅”里点“重新营业”。"


class EarlierDayOpen(Refusal):
    code = "earlier_day_open"
    status = 409
    sentence = "上一个营业日还没有闭厅。"
    next_step = "请先把那一天闭厅，再开始今天的营业。"


class PrefixTaken(Refusal):
    code = "prefix_taken"
    sentence = "这个字头已经有别的业务在用。"
    next_step = "请换一个字母（不用 I 和 O）。"
