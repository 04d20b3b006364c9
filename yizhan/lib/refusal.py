"""Refusals: a rule said no, in a sentence that tells what to do next.

Three families of errors reach people: refusals (here), form errors, and bugs (a page with a number to
quote). A refusal raised inside an act rolls the act and its journal entry back together.
"""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """A rule said no. `sentence` says what is the matter, `next_step` what the reader can do now.

    Subclasses set the class attributes; `facts` fill the placeholders. `code` is the stable name for
    the API, `status` the HTTP status.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    sentence: ClassVar[str] = "这一步现在不能做。"
    next_step: ClassVar[str] = "请刷新页面后再看一看。"
    sentence_en: ClassVar[str] = "This cannot be done now."
    next_step_en: ClassVar[str] = "Please ask the staff at the guide desk."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.text)

    @property
    def what(self) -> str:
        """The Chinese sentence with its facts filled in."""
        return self.sentence.format(**self.facts)

    @property
    def todo(self) -> str:
        """The Chinese next step with its facts filled in."""
        return self.next_step.format(**self.facts)

    @property
    def text(self) -> str:
        """Both sentences, for one-line displays."""
        return f"{self.what}{self.todo}"

    @property
    def text_en(self) -> str:
        """The English text, for public screens."""
        return f"{self.sentence_en.format(**self.facts)} {self.next_step_en.format(**self.facts)}"


class StaleState(Refusal):
    """Somebody else was faster: the thing is no longer in the state that the page showed."""

    code = "stale_state"
    status = 409
    sentence = "{thing}现在的状态是“{state}”，刚才的操作没有生效。"
    next_step = "页面上已是最新情况，请按新情况处理。"


class NotYours(Refusal):
    """The actor may see the thing, but this step belongs to somebody else."""

    code = "not_yours"
    status = 403
    sentence = "这一步不归您的岗位办理。"
    next_step = "请交给{owner}办理，或请管理员核对您的岗位。"


class RequestKeyReused(Refusal):
    """The same request key came back with another act."""

    code = "request_key_reused"
    sentence = "同一个请求编号已用于另一项操作。"
    next_step = "请刷新页面后重新操作。"
