"""A few ways of wording what the floor's staff screens show."""

from __future__ import annotations

from datetime import datetime

from django import template

from yizhan.queueing.models import Ticket
from yizhan.queueing.selectors.desk import minutes_waited

register = template.Library()


@register.filter
def waited(ticket: Ticket, at: datetime) -> int:
    """Full minutes since the ticket came into the queue."""
    return minutes_waited(ticket, at)


@register.filter
def minutes_seconds(seconds: int | None) -> str:
    """Seconds as a stopwatch shows them: 1:05."""
    whole = max(int(seconds or 0), 0)
    return f"{whole // 60}:{whole % 60:02d}"


@register.filter
def row_id(key: object, act: str) -> str:
    """The id of a row's button: after a live refresh the focus finds it again."""
    return f"{act}-{key}"


@register.filter
def before_colon(text: str) -> str:
    """The word that an explained choice begins with."""
    return str(text).partition("：")[0]


@register.filter
def call_label(ticket: Ticket) -> str:
    """The spoken name of the small call button in a row."""
    return f"叫 {ticket.label}"


@register.filter
def undo_word(ticket: Ticket, step: str) -> str:
    """What the undo button says."""
    return f"撤销：{ticket.label} 刚{step}"


@register.filter
def unlocalised(number: float) -> str:
    """A length of a drawing as SVG reads it, whatever the language."""
    return f"{number:g}"


@register.filter
def minus(number: float, less: int) -> str:
    """A length of a drawing, a little less."""
    return f"{number - less:g}"
