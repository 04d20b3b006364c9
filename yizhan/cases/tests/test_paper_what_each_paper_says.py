"""The papers of a case: each says what the law wants of it, in PDF and Word alike."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from typing import Any

import pikepdf
import pytest
from docx import Document

from yizhan.cases.paper.contents import PAPERS
from yizhan.cases.paper.parts import Paper
from yizhan.cases.paper.samples import SAMPLES
from yizhan.documents import drawing, templates
from yizhan.documents.registry import registered
from yizhan.documents.states import TemplateFormat
from yizhan.documents.trying import sample_sheet

pytestmark = pytest.mark.clause("6.3")
KEYS = [paper.key for paper in PAPERS]
UNSAID = {"progress_address"}
"""Drawn as a code."""
NAMED_ONLY = {"acceptance_notice": {"form", "remark"}, "withdrawal": {"remark"}}
"""Papers that name the materials; how each was handed in stands on the receipt."""


def words_of_word(paper: Paper) -> str:
    bundle = templates.built_in_bundle(paper.key, TemplateFormat.WORD)
    filled = drawing.fill_word(sample_sheet(paper.key, bundle, is_trusted=True, content=paper.content()))
    opened = Document(io.BytesIO(filled))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return re.sub(r"\s", "", "".join([*(one.text for one in opened.paragraphs), *cells]))


def words_of_pdf(paper: Paper) -> str:
    """Everything that the PDF says, read back through its fonts."""
    bundle = templates.built_in_bundle(paper.key, TemplateFormat.TYPST)
    sheet = sample_sheet(paper.key, bundle, is_trusted=True, content=paper.content())
    return re.sub(r"[\s\u200b]", "", "".join(_texts(drawing.draw(replace(sheet, is_sample=False))[0])))


def _texts(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            yield from _texts_of_page(page)


def _texts_of_page(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _characters(font) for name, font in page.resources["/Font"].items()}
    font: dict[int, str] = {}
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        if operator == "Tf":
            font = fonts[str(one.operands[0])]
        elif operator in {"Tj", "TJ"}:
            pieces = one.operands[0] if operator == "TJ" else one.operands
            yield "".join(_read(bytes(piece), font) for piece in pieces if isinstance(piece, pikepdf.String))


def _read(codes: bytes, font: dict[int, str]) -> str:
    pairs = (int.from_bytes(codes[place : place + 2]) for place in range(0, len(codes), 2))
    return "".join(font.get(pair, "") for pair in pairs)


def _characters(font: Any) -> dict[int, str]:
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found = {}
    for code, text in re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table):
        found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be", "ignore")
    return found


def facts_of(paper: Paper) -> Iterator[str]:
    """Every text of a paper's content that it has to say."""
    return _facts(paper.content(), UNSAID | NAMED_ONLY.get(paper.key, set()))


def _facts(value: Any, unsaid: set[str]) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield re.sub(r"\s", "", value)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in unsaid:
                yield from _facts(one, unsaid)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _facts(one, unsaid)


@pytest.mark.parametrize("key", KEYS)
def test_word_says_every_fact_of_the_paper(key: str) -> None:
    paper = SAMPLES[key]
    said = words_of_word(paper)
    assert [fact for fact in facts_of(paper) if fact not in said] == []


@pytest.mark.parametrize("key", KEYS)
def test_the_pdf_says_every_fact_of_the_paper(key: str) -> None:
    paper = SAMPLES[key]
    said = words_of_pdf(paper)
    assert [fact for fact in facts_of(paper) if fact not in said] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_paper_can_be_drawn_with_nothing_but_what_it_must_say(key: str) -> None:
    paper = SAMPLES[key]
    bare = replace(paper, **{one.name: one.default for one in fields(paper) if one.default is not MISSING})
    assert words_of_pdf(bare)
    assert words_of_word(bare)


@pytest.mark.parametrize("key", KEYS)
def test_content_is_plain_json(key: str) -> None:
    assert json.loads(json.dumps(SAMPLES[key].content(), ensure_ascii=False))


@pytest.mark.clause("7.2b")
def test_the_one_time_notice_says_that_it_is_everything() -> None:
    for said in (words_of_pdf(SAMPLES["one_time_notice"]), words_of_word(SAMPLES["one_time_notice"])):
        assert "以上为全部需补正内容，一次性告知" in said


@pytest.mark.parametrize("key", ["decline_notice", "rejection_decision"])
def test_a_no_tells_both_remedies_with_their_periods(key: str) -> None:
    for said in (words_of_pdf(SAMPLES[key]), words_of_word(SAMPLES[key])):
        assert "60日内向西安市未央区人民政府申请行政复议" in said
        assert "6个月内依法向西安铁路运输法院提起行政诉讼" in said


def test_a_court_that_nobody_entered_leaves_a_line_to_write_on() -> None:
    paper = SAMPLES["rejection_decision"]
    blank = replace(paper, remedies=replace(paper.remedies, court=""))  # type: ignore[attr-defined,call-arg]
    for said in (words_of_pdf(blank), words_of_word(blank)):
        assert "依法向＿＿" in said


@pytest.mark.parametrize("key", [key for key in KEYS if SAMPLES[key].series])
def test_a_numbered_paper_is_signed_by_the_responsible_body_never_by_the_hall(key: str) -> None:
    body = "西安市未央区人民政府谭家街道办事处"
    said = words_of_word(SAMPLES[key])
    assert body in said
    assert "便民服务中心（印章）" not in said
    if key != "service_receipt":
        assert f"（印章）{body}" in said


def test_every_paper_has_its_two_templates() -> None:
    for key in KEYS:
        assert registered(key).typst.exists()
        assert registered(key).word.exists()
