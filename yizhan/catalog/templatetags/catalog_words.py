"""The codes and values of a guide in words, for the staff screens."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from yizhan.catalog.content import GuideContent, Limit, MaterialContent, ReviewStepContent
from yizhan.catalog.selectors import words

register = template.Library()


@register.filter
def audience_words(codes: Iterable[str]) -> str:
    """Who may apply: 自然人、企业法人."""
    return words.audience(codes)


@register.filter
def handling_word(code: str) -> str:
    """即办件 or 承诺件."""
    return words.handling(code)


@register.filter
def limit_words(limit: Limit | None) -> str:
    """One limit in words."""
    return words.limit(limit)


@register.filter
def pieces(material: MaterialContent) -> str:
    """How many of a material, and in which form: 原件1份、复印件2份."""
    return words.pieces(material)


@register.filter
def need_words(material: MaterialContent, content: GuideContent) -> str:
    """When a material is needed."""
    return words.need(material, content)


@register.filter
def procedure_words(codes: Iterable[str]) -> str:
    """The special procedures: 听证、公示."""
    return words.procedures(codes)


@register.filter
def step_words(step: ReviewStepContent) -> str:
    """A step of the review: 入户调查（现场核查）：审批、中心（站）负责人任一岗位，5个工作日."""
    return words.review_step(step)
