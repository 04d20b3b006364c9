"""The tags that every screen is written with: icons, words in two languages, fields, states, times.

Docs for authors of screens: docs/look.md. No tag reads the database and none decides a rule.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Form
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yizhan.lib.ids import new_id
from yizhan.ui import wording

register = template.Library()

SPRITE = Path(__file__).parent.parent / "static" / "ui" / "icons.svg"
ICONS = frozenset(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8")))
# Each state is told three times: by colour, by icon, by word.
STATUS_ICONS = {
    "waiting": "clock",
    "progress": "arrow-right",
    "done": "check",
    "late": "alert",
    "paused": "pause",
}
PAGES_SHOWN_AROUND = 2


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw one sign of the sprite; silent for screen readers unless it is given a label."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"no icon “{name}”; there are: {', '.join(sorted(ICONS))}")
    use = format_html('<use href="{}#{}"></use>', static("ui/icons.svg"), name)
    if label:
        return format_html(
            '<svg class="icon" width="24" height="24" role="img" aria-label="{}">{}</svg>', label, use
        )
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false">{}</svg>', use
    )


@register.simple_tag(takes_context=True)
def say(context: Context, chinese: object, english: object = "") -> object:
    """Say it in the reader's language; what has no English yet is said in Chinese."""
    return english if context.get("english") and english else chinese


@register.simple_tag(takes_context=True)
def named(context: Context, chinese: str, english: str = "") -> object:
    """Print a name; a Chinese name on an English page is marked as Chinese for screen readers."""
    if not context.get("english"):
        return chinese
    return english or format_html('<span lang="zh-Hans">{}</span>', chinese)


@register.simple_tag(takes_context=True)
def only_chinese(context: Context) -> str:
    """Let the whole page be in Chinese; stands before all else, in `block reader` of the page's base."""
    for layer in context.dicts:
        if "english" in layer:
            layer["english"] = False
    return ""


@register.simple_tag
def key(name: str) -> SafeString:
    """Draw the key cap of a shortcut; the element that it presses carries data-key with the same name."""
    return format_html('<kbd class="key">{}</kbd>', name)


@register.simple_tag
def status(kind: str, word: str) -> SafeString:
    """Show a state: waiting, progress, done, late or paused, always with its word."""
    if kind not in STATUS_ICONS:
        raise template.TemplateSyntaxError(f"no status “{kind}”; there are: {', '.join(STATUS_ICONS)}")
    return format_html('<span class="status status-{}">{}{}</span>', kind, icon(STATUS_ICONS[kind]), word)


@register.inclusion_tag("ui/field.html", takes_context=True)
def field(context: Context, bound: BoundField, hint: str = "") -> dict[str, Any]:
    """A form field: label, hint, widget, error, tied together for screen readers."""
    bound.help_text = hint or bound.help_text  # Django links the help text to the widget by its id
    return {
        "field": bound,
        "is_tick": isinstance(bound.field.widget, CheckboxInput),
        "english": context.get("english"),
    }


@register.inclusion_tag("ui/errors.html", takes_context=True)
def errors(context: Context, form: Form) -> dict[str, Any]:
    """The summary above a form: every error with a link to its field. Nothing without errors."""
    return {"form": form, "english": context.get("english")}


@register.simple_tag
def request_key() -> SafeString:
    """A hidden key by which a repeated click is recognised; works without JavaScript."""
    return format_html('<input type="hidden" name="request_key" value="{}">', new_id())


@register.inclusion_tag("ui/empty.html")
def empty(sentence: str, next_step: str = "", url: str = "") -> dict[str, str]:
    """What stands in an empty list: a sentence, and the next step as a link or as words."""
    return {"sentence": sentence, "next_step": next_step, "url": url}


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pages(context: Context, page: Any) -> dict[str, Any]:
    """Links to the pages of a long list; nothing when there is one page only."""
    around = page.paginator.get_elided_page_range(page.number, on_each_side=PAGES_SHOWN_AROUND, on_ends=1)
    return {
        "page": page,
        "numbers": list(around),
        "gap": page.paginator.ELLIPSIS,
        "request": context.get("request"),
        "english": context.get("english"),
    }


@register.simple_tag(takes_context=True)
def minutes(context: Context, low: int | None, high: int | None) -> str:
    """An honest range of waiting, or that it cannot be told."""
    said = wording.minutes_en if context.get("english") else wording.minutes
    return said(low, high)


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | datetime | str | None) -> str:
    """A day in the reader's language; also takes what {% now "Y-m-d" as today %} gives."""
    return day_en(value) if context.get("english") else day_cn(value)


@register.filter
def clock(value: datetime | time | None) -> str:
    """An instant as HH:MM on the hall's clock."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%H:%M}"


@register.filter
def day_cn(value: date | datetime | str | None) -> str:
    """A day as 11月23日 星期一."""
    return wording.day(_day_in_hall(value)) if value else ""


@register.filter
def day_en(value: date | datetime | str | None) -> str:
    """A day as Mon 23 Nov."""
    return wording.day_en(_day_in_hall(value)) if value else ""


@register.filter
def grouped(value: object) -> str:
    """A number or code that is read aloud, in groups that do not break over two lines."""
    return wording.grouped(str(value))


def _day_in_hall(value: date | datetime | str) -> date:
    """The calendar day on the hall's clock, whatever zone the instant came in."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value
