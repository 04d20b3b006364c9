"""The first print stays as it was; copies, voided papers and races with one counter."""

from __future__ import annotations

import threading

import pikepdf
import pytest

from yizhan.documents import actions
from yizhan.documents.models import Document, Series
from yizhan.documents.printing import print_document
from yizhan.documents.refusals import DocumentAlreadyVoid, VoidNeedsReason
from yizhan.documents.rendering import first_print_of, pdf
from yizhan.documents.states import TemplateFormat
from yizhan.documents.templates import built_in_bundle, typst_bundle, typst_files
from yizhan.documents.tests.papers import HALL, OFFICE, issued
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM, Actor, ActorKind
from yizhan.lib.refusal import NotYours
from yizhan.lib.sm3 import sm3
from yizhan.testing.cast import TODAY, at
from yizhan.testing.races import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]
KEY = "acceptance_notice"


def test_neither_letterhead_nor_template_changes_a_printed_paper() -> None:
    paper, first = print_document(issued(), by=SYSTEM, at=at(10, 1))
    actions.change_letterhead(OFFICE, unit_id=HALL, name="某某镇人民政府", code="某政", by=SYSTEM, at=at(11))
    own = typst_bundle(
        typst_files(built_in_bundle(KEY, TemplateFormat.TYPST))["template.typ"].decode() + "\n新"
    )
    actions.replace_template(
        KEY, TemplateFormat.TYPST, own, unit_id=HALL, file_name="a.typ", by=SYSTEM, at=at(11)
    )
    kept = Document.objects.get(pk=paper.pk)
    assert pdf(kept) == first_print_of(kept) == first
    assert kept.digest == sm3(first).hex()


def test_the_journal_knows_the_digest_and_no_person() -> None:
    paper, _ = print_document(issued(applicant="欧阳建国"), by=SYSTEM, at=at(10, 1))
    entry = Entry.objects.get(act="document.printed")
    assert entry.facts == {"copies": 1, "digest": paper.digest}


def test_a_copy_is_the_first_print_with_a_mark_over_it() -> None:
    paper, first = print_document(issued(), by=SYSTEM, at=at(10, 1))
    paper, copy = print_document(paper, by=SYSTEM, at=at(10, 2))
    assert first_print_of(paper) == first
    assert len(_streams(copy)) > len(_streams(first))


def test_a_void_paper_says_so_and_keeps_number_and_first_print() -> None:
    paper, first = print_document(issued(), by=SYSTEM, at=at(10, 1))
    actions.void_document(paper, "日期写错", by=SYSTEM, at=at(12))
    void = Document.objects.get(pk=paper.pk)
    assert void.void_reason == "日期写错"
    assert first_print_of(void) == first != pdf(void)
    assert issued().position == 2


def test_a_paper_is_voided_once_and_with_a_reason() -> None:
    paper = issued()
    with pytest.raises(VoidNeedsReason):
        actions.void_document(paper, "  ", by=SYSTEM, at=at(12))
    actions.void_document(paper, "日期写错", by=SYSTEM, at=at(12))
    with pytest.raises(DocumentAlreadyVoid):
        actions.void_document(paper, "又一次", by=SYSTEM, at=at(13))


def test_another_unit_neither_prints_nor_voids() -> None:
    paper, stranger = issued(), Actor(ActorKind.STAFF, "1", OFFICE, frozenset({"director"}))
    with pytest.raises(NotYours):
        print_document(paper, by=stranger, at=at(10, 1))
    with pytest.raises(NotYours):
        actions.void_document(paper, "日期写错", by=stranger, at=at(12))
    assert Document.objects.get().copies == 0


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sixteen_first_prints_in_the_same_instant_are_one_first_print() -> None:
    paper = issued()
    at_once([lambda: print_document(Document.objects.get(pk=paper.pk), by=SYSTEM, at=at(10, 1))] * 16)
    kept = Document.objects.get()
    assert kept.copies == 16
    assert sm3(first_print_of(kept)).hex() == kept.digest


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_reading_a_number_first_and_writing_it_later_gives_it_twice() -> None:
    """Negative control: the same race without the guarded counter."""
    Series.objects.create(body_id=OFFICE, year=TODAY.year, kind="受", last=0)
    all_have_read = threading.Barrier(4)

    def naive() -> int:
        row = Series.objects.get()
        all_have_read.wait(timeout=30)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last

    assert at_once([naive] * 4) == [1] * 4


def _streams(content: bytes) -> list[bytes]:
    import io

    with pikepdf.open(io.BytesIO(content)) as opened:
        page = opened.pages[0]
        page.contents_coalesce()
        forms = [bytes(one.read_bytes()) for one in page.resources.get("/XObject", {}).values()]
        return [page.Contents.read_bytes(), *forms]
