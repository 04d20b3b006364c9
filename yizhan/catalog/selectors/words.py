"""A guide's codes in words: one wording for staff screens, portal and kiosk."""

from __future__ import annotations

from collections.abc import Iterable

from yizhan.catalog.content import GuideContent, Limit, MaterialContent, ReviewStepContent
from yizhan.catalog.public_words import AUDIENCES, HANDLING, NEEDS, ORIGINALS
from yizhan.catalog.rules.guide import when_text
from yizhan.catalog.rules.limits import limit_text, limit_text_en
from yizhan.catalog.states import MaterialForm, Need, ReviewKind, ReviewMode, SpecialProcedure
from yizhan.orgs.states import Post


def audience(codes: Iterable[str], *, english: bool = False) -> str:
    """Who may apply: 个人、企业."""
    words = [AUDIENCES[code] for code in codes if code in AUDIENCES]
    return ", ".join(each.english for each in words) if english else "、".join(each.chinese for each in words)


def handling(code: str, *, english: bool = False) -> str:
    """当场办（即办件）; nothing where it is not known."""
    words = HANDLING.get(code)
    return "" if words is None else words.english if english else words.chinese


def limit(value: Limit | None, *, english: bool = False) -> str:
    """One limit in words."""
    return limit_text_en(value) if english else limit_text(value)


def pieces(material: MaterialContent, *, english: bool = False) -> str:
    """How many of a material, and in which form: 原件1份、复印件2份; 照片2张."""
    words = ORIGINALS.get(material.form, ORIGINALS[MaterialForm.ORIGINAL])
    if english:
        return _pieces_en(material, words.english)
    parts = [words.chinese.format(material.originals)] if material.originals else []
    parts += [f"复印件{material.copies}份"] if material.copies else []
    return "、".join(parts) or (MaterialForm(material.form).label if material.form else "份数未核实")


def need(material: MaterialContent, content: GuideContent, *, english: bool = False) -> str:
    """When a material is needed: 必须, 可以不带, or the answer that makes it needed."""
    words = NEEDS[material.need]
    if english:
        return words.english
    answer = when_text(content, material.when) if material.need == Need.SITUATIONAL else ""
    return f"{answer}才要带" if answer else words.chinese


def procedures(codes: Iterable[str]) -> str:
    """The special procedures in official words: 听证、公示."""
    return "、".join(SpecialProcedure(code).label for code in codes)


def review_step(step: ReviewStepContent) -> str:
    """A step of the review for staff: what, by whom, within how many working days."""
    posts = "、".join(Post(post).label for post in step.posts) or "没有写岗位"
    mode = ReviewMode(step.mode).label if len(step.posts) > 1 else ""
    kind = ReviewKind(step.kind).label
    name = step.name if step.name == kind else f"{step.name}（{kind}）"
    limit = f"，{step.limit_workdays}个工作日" if step.limit_workdays else ""
    return f"{name}：{posts}{f'，{mode}' if mode else ''}{limit}"


def _pieces_en(material: MaterialContent, originals: str) -> str:
    parts = [originals.format(material.originals, _s(material.originals))] if material.originals else []
    if material.copies:
        parts.append(f"{material.copies} {'copy' if material.copies == 1 else 'copies'}")
    return ", ".join(parts) or "number not confirmed"


def _s(number: int) -> str:
    return "" if number == 1 else "s"
