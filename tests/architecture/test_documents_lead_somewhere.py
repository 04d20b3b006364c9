"""Every link of the documents leads somewhere; every picture is shown and small."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LARGEST_PICTURE = 150_000
"""Bytes: the documents are read on a village's line, too."""

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def _links(document: Path) -> list[str]:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if "://" not in link and not link.startswith("mailto:")]


def _anchors(document: Path) -> set[str]:
    """The headings as GitHub names them."""
    headings = _HEADING.findall(_FENCE.sub("", document.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _is_broken(document: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists():
        return True
    return bool(anchor) and target.suffix == ".md" and anchor not in _anchors(target)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    assert [link for link in _links(document) if _is_broken(document, link)] == []


def test_a_link_into_nothing_is_noticed(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text(
        "# One\n[a](#one) [b](#two) [c](none.md) ![d](none.webp)\n```\n[e](x)\n```\n", encoding="utf-8"
    )
    assert [link for link in _links(document) if _is_broken(document, link)] == [
        "#two",
        "none.md",
        "none.webp",
    ]


def test_every_picture_is_shown_somewhere_and_small() -> None:
    pictures = ROOT / "docs" / "pictures"
    shown = {(document.parent / link).resolve() for document in DOCUMENTS for link in _links(document)}
    assert [picture.name for picture in sorted(pictures.iterdir()) if picture not in shown] == []
    assert [each.name for each in pictures.iterdir() if each.stat().st_size > LARGEST_PICTURE] == []
