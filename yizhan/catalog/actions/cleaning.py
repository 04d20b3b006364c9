"""What an editor or another system hands in as a guide, cleaned before it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from yizhan.catalog.content import (
    ALTERNATIVES,
    LONGEST_STEP_NAME,
    MOST_ANSWER_WORKDAYS,
    MOST_EXTENSION_WORKDAYS,
    MOST_PUBLICITY_DAYS,
    MOST_STEP_WORKDAYS,
    MOST_STEPS,
    Basis,
    FlowStep,
    GuideContent,
    Limit,
    MaterialContent,
    Option,
    ReviewStepContent,
    SituationContent,
)
from yizhan.catalog.models import ItemVersion, Material, Situation
from yizhan.catalog.refusals import GuideUnreadable
from yizhan.catalog.rules.limits import LONGEST
from yizhan.catalog.states import (
    Audience,
    HandlingType,
    LimitUnit,
    MaterialForm,
    Need,
    ReviewKind,
    ReviewMode,
    SpecialProcedure,
)
from yizhan.lib.text import clean_line
from yizhan.orgs.states import Post

MOST_LINES = 40
MOST_MATERIALS = 60
MOST_SITUATIONS = 12
MOST_OPTIONS = 8
MOST_PIECES = 99
LONGEST_LINE = 300
_TEXTS = (
    "summary", "summary_en", "statutory_explain", "promised_explain", "fee_text", "fee_basis", "result_name",
    "place", "phone", "supervise_phone",
)  # fmt: skip


def cleaned(content: GuideContent) -> GuideContent:
    """The content as it may be stored. Raises a refusal for what is too long, too much or not known."""
    if content.fee_text and content.is_charged is None:
        raise GuideUnreadable(problem="写了收费标准，没有说明是否收费")
    _known(content.audience, Audience.values, "服务对象")
    _known(filter(None, [content.handling_type]), HandlingType.values, "办件类型")
    _known(content.special_procedures, SpecialProcedure.values, "特别程序")
    _between(content.longest_extension, 0, MOST_EXTENSION_WORKDAYS, "最多延长的工作日")
    _between(content.answer_workdays, 1, MOST_ANSWER_WORKDAYS, "答复受理的工作日")
    _between(content.publicity_days, 1, MOST_PUBLICITY_DAYS, "公示天数")
    texts: dict[str, Any] = {
        name: clean_line(getattr(content, name), longest=_longest(ItemVersion, name)) for name in _TEXTS
    }
    return replace(
        content,
        **texts,
        conditions=_lines(content.conditions, "受理条件"),
        sources=_lines(content.sources, "资料来源"),
        unknown=_lines(content.unknown, "尚未核实"),
        flow=tuple(_step(one) for one in _few(content.flow, MOST_LINES, "办理流程")),
        basis=tuple(_law(one) for one in _few(content.basis, MOST_LINES, "设定依据")),
        statutory=_limit(content.statutory),
        promised=_limit(content.promised),
        special_procedures=_in_order(content.special_procedures, SpecialProcedure.values),
        review_steps=_review_steps(content.review_steps),
        situations=_situations(content.situations),
        materials=tuple(_material(one) for one in _few(content.materials, MOST_MATERIALS, "材料")),
    )


def _lines(lines: tuple[str, ...], name: str) -> tuple[str, ...]:
    clean = [clean_line(line, longest=LONGEST_LINE) for line in _few(lines, MOST_LINES, name)]
    return tuple(line for line in clean if line)


def _step(step: FlowStep) -> FlowStep:
    return FlowStep(*(clean_line(text, longest=LONGEST_LINE) for text in (step.step, step.who, step.within)))


def _law(law: Basis) -> Basis:
    return Basis(*(clean_line(text, longest=LONGEST_LINE) for text in (law.title, law.article)))


def _limit(limit: Limit | None) -> Limit | None:
    if limit is not None:
        _known([limit.unit], LimitUnit.values, "时限单位")
        _within(limit.value, LONGEST, "时限")
    return limit


def _situations(situations: tuple[SituationContent, ...]) -> tuple[SituationContent, ...]:
    keys = [one.key for one in situations]
    if len(set(keys)) != len(keys):
        raise GuideUnreadable(problem="两种情形用了同一个代号")
    return tuple(_situation(one) for one in _few(situations, MOST_SITUATIONS, "情形"))


def _situation(situation: SituationContent) -> SituationContent:
    options = tuple(
        Option(_key(option.key), clean_line(option.text, longest=LONGEST_LINE))
        for option in _few(situation.options, MOST_OPTIONS, "选项")
    )
    if len({option.key for option in options}) < max(2, len(options)):
        raise GuideUnreadable(problem=f"情形“{situation.question}”至少要有两个不同的选项")
    question = clean_line(situation.question, longest=_longest(Situation, "question"))
    return SituationContent(_key(situation.key), question, options)


def _material(material: MaterialContent) -> MaterialContent:
    _known(filter(None, [material.form]), MaterialForm.values, "材料形式")
    _known([material.need], Need.values, "必要性")
    _within(material.originals, MOST_PIECES, "份数")
    _within(material.copies, MOST_PIECES, "份数")
    texts: dict[str, Any] = {
        name: clean_line(getattr(material, name), longest=_longest(Material, name))
        for name in ("name", "when", "issued_by", "note")
    }
    if not texts["name"]:
        raise GuideUnreadable(problem="有一份材料没有名称")
    return replace(material, **texts)


def _review_steps(steps: tuple[ReviewStepContent, ...]) -> tuple[ReviewStepContent, ...]:
    keys = [one.key for one in steps]
    if len(set(keys)) != len(keys):
        raise GuideUnreadable(problem="两个审核环节用了同一个代号")
    return tuple(_review_step(one) for one in _few(steps, MOST_STEPS, "审核环节"))


def _review_step(step: ReviewStepContent) -> ReviewStepContent:
    _known([step.kind], ReviewKind.values, "环节种类")
    _known([step.mode], ReviewMode.values, "会签方式")
    _known(step.posts, Post.values, "岗位")
    _between(step.limit_workdays, 1, MOST_STEP_WORKDAYS, "环节时限")
    name = clean_line(step.name, longest=LONGEST_STEP_NAME)
    if not name:
        raise GuideUnreadable(problem="有一个审核环节没有名称")
    return replace(step, key=_key(step.key, "审核环节"), name=name, posts=_in_order(step.posts, Post.values))


def _key(key: str, whose: str = "情形") -> str:
    """A key stands in addresses: short, and without the signs that part keys from each other."""
    clean = clean_line(key, longest=_longest(Situation, "key"))
    if not clean or any(sign in clean for sign in ("/", " ", ALTERNATIVES)):
        raise GuideUnreadable(problem=f"{whose}的代号是空的，或者带了空格、斜线")
    return clean


def _in_order(codes: tuple[str, ...], known: list[str]) -> tuple[str, ...]:
    """Codes as their list has them, each once: ticking in another order is no change."""
    return tuple(code for code in known if code in codes)


def _known(words: Iterable[str], known: Iterable[str], name: str) -> None:
    if unknown := set(words) - set(known):
        raise GuideUnreadable(problem=f"{name}“{min(unknown)[:20]}”不认识")


def _within(number: int, most: int, name: str) -> None:
    _between(number, 0, most, name)


def _between(number: int | None, least: int, most: int, name: str) -> None:
    if number is not None and not least <= number <= most:
        raise GuideUnreadable(problem=f"{name}要在{least}到{most}之间")


def _few[Row](rows: tuple[Row, ...], most: int, name: str) -> tuple[Row, ...]:
    if len(rows) > most:
        raise GuideUnreadable(problem=f"{name}最多{most}条，现在有{len(rows)}条")
    return rows


def _longest(model: type[ItemVersion | Material | Situation], name: str) -> int | None:
    return getattr(model._meta.get_field(name), "max_length", None)
