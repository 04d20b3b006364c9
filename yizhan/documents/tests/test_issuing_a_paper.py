"""A paper is numbered once, frozen at issue, and the same on every print."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.db import connection, transaction

from yizhan.documents import actions
from yizhan.documents.models import Document, DocumentCopy
from yizhan.documents.printing import print_document
from yizhan.documents.refusals import LetterheadOfAHall
from yizhan.documents.registry import all_registered
from yizhan.documents.rendering import pdf, picture, word
from yizhan.documents.rules import in_groups, proposed_code, reprint_mark
from yizhan.documents.tests.papers import HALL, OFFICE, OTHER_OFFICE, STREET, issued
from yizhan.lib.actor import SYSTEM
from yizhan.lib.sm3 import sm3
from yizhan.testing.cast import at
from yizhan.testing.races import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]
KEYS = [one.key for one in all_registered()]


def _change_letterhead(name: str) -> None:
    actions.change_letterhead(OFFICE, unit_id=HALL, name=name, code="新代字", by=SYSTEM, at=at(11))


def test_numbers_follow_per_body_kind_and_year() -> None:
    other = replace(STREET, id=OTHER_OFFICE)
    papers = [
        issued(), issued(), issued("decline_notice"), issued(body=other), issued(on=date(2027, 1, 4)),
    ]  # fmt: skip
    assert [one.number for one in papers] == [
        "谭家街办受〔2026〕1号", "谭家街办受〔2026〕2号", "谭家街办不受〔2026〕1号",
        "谭家街办受〔2026〕1号", "谭家街办受〔2027〕1号",
    ]  # fmt: skip


def test_a_refused_act_leaves_no_gap() -> None:
    with transaction.atomic():
        issued()
        transaction.set_rollback(True)
    assert issued().position == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_no_two_papers_get_one_number() -> None:
    outcomes = at_once([issued] * 8)
    assert sorted(one.position or 0 for one in outcomes if isinstance(one, Document)) == list(range(1, 9))


def test_what_was_issued_never_changes() -> None:
    paper = issued()
    before = sm3(pdf(paper))
    _change_letterhead("西安市未央区人民政府")
    assert sm3(pdf(Document.objects.get(pk=paper.pk))) == before
    assert issued().number == "新代字受〔2026〕2号"


def test_the_first_print_is_kept_and_later_ones_say_so() -> None:
    paper, first = print_document(issued(), by=SYSTEM, at=at(10, 1))
    again, second = print_document(paper, by=SYSTEM, at=at(10, 2))
    assert (again.copies, again.digest) == (2, sm3(first).hex())
    assert second != first
    assert reprint_mark(2, "2026年11月23日") == "补打 第1次 2026年11月23日"
    assert DocumentCopy.objects.count() == 1


def test_the_same_print_twice_counts_once() -> None:
    paper = issued()
    for _ in range(2):
        print_document(paper, by=SYSTEM, at=at(10, 1), request_key="print")
    assert Document.objects.get().copies == 1


def test_content_lies_sealed_in_the_database() -> None:
    issued(applicant="欧阳建国")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_document")
        assert "欧阳" not in str(cursor.fetchone()[0])


def test_a_hall_is_no_legal_person_and_signs_nothing() -> None:
    with pytest.raises(LetterheadOfAHall):
        _change_letterhead("谭家街道便民服务中心")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("西安市未央区人民政府谭家街道办事处", "谭家街办"),
        ("谭家街道办事处", "谭家街办"),
        ("蓝田县蓝关镇人民政府", "蓝关镇政"),
    ],
)
def test_a_code_is_proposed_from_the_name(name: str, code: str) -> None:
    assert proposed_code(name) == code


@pytest.mark.parametrize("key", KEYS)
def test_every_paper_is_a_lasting_pdf_and_says_the_same_in_word(key: str) -> None:
    paper = issued(key)
    with pikepdf.open(io.BytesIO(pdf(paper))) as opened:
        assert opened.open_metadata().pdfa_status == "2B"
    text = zipfile.ZipFile(io.BytesIO(word(paper))).read("word/document.xml").decode()
    assert paper.number in text
    for told in (paper.content.get("applicant", ""), in_groups(paper.content.get("case_number", ""))):
        assert told in text


@pytest.mark.parametrize(
    "nasty", ['#read("/etc/passwd")', "*粗*_斜_ $x$ @a <b>", "{{ 7*7 }} {% if %}", "\\u{41}"]
)
def test_what_is_typed_is_text_and_nothing_else(nasty: str) -> None:
    paper = issued(applicant=nasty)
    assert pdf(paper).startswith(b"%PDF")
    text = zipfile.ZipFile(io.BytesIO(word(paper))).read("word/document.xml").decode()
    assert "49" not in text or "7*7" in text


@pytest.mark.parametrize("name", ["王䶮", "㐀样本", "𠮷田", "李𬎆", "阿依古丽·买买提", "张𱍐"])
def test_rare_characters_of_names_never_stop_a_paper(name: str) -> None:
    paper = issued(applicant=name)
    assert pdf(paper).startswith(b"%PDF")
    assert picture(paper).startswith(b"\x89PNG")


def test_long_lists_go_on_over_the_page() -> None:
    line: dict[str, Any] = {"name": "证明材料" * 8, "form": "原件", "count": 1, "pages": 1, "remark": ""}
    paper = issued("received_slip", materials=[line] * 40)
    with pikepdf.open(io.BytesIO(pdf(paper))) as opened:
        assert len(opened.pages) > 1
