"""The tabs of the console, and acts in words."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.template import Context

from yizhan.console.menu import Tab, tabs_for
from yizhan.console.words import ACTOR_WORDS, act_word

register = template.Library()


@register.simple_tag(takes_context=True)
def console_tabs(context: Context) -> list[Tab]:
    """The screens that the actor's posts open in the unit shown, the present one marked."""
    actor, unit = context.get("actor"), context.get("unit")
    here = getattr(getattr(context.get("request"), "resolver_match", None), "view_name", "")
    return tabs_for(actor, unit, here) if actor and unit else []


@register.filter
def in_words(act: str) -> str:
    """An act in Chinese."""
    return act_word(act)


@register.filter
def actor_in_words(kind: str) -> str:
    """A kind of actor in Chinese."""
    return ACTOR_WORDS.get(kind, kind)


@register.filter
def as_line(facts: dict[str, Any]) -> str:
    """The facts of an entry in one line."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)[1:-1]
