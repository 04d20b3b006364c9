"""What an upload becomes, or with which words it is refused: told by its content, whatever its name."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from yizhan.files import refusals
from yizhan.files.checking import LARGEST, checked
from yizhan.files.states import FileKind
from yizhan.files.tests import uploads

if TYPE_CHECKING:
    from yizhan.lib.refusal import Refusal

TAKEN = [
    ("a photo", uploads.jpeg(), FileKind.JPEG, 1),
    ("a photo of a phone", uploads.phone_photo(), FileKind.JPEG, 1),
    ("a HEIC photo", uploads.heic(), FileKind.JPEG, 1),
    ("a WebP picture", uploads.saved(uploads.picture(), "WEBP"), FileKind.JPEG, 1),
    ("a picture of a document camera", uploads.saved(uploads.picture(), "BMP"), FileKind.JPEG, 1),
    ("a screenshot", uploads.saved(uploads.picture(), "PNG"), FileKind.PNG, 1),
    ("a transparent picture", uploads.saved(uploads.picture(mode="RGBA"), "PNG"), FileKind.PNG, 1),
    ("a picture of sixteen bits", uploads.saved(Image.new("I;16", (40, 40), 40_000), "PNG"), FileKind.PNG, 1),
    ("a picture with few colours", uploads.saved(uploads.picture(mode="P"), "PNG"), FileKind.PNG, 1),
    ("a picture for print", uploads.saved(uploads.picture(mode="CMYK"), "JPEG"), FileKind.JPEG, 1),
    ("a scan of one page", uploads.tiff(), FileKind.JPEG, 1),
    ("a scan of three pages", uploads.tiff(pages=3), FileKind.PDF, 3),
    ("a fax", uploads.tiff(pages=2, mode="1"), FileKind.PDF, 2),
    ("a PDF", uploads.pdf(pages=2), FileKind.PDF, 2),
    ("a PDF that opens at a page", uploads.pdf(uploads.opens_at_a_page), FileKind.PDF, 1),
    ("a PDF with links inside", uploads.pdf(uploads.links_inside), FileKind.PDF, 1),
    ("a PDF behind something else", b"\n" * 100 + uploads.pdf(), FileKind.PDF, 1),
    ("a signed PDF", uploads.signed(), FileKind.PDF, 1),
]

REFUSED: list[tuple[str, bytes, type[Refusal], str]] = [
    ("nothing", b"", refusals.FileEmpty, "空的"),
    ("one byte too much", b"\xff\xd8\xff" + b"\0" * (LARGEST - 2), refusals.FileTooLarge, "20 MB"),
    ("a cut photo", uploads.jpeg()[:2000], refusals.FileUnreadable, "损坏"),
    ("a cut HEIC photo", uploads.heic()[:300], refusals.FileUnreadable, "损坏"),
    ("a cut PDF", uploads.pdf()[:60], refusals.FileUnreadable, "损坏"),
    ("nothing but the head of a PDF", b"%PDF-1.7\n", refusals.FileUnreadable, "损坏"),
    ("a bomb", uploads.bomb_png(), refusals.PictureTooLarge, "66 百万"),
    ("a smaller bomb", uploads.bomb_png(9000, 8000), refusals.PictureTooLarge, "66 百万"),
    ("a drawing", b'<svg xmlns="http://www.w3.org/2000/svg"/>', refusals.KindNotTaken, "SVG"),
    ("a page named .jpg", b"<!doctype html><html></html>", refusals.KindNotTaken, "网页"),
    ("a program", b"MZ\x90\0", refusals.KindNotTaken, "程序"),
    ("a GIF", uploads.saved(uploads.picture(), "GIF"), refusals.KindNotTaken, "GIF"),
    ("a film", b"\0\0\0\x18ftypisom" + b"\0" * 40, refusals.KindNotTaken, "视频"),
    ("a text", "身份证号".encode(), refusals.KindNotTaken, "认不出"),
    ("a Word document", uploads.zipped(**{"word/document.xml": ""}), refusals.KindNotTaken, "Word"),
    ("an OFD document", uploads.zipped(**{"OFD.xml": ""}), refusals.KindNotTaken, "OFD"),
    ("an archive", uploads.zipped(**{"a.jpg": ""}), refusals.KindNotTaken, "压缩包"),
    ("an old Word document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", refusals.KindNotTaken, "旧格式"),
    ("a locked PDF", uploads.locked(), refusals.FileLocked, "密码"),
    ("a restricted PDF", uploads.locked(user=""), refusals.FileLocked, "限制"),
    ("a PDF with a script", uploads.pdf(uploads.script), refusals.FileUnsafe, "脚本"),
    ("a script of a name", uploads.pdf(uploads.script_of_a_name), refusals.FileUnsafe, "脚本"),
    ("a script of a page", uploads.pdf(uploads.script_of_a_page), refusals.FileUnsafe, "脚本"),
    ("a PDF that starts a program", uploads.pdf(uploads.launch), refusals.FileUnsafe, "自动执行"),
    ("a PDF with attachments", uploads.pdf(uploads.attachment), refusals.FileUnsafe, "附件"),
    ("a dynamic form", uploads.pdf(uploads.dynamic_form), refusals.FileUnsafe, "XFA"),
    ("a film in a PDF", uploads.pdf(uploads.film), refusals.FileUnsafe, "视频"),
    ("a book", uploads.pdf(pages=201), refusals.TooManyPages, "201 页"),
    ("a long scan", uploads.tiff(pages=51, mode="1"), refusals.TooManyPages, "51 页"),
]


@pytest.mark.parametrize(
    ("upload", "kind", "pages"), [one[1:] for one in TAKEN], ids=[one[0] for one in TAKEN]
)
def test_an_upload_is_taken_for_what_it_is(upload: bytes, kind: FileKind, pages: int) -> None:
    taken = checked(upload)
    assert (taken.kind, taken.pages) == (kind, pages)
    if kind is FileKind.PDF:
        assert taken.content.startswith(b"%PDF-")
        assert (taken.width, taken.height) == (None, None)
    else:
        with Image.open(io.BytesIO(taken.content)) as shown:
            shown.load()
            assert (shown.format, shown.size) == (kind.upper(), (taken.width, taken.height))


@pytest.mark.parametrize(
    ("upload", "refusal", "word"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_an_upload_is_refused_in_words(upload: bytes, refusal: type[Refusal], word: str) -> None:
    with pytest.raises(refusal) as refused:
        checked(upload)
    assert type(refused.value) is refusal
    assert word in refused.value.text
    assert refused.value.text.endswith("。")
    assert "{" not in refused.value.text + refused.value.text_en


def test_twenty_megabytes_are_not_too_large() -> None:
    with pytest.raises(refusals.FileUnreadable):
        checked(b"\xff\xd8\xff" + b"\0" * (LARGEST - 3))
