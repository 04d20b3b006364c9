"""Uploaded files are looked into before anything draws them, and what draws them is locked in."""

from __future__ import annotations

import io
import zipfile

import pytest

from yizhan.documents import press, sandbox, templates
from yizhan.documents.press import PDF, WORD, CannotPress, Job
from yizhan.documents.refusals import PressIsBusy, TemplateNotUsable
from yizhan.documents.states import TemplateFormat
from yizhan.documents.uploads import checked

KEY = "acceptance_notice"


def word_with(extra: dict[str, bytes], *, replaced: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """The built-in Word template with more parts, or with parts changed."""
    written = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(templates.built_in_bundle(KEY, TemplateFormat.WORD)))
    with source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            before, after = (replaced or {}).get(part.filename, (b"", b""))
            content = source.read(part)
            target.writestr(part, content.replace(before, after, 1) if before else content)
        for name, content in extra.items():
            target.writestr(name, content)
    return written.getvalue()


LINK = b'<Relationship Id="r9" Type="x" Target="http://127.0.0.1/a" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (word_with({"word/vbaProject.bin": b"x"}), "宏"),
        (word_with({"word/embeddings/one.bin": b"x"}), "嵌入"),
        (word_with({"word/big.bin": b"0" * 21_000_000}), "太大"),
        (word_with({"word/more.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "外部定义"),
        (
            word_with({}, replaced={"word/_rels/document.xml.rels": (b"</Relationships>", LINK)}),
            "指向外部",
        ),
        (b"no archive at all", "不是 .docx"),
    ],
)
def test_a_word_file_with_more_than_words_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(TemplateNotUsable) as refused:
        checked(content, TemplateFormat.WORD)
    assert why in refused.value.what


def test_the_built_in_word_template_passes_the_same_look() -> None:
    assert checked(word_with({}), TemplateFormat.WORD)


def test_a_typst_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(TemplateNotUsable):
        checked(b"\xff\xfe\x00", TemplateFormat.TYPST)


def locked(source: str, **files: bytes) -> list[bytes]:
    return sandbox.pressed(Job(PDF, {"main.typ": source.encode(), **files}), is_trusted=False)


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../../../../etc/passwd")',
        '#import ("@pre" + "view/cetz:0.3.1"): *',
        '#image("/etc/hostname")',
        "#let f(n) = f(n + 1); #f(0)",
    ],
)
def test_a_typst_template_reaches_nothing_outside(source: str) -> None:
    with pytest.raises(CannotPress):
        locked(source)


def test_a_template_sees_nothing_of_this_process() -> None:
    assert locked("#assert(sys.inputs.len() == 0); a")[0].startswith(b"%PDF")


def test_a_template_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "SECONDS", 1)
    endless = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { a + b + c } } }"
    with pytest.raises((PressIsBusy, CannotPress)):
        locked(endless)


@pytest.mark.parametrize(
    "expression",
    [
        b"{{ ''.__class__.__mro__[1].__subclasses__() }}",
        b"{{ c.__init__.__globals__ }}",
        b"{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        b"{% for a in range(10**9) %}x{% endfor %}",
        b"{% include '/etc/passwd' %}",
    ],
)
def test_an_expression_of_a_word_template_reaches_values_only(expression: bytes) -> None:
    place = b"<w:p><w:r><w:t>" + expression + b"</w:t></w:r></w:p><w:sectPr"
    attacked = word_with({}, replaced={"word/document.xml": (b"<w:sectPr", place)})
    with pytest.raises(CannotPress):
        sandbox.pressed(Job(WORD, {"template.docx": attacked}, values={"c": {}}), is_trusted=False)
