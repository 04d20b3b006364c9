"""A unit's own template is tried before it is taken, and can reach nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from yizhan.documents import actions, templates
from yizhan.documents.refusals import NoTemplateToWithdraw, TemplateNotUsable
from yizhan.documents.rendering import pdf
from yizhan.documents.states import TemplateFormat
from yizhan.documents.tests.papers import HALL, issued
from yizhan.documents.trying import usable_bundle
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import at

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]
KEY = "acceptance_notice"


def _own(text: str) -> bytes:
    return (
        templates.typst_files(templates.built_in_bundle(KEY, TemplateFormat.TYPST))["template.typ"]
        + text.encode()
    )


@pytest.mark.parametrize(
    "attack",
    [
        '#read("/etc/passwd")',
        '#read("../../../../etc/passwd")',
        '#import "@preview/tablex:0.0.8": *',
        "#while true {}",
        "#nothing-of-this-name",
    ],
)
def test_a_template_that_reaches_out_or_never_ends_is_refused(attack: str) -> None:
    with pytest.raises(TemplateNotUsable):
        usable_bundle(KEY, TemplateFormat.TYPST, _own(f"\n{attack}\n"))


def test_a_word_template_runs_no_code() -> None:
    built_in = templates.built_in_bundle(KEY, TemplateFormat.WORD)
    attacked = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built_in)) as source, zipfile.ZipFile(attacked, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                code = b"{{ ''.__class__.__mro__[1].__subclasses__() }}"
                paragraph = b"<w:p><w:r><w:t>" + code + b"</w:t></w:r></w:p>"
                content = content.replace(b"<w:sectPr", paragraph + b"<w:sectPr", 1)
            target.writestr(part, content)
    with pytest.raises(TemplateNotUsable):
        usable_bundle(KEY, TemplateFormat.WORD, attacked.getvalue())


def test_papers_issued_before_keep_their_template_and_a_withdrawal_goes_back() -> None:
    before = issued()
    drawn = pdf(before)
    bundle = usable_bundle(KEY, TemplateFormat.TYPST, _own("\n本街道补充说明。\n"))
    actions.replace_template(
        KEY, TemplateFormat.TYPST, bundle, file_name="own.typ", at=at(11), unit_id=HALL, by=SYSTEM
    )
    after = issued()
    assert (before.typst_id == after.typst_id, pdf(before) == drawn) == (False, True)
    actions.withdraw_template(KEY, TemplateFormat.TYPST, at=at(12), unit_id=HALL, by=SYSTEM)
    assert issued().typst_id == before.typst_id
    with pytest.raises(NoTemplateToWithdraw):
        actions.withdraw_template(KEY, TemplateFormat.TYPST, at=at(13), unit_id=HALL, by=SYSTEM)
