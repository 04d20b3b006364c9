"""What a guide says, in the shape in which it also comes from files and forms."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from yizhan.catalog import content
from yizhan.catalog.content import (
    LONGEST_STEP_NAME,
    MOST_ANSWER_WORKDAYS,
    MOST_EXTENSION_WORKDAYS,
    MOST_PUBLICITY_DAYS,
    MOST_STEP_WORKDAYS,
    MOST_STEPS,
)
from yizhan.catalog.states import (
    Audience,
    HandlingType,
    LimitUnit,
    MaterialForm,
    Need,
    ReviewKind,
    ReviewMode,
    SpecialProcedure,
    VersionState,
)
from yizhan.exchange.fields import OR_NULL, Day, In, Instant, OneLine, Out, Whole, Yes
from yizhan.exchange.schemas.catalog import HallItemOut, HallOut
from yizhan.orgs.states import Post

LONGEST_LIMIT = 999
MOST_LINES = 40
Sentence = Annotated[str, OneLine(300)]
Key = Annotated[str, OneLine(30)]


class LimitIn(In):
    """A time limit. Nought means at once."""

    value: Annotated[int, Whole(0, LONGEST_LIMIT)]
    unit: LimitUnit


class FlowStepIn(In):
    """One step through the offices."""

    step: Sentence
    who: Annotated[str, OneLine(300, may_be_empty=True)] = ""
    within: Annotated[str, OneLine(300, may_be_empty=True)] = ""


class BasisIn(In):
    """A law or notice."""

    title: Sentence
    article: Annotated[str, OneLine(300, may_be_empty=True)] = ""


class OptionIn(In):
    """One answer to a situation's question."""

    key: Key
    text: Sentence


class SituationIn(In):
    """A question that decides which materials are needed."""

    key: Key
    question: Annotated[str, OneLine(120)]
    options: list[OptionIn] = Field(min_length=2, max_length=8)


class MaterialIn(In):
    """One material; `when` names the answer that makes it needed, as situation/option."""

    name: Annotated[str, OneLine(200)]
    originals: Annotated[int, Whole(0, 99)] = 0
    copies: Annotated[int, Whole(0, 99)] = 0
    form: MaterialForm | None = None
    need: Need = Need.REQUIRED
    when: Annotated[str, OneLine(120, may_be_empty=True)] = ""
    issued_by: Annotated[str, OneLine(80, may_be_empty=True)] = ""
    note: Annotated[str, OneLine(200, may_be_empty=True)] = ""


class ReviewStepIn(In):
    """One step of the review inside the office; the last one decides."""

    key: Key
    name: Annotated[str, OneLine(LONGEST_STEP_NAME)]
    kind: ReviewKind
    posts: list[Post] = Field(min_length=1, max_length=len(Post.values))
    mode: ReviewMode = ReviewMode.ANY
    limit_workdays: Annotated[int, Whole(1, MOST_STEP_WORKDAYS)] | None = None


class GuideIn(In):
    """Everything that a version says. What is left out is not known."""

    summary: Annotated[str, OneLine(300, may_be_empty=True)] = ""
    summary_en: Annotated[str, OneLine(500, may_be_empty=True)] = ""
    audience: list[Audience] = Field([], max_length=len(Audience.values))
    conditions: list[Sentence] = Field([], max_length=MOST_LINES)
    flow: list[FlowStepIn] = Field([], max_length=MOST_LINES)
    basis: list[BasisIn] = Field([], max_length=MOST_LINES)
    sources: list[Sentence] = Field([], max_length=MOST_LINES)
    unknown: list[Sentence] = Field([], max_length=MOST_LINES)
    handling_type: HandlingType | None = None
    statutory: LimitIn | None = None
    statutory_explain: Annotated[str, OneLine(200, may_be_empty=True)] = ""
    promised: LimitIn | None = None
    promised_explain: Annotated[str, OneLine(200, may_be_empty=True)] = ""
    is_charged: Yes | None = None
    fee_text: Annotated[str, OneLine(200, may_be_empty=True)] = ""
    fee_basis: Annotated[str, OneLine(200, may_be_empty=True)] = ""
    result_name: Annotated[str, OneLine(100, may_be_empty=True)] = ""
    place: Annotated[str, OneLine(120, may_be_empty=True)] = ""
    phone: Annotated[str, OneLine(60, may_be_empty=True)] = ""
    supervise_phone: Annotated[str, OneLine(60, may_be_empty=True)] = ""
    checked_on: Day | None = None
    special_procedures: list[SpecialProcedure] = Field(
        [], max_length=len(SpecialProcedure.values), description="受理以后可以停表的特别程序"
    )
    longest_extension: Annotated[int, Whole(0, MOST_EXTENSION_WORKDAYS)] | None = Field(
        None, description="最多延长几个工作日；不填按法律"
    )
    answer_workdays: Annotated[int, Whole(1, MOST_ANSWER_WORKDAYS)] | None = Field(
        None, description="几个工作日内答复是否受理；不填按5个工作日"
    )
    publicity_days: Annotated[int, Whole(1, MOST_PUBLICITY_DAYS)] | None = Field(
        None, description="决定以前公示几天；不填不公示"
    )
    situations: list[SituationIn] = Field([], max_length=12)
    materials: list[MaterialIn] = Field([], max_length=60)
    review_steps: list[ReviewStepIn] = Field(
        [], max_length=MOST_STEPS, description="审核路线；空的由审批岗位直接决定"
    )

    def content(self) -> content.GuideContent:
        """The same as the value that the act takes."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in _PLAIN}
        return content.GuideContent(
            **plain,
            audience=tuple(self.audience),
            conditions=tuple(self.conditions),
            sources=tuple(self.sources),
            unknown=tuple(self.unknown),
            handling_type=self.handling_type or "",
            flow=tuple(content.FlowStep(one.step, one.who, one.within) for one in self.flow),
            basis=tuple(content.Basis(one.title, one.article) for one in self.basis),
            special_procedures=tuple(self.special_procedures),
            review_steps=tuple(
                content.ReviewStepContent(**(one.model_dump() | {"posts": tuple(one.posts)}))
                for one in self.review_steps
            ),
            statutory=_limit(self.statutory),
            promised=_limit(self.promised),
            situations=tuple(_situation(one) for one in self.situations),
            materials=tuple(
                content.MaterialContent(**(one.model_dump() | {"form": one.form or ""}))
                for one in self.materials
            ),
        )


class DraftIn(In):
    """A draft's whole content, and the digest of what the editor had before him."""

    seen: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", description="读草稿时得到的 digest")]
    content: GuideIn


class LimitTold(Out):
    """A time limit."""

    value: int
    unit: LimitUnit


class FlowStepOut(Out):
    """One step through the offices."""

    step: str
    who: str
    within: str


class BasisOut(Out):
    """A law or notice."""

    title: str
    article: str


class OptionOut(Out):
    """One answer."""

    key: str
    text: str


class SituationOut(Out):
    """A question that decides which materials are needed."""

    key: str
    question: str
    options: list[OptionOut]


class MaterialOut(Out):
    """One material."""

    name: str
    originals: int
    copies: int
    form: Annotated[MaterialForm | None, OR_NULL]
    need: Need
    when: str
    issued_by: str
    note: str


class GuideContentOut(Out):
    """What a version tells residents. Empty or null: not known."""

    summary: str
    summary_en: str
    audience: list[Audience]
    conditions: list[str]
    flow: list[FlowStepOut]
    basis: list[BasisOut]
    sources: list[str]
    unknown: list[str]
    handling_type: Annotated[HandlingType | None, OR_NULL]
    statutory: LimitTold | None
    statutory_explain: str
    promised: LimitTold | None
    promised_explain: str
    is_charged: Yes | None
    fee_text: str
    fee_basis: str
    result_name: str
    place: str
    phone: str
    supervise_phone: str
    checked_on: date | None
    special_procedures: list[SpecialProcedure]
    longest_extension: int | None
    answer_workdays: int | None
    publicity_days: int | None
    situations: list[SituationOut]
    materials: list[MaterialOut]


class ReviewStepOut(Out):
    """One step of the review inside the office."""

    key: str
    name: str
    kind: ReviewKind
    posts: list[Post]
    mode: ReviewMode
    limit_workdays: int | None


class VersionContentOut(GuideContentOut):
    """Everything that a version says, for staff: also the review steps, which residents are not shown."""

    review_steps: list[ReviewStepOut]


class VersionOut(Out):
    """A version with what it says; `digest` goes back with a change of the draft."""

    id: UUID
    item_id: UUID
    number: int
    state: VersionState
    published_at: Instant | None
    digest: str
    content: VersionContentOut


class GuideOut(Out):
    """What a hall publishes about an item; `content` is null while nothing is published or it is closed."""

    item: HallItemOut
    hall: HallOut
    version: int | None
    published_at: Instant | None
    responsible_body: str
    entrusting_body: str
    is_open: Yes
    reason: str
    content: GuideContentOut | None


_PLAIN = (
    "summary", "summary_en", "statutory_explain", "promised_explain", "is_charged", "fee_text", "fee_basis",
    "result_name", "place", "phone", "supervise_phone", "checked_on", "longest_extension", "answer_workdays",
    "publicity_days",
)  # fmt: skip


def _limit(limit: LimitIn | None) -> content.Limit | None:
    return content.Limit(limit.value, limit.unit) if limit else None


def _situation(one: SituationIn) -> content.SituationContent:
    options = tuple(content.Option(option.key, option.text) for option in one.options)
    return content.SituationContent(one.key, one.question, options)
