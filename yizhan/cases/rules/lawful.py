"""What may stop or lengthen a limit: the legal kinds per law class, and the sentence that refuses the rest.

行政许可法 45 names the times that do not count for licences and no others. For other types there is no law of
procedure (优化营商环境条例 36: the legal limit, else a reasonable one, shown publicly): what stops their
clock must stand in the published guide of the item.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from yizhan.cases.rules.deadline import Extension
from yizhan.cases.states import LawClass, StopKind
from yizhan.catalog.states import LimitUnit

_BY_45 = "《行政许可法》第四十五条"
_LIKE_45 = "参照《行政许可法》第四十五条"
_GUIDE = "《优化营商环境条例》第三十六条及本事项办事指南"


@dataclass(frozen=True, slots=True)
class StopRule:
    """Whether a kind of stop is lawful after acceptance, by law class: its basis, or None where it is not."""

    licence: str | None
    other: str | None


STOP_RULES: dict[str, StopRule] = {
    StopKind.HEARING: StopRule(_BY_45, _LIKE_45),
    StopKind.BIDDING: StopRule(_BY_45, _LIKE_45),
    StopKind.AUCTION: StopRule(_BY_45, _LIKE_45),
    StopKind.INSPECTION: StopRule(_BY_45, _LIKE_45),
    StopKind.TESTING: StopRule(_BY_45, _LIKE_45),
    StopKind.QUARANTINE: StopRule(_BY_45, _LIKE_45),
    StopKind.APPRAISAL: StopRule(_BY_45, _LIKE_45),
    StopKind.EXPERT_REVIEW: StopRule(_BY_45, _LIKE_45),
    StopKind.SUPPLEMENT: StopRule(None, _GUIDE),
    StopKind.PUBLICITY: StopRule(None, _GUIDE),
    StopKind.UPPER_LEVEL: StopRule(None, _GUIDE),
    StopKind.FORCE_MAJEURE: StopRule(None, "参照《民法典》第一百八十条"),
}

LICENCE_EXTENSION = 10
"""Working days, by the head of the body (行政许可法 42(1))."""
JOINT_EXTENSION = 15
"""Working days, by the head of the people's government, where several bodies handle jointly (42(2))."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something is not lawful, in a sentence, and what can be done instead."""

    code: str
    sentence: str
    next_step: str


@dataclass(frozen=True, slots=True)
class WantedStop:
    """A stop that somebody wants to enter. `allowed` are the kinds set on the item's version."""

    kind: str
    law_class: str
    from_on: date
    accepted_on: date | None
    allowed: Collection[str]
    has_document: bool
    due_on: date | None = None
    today: date | None = None


def stop_basis(kind: str, law_class: str) -> str | None:
    """The legal basis of a kind of stop, or None where the law does not know it (clause 7.2c)."""
    rule = STOP_RULES.get(kind)
    if rule is None:
        return None
    return rule.licence if law_class == LawClass.LICENCE else rule.other


def lawful_kinds(law_class: str) -> list[str]:
    """The kinds of stop that the law knows after acceptance, to be set on an item from."""
    return [kind for kind in STOP_RULES if stop_basis(kind, law_class)]


def stop_problem(wanted: WantedStop) -> Problem | None:
    """Why the clock may not stop like this; None where it may (行政许可法 45, clause 7.2c)."""
    word = StopKind(wanted.kind).label
    if wanted.accepted_on is None:
        return Problem(
            "stop_before_acceptance", "还没有受理，期限没有开始计算，不用停表。", "请先答复是否受理。"
        )
    if stop_basis(wanted.kind, wanted.law_class) is None:
        return _not_for_licences(wanted.kind, word)
    if wanted.kind not in wanted.allowed and wanted.kind != StopKind.FORCE_MAJEURE:
        return Problem(
            "stop_not_in_guide",
            f"本事项的办事指南没有写明“{word}”，不能因此停表。",
            "请在期限内办结；确有依据的，请管理员先在办事指南中写明。",
        )
    if wanted.from_on < wanted.accepted_on:
        return Problem("stop_too_early", "停表日期早于受理日期。", "请把停表日期改为受理当日或以后。")
    if wanted.today is not None and wanted.from_on > wanted.today:
        return Problem("stop_in_future", "停表日期还没有到。", "请到那天再停表。")
    if wanted.due_on is not None and wanted.from_on > wanted.due_on:
        return Problem(
            "stop_after_due", "期限在停表以前已经到了，停表不能补救超期。", "请尽快办结，并向申请人说明原因。"
        )
    if not wanted.has_document:
        return Problem(
            "stop_without_document",
            "停表所需时间要书面告知申请人，还没有特别程序告知书。",
            "请先出具告知书，再停表。",
        )
    return None


@dataclass(frozen=True, slots=True)
class WantedExtension:
    """An extension that somebody wants to grant. `item_most` is what the item allows, in its own unit."""

    count: int
    unit: str
    law_class: str
    granted_on: date
    due_on: date | None
    is_joint: bool = False
    item_most: int | None = None
    before: tuple[Extension, ...] = ()


def longest_extension(law_class: str, *, is_joint: bool = False, item_most: int | None = None) -> int:
    """By how many days a limit may be lengthened at most; 0: not at all (行政许可法 42)."""
    if law_class != LawClass.LICENCE:
        return item_most or 0
    lawful = JOINT_EXTENSION if is_joint else LICENCE_EXTENSION
    return lawful if item_most is None else min(lawful, item_most)


def extension_problem(wanted: WantedExtension) -> Problem | None:
    """Why the limit may not be lengthened like this; None where it may (行政许可法 42, clause 7.2c)."""
    most = longest_extension(wanted.law_class, is_joint=wanted.is_joint, item_most=wanted.item_most)
    if wanted.due_on is None:
        return Problem("nothing_to_extend", "没有可以延长的期限。", "未受理或未定时限的，不用延长。")
    if wanted.before:
        return Problem("extended_before", "期限已经延长过一次。", "请在延长后的期限内办结。")
    if most == 0:
        return Problem("extension_not_allowed", "本事项没有规定可以延长期限。", "请在期限内办结。")
    if wanted.granted_on > wanted.due_on:
        return Problem("extended_too_late", "期限已经过了，不能再延长。", "请尽快办结，并向申请人说明原因。")
    if wanted.law_class == LawClass.LICENCE and wanted.unit != LimitUnit.WORKDAYS:
        return Problem("extension_in_workdays", "行政许可按工作日延长。", "请把单位改为工作日。")
    if not 1 <= wanted.count <= most:
        unit = LimitUnit(wanted.unit).label
        return Problem("extension_too_long", f"最多可以延长{most}{unit}。", f"请填写1至{most}之间的数。")
    return None


def _not_for_licences(kind: str, word: str) -> Problem:
    if kind == StopKind.SUPPLEMENT:
        return Problem(
            "supplement_after_acceptance",
            "行政许可受理以后，不能再因补正停表；补正只在受理以前。",
            "请凭已收的材料审查；材料不足以准予的，依法作出决定并说明理由。",
        )
    return Problem(
        "stop_not_lawful",
        f"行政许可不能因“{word}”停表。《行政许可法》第四十五条只列了听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审。",
        "请在期限内办结；确实来不及的，可以请负责人批准延长。",
    )
