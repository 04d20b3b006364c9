"""What a board refuses."""

from __future__ import annotations

from yizhan.lib.refusal import Refusal


class NoWindowHere(Refusal):
    code = "no_window_here"
    status = 404
    sentence = "这块屏还没有指定窗口，或者那个窗口不在本厅。"
    next_step = "请系统管理员在“设备”里选好它所在的窗口，再重新打开。"
    sentence_en = "This screen is not assigned to a window of this hall."
    next_step_en = "Please choose its window on the device page and open it again."
