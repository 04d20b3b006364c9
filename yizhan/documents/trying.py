"""Trying a template with its invented example: for previews, and before an uploaded one is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from yizhan.documents import templates
from yizhan.documents.bodies import Signing
from yizhan.documents.drawing import Sheet, draw, fill_word
from yizhan.documents.press import PDF, PICTURE, CannotPress
from yizhan.documents.refusals import TemplateNotUsable
from yizhan.documents.registry import registered
from yizhan.documents.rules import document_number
from yizhan.documents.states import TemplateFormat
from yizhan.documents.uploads import checked

SAMPLE_DAY, SAMPLE_YEAR = "2026年11月23日", 2026
SAMPLE_SIGNING = Signing(
    "西安市未央区人民政府谭家街道办事处",
    "谭家街办",
    reconsideration_body="西安市未央区人民政府",
    court="西安铁路运输法院",
)


def sample_sheet(
    key: str, bundle: bytes, *, is_trusted: bool, signing: Signing = SAMPLE_SIGNING, content: Any = None
) -> Sheet:
    """The paper's example, marked 样张."""
    paper = registered(key)
    said: Mapping[str, Any] = paper.sample if content is None else content
    number = document_number(signing.code, paper.series, SAMPLE_YEAR, 12) if paper.series else ""
    return Sheet(paper.title, number, SAMPLE_DAY, said, asdict(signing), bundle, is_trusted, is_sample=True)


def sample_pdf(key: str, bundle: bytes, *, is_trusted: bool) -> bytes:
    """The example as PDF. Raises CannotPress."""
    return draw(sample_sheet(key, bundle, is_trusted=is_trusted), PDF)[0]


def sample_pictures(key: str, bundle: bytes, *, is_trusted: bool) -> list[bytes]:
    """The example as pictures. Raises CannotPress."""
    return draw(sample_sheet(key, bundle, is_trusted=is_trusted), PICTURE)


def sample_word(key: str, bundle: bytes, *, is_trusted: bool) -> bytes:
    """The example as Word. Raises CannotPress."""
    return fill_word(sample_sheet(key, bundle, is_trusted=is_trusted))


def usable_bundle(key: str, format: TemplateFormat, content: bytes) -> bytes:
    """An uploaded template as it will be kept, once its example came out. Raises TemplateNotUsable."""
    checked(content, format)
    try:
        if format == TemplateFormat.WORD:
            sample_word(key, content, is_trusted=False)
            return content
        bundle = templates.typst_bundle(content.decode("utf-8-sig"))
        sample_pdf(key, bundle, is_trusted=False)
    except CannotPress as problem:
        raise TemplateNotUsable(problem=f"排不出样张（{str(problem)[:160]}）。") from problem
    return bundle
