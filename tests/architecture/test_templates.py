"""Templates: whole, titled, without a script or a style of their own, and including their own app or ui/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.source import ROOT

# Scripts and styles stand in files: the content security policy refuses all others.
INLINE = {
    "an event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=\s*[\"']", re.I),
    "a style element": re.compile(r"<style[\s>]", re.I),
    "a script of its own": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.I
    ),
    "an address of the Internet": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//(?!www\.w3\.org)", re.I),
}
TAG = re.compile(r"{%.*?%}", re.S)
NAMED = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)
TITLE = re.compile(r"{%\s*block title\s*%}.+?{%\s*endblock", re.S)
EXTENDED = re.compile(r"{%\s*extends\s+\"([^\"]+)\"")


def templates() -> Iterator[tuple[str, Path, str]]:
    """App, file and text of every template."""
    for path in sorted((ROOT / "yizhan").glob("*/templates/**/*.html")):
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        yield path.relative_to(ROOT / "yizhan").parts[0], path, text


def test_nothing_is_inline() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {what}"
        for _, path, text in templates()
        for what, pattern in INLINE.items()
        if pattern.search(TAG.sub("", text))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an event handler", '<a onclick="go()">'),
        ("a style attribute", "<p style='color: red'>"),
        ("a style element", "<style>p {}</style>"),
        ("a script of its own", '<script type="module">go()</script>'),
        ("an address of the Internet", '<script src="https://example.org/x.js">'),
    ],
)
def test_the_patterns_find_what_they_look_for(what: str, text: str) -> None:
    assert INLINE[what].search(text)


def test_a_template_includes_its_own_app_and_the_look_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {named}"
        for app, path, text in templates()
        for named in NAMED.findall(text)
        if "/" in named and named.split("/")[0] not in {app, "ui"}
    ]
    assert not wrong


def test_every_page_has_a_title() -> None:
    """Its own, or that of the page it fills; the bases only leave the place."""
    texts = {name_of(path): text for _, path, text in templates()}
    bases = {name for text in texts.values() for name in EXTENDED.findall(text)}

    def is_titled(name: str) -> bool:
        above = EXTENDED.search(texts[name])
        return bool(TITLE.search(texts[name])) or (above is not None and is_titled(above[1]))

    pages = [name for name, text in texts.items() if EXTENDED.search(text) and name not in bases]
    assert [name for name in pages if not is_titled(name)] == []
    assert len(pages) > 30


def test_every_template_compiles() -> None:
    for _, path, _ in templates():
        get_template(name_of(path))


def name_of(path: Path) -> str:
    """The name under which Django knows the template."""
    return path.as_posix().rpartition("/templates/")[2]
