"""What a stream says no to."""

from __future__ import annotations

from typing import ClassVar

from yizhan.lib.refusal import Refusal


class KeyNotAccepted(Refusal):
    """The key is wrong or older than a day, or the token opens nothing here."""

    code = "stream_key_not_accepted"
    status: ClassVar[int] = 403
    sentence = "这个实时连接的凭证无效或已过期。"
    next_step = "请重新打开页面；接口调用请核对令牌。"
    sentence_en = "The credential of this live connection is wrong or has expired."
    next_step_en = "Open the page again; for the API check your token."


class NoSuchStream(Refusal):
    """There are two addresses under /live/."""

    code = "no_such_stream"
    status: ClassVar[int] = 404
    sentence = "没有这个实时地址。"
    next_step = "实时数据在 /live/stream，轮询在 /live/poll。"
    sentence_en = "There is no such live address."
    next_step_en = "Use /live/stream, or /live/poll."


class OnlyReading(Refusal):
    """A stream is read, nothing else."""

    code = "only_reading"
    status: ClassVar[int] = 405
    sentence = "实时地址只能读取。"
    next_step = "请用 GET 方法。"
    sentence_en = "Live addresses can only be read."
    next_step_en = "Use GET."


class PositionUnreadable(Refusal):
    """Last-Event-ID and `after` are positions: whole numbers."""

    code = "position_unreadable"
    status: ClassVar[int] = 400
    sentence = "起始位置不是数字。"
    next_step = "after 和 Last-Event-ID 请填写上一条收到的 id。"
    sentence_en = "The starting position is not a number."
    next_step_en = "Give the id that you received last."


class StreamsUnavailable(Refusal):
    """The database does not answer."""

    code = "streams_unavailable"
    status: ClassVar[int] = 503
    sentence = "暂时读不到业务记录。"
    next_step = "系统会自动重新连接，请稍候。"
    sentence_en = "The records cannot be read at the moment."
    next_step_en = "The page tries again by itself; please wait."
