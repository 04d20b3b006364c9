"""The button that reads an identity card, for forms of the staff (docs/devices-id-reader.md)."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def id_reader_files() -> SafeString:
    """What a page with the button loads, once, in its head; the view carries `@reaches_id_readers`."""
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}" type="module"></script>',
        static("devices/id_reader.css"),
        static("devices/id_reader.js"),
    )


@register.inclusion_tag("devices/id_reader.html")
def id_reader(
    word: str = "读身份证", key: str = "", into: str = "", prefix: str = "", after: str = ""
) -> dict[str, str]:
    """The button, inside the form or naming by `into` where the fields stand, such as "#agent".

    `prefix` stands before the names of the fields; `after` is what gets the focus once a card was read.
    """
    return {"word": word, "key": key, "into": into, "prefix": prefix, "after": after}
