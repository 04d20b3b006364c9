"""What rating refuses."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class RatedAlready(Refusal):
    code = "rated_already"
    status = 409
    sentence = "这次办事您已经评价过了，评价不能更改。"
    next_step = "还有话要说，可以投意见箱或拨打投诉电话。"
    sentence_en = "You have already rated this visit; a rating cannot be changed."
    next_step_en = "For anything else please use the suggestion box or the complaint line."


class NothingToRate(Refusal):
    code = "nothing_to_rate"
    sentence = "窗口还没有为这个号办理，现在不能评价。"
    next_step = "办完以后再评价，扫小票上的码也可以。"
    sentence_en = "This number has not been served yet."
    next_step_en = "You can rate after your visit, also with the code on your slip."


class TooLateToRate(Refusal):
    code = "too_late_to_rate"
    sentence = "办事已超过30天，评价入口已经关闭。"
    next_step = "有意见请拨打投诉电话。"
    sentence_en = "This visit was more than 30 days ago; it can no longer be rated."
    next_step_en = "Please use the complaint line."
