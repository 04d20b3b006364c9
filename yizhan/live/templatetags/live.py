"""Put a stream into a page's head."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yizhan.live.tickets import Stream

register = template.Library()


@register.simple_tag
def live_stream(stream: Stream, *, reload: bool = False) -> SafeString:
    """Follow the stream that the view made with `tickets.stream_for`.

    `reload` is for unattended screens: they load themselves again when they were away for too long or
    their key ran out. Other pages keep what is being typed, and refresh their live parts.
    """
    return format_html(
        '<meta name="live" content="{}" data-after="{}"{}>\n<script type="module" src="{}"></script>',
        stream.key,
        stream.after,
        SafeString(" data-reload") if reload else "",
        static("live/stream.js"),
    )
