"""What an upload really is, told from its first bytes and never from its name."""

from __future__ import annotations

from enum import Enum

from yizhan.files.refusals import KindNotTaken

# Of a still picture; a film begins alike with other brands, and AVIF is not taken.
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_PDF_HEAD_WITHIN = 1024  # readers accept a PDF whose head comes this late
_LOOKED_THROUGH = 64 * 1024


class Found(Enum):
    """What is taken."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    WEBP = "WEBP"
    BMP = "BMP"
    HEIF = "HEIF"
    PDF = "PDF"


_HEADS = (
    (b"\xff\xd8\xff", Found.JPEG),
    (b"\x89PNG\r\n\x1a\n", Found.PNG),
    (b"II*\0", Found.TIFF),
    (b"MM\0*", Found.TIFF),
    (b"BM", Found.BMP),
)
_NOT_TAKEN = (
    (b"\xd0\xcf\x11\xe0", "旧格式的 Office 文档", "an old Office document"),
    (b"GIF8", "GIF 动图", "a GIF"),
    (b"MZ", "程序文件", "a program"),
    (b"\x7fELF", "程序文件", "a program"),
    (b"Rar!", "压缩包", "an archive"),
    (b"7z\xbc\xaf", "压缩包", "an archive"),
    (b"\x1f\x8b", "压缩包", "an archive"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
)
_IN_A_ZIP = (
    (b"word/", "Word 文档", "a Word document"),
    (b"xl/", "Excel 表格", "an Excel sheet"),
    (b"ppt/", "PowerPoint 文档", "a PowerPoint file"),
    (b"OFD.xml", "OFD 文档", "an OFD document"),
)
_MARKUP = ((b"<svg", "SVG 矢量图", "an SVG drawing"), (b"<html", "网页文件", "a web page"))


def recognised(content: bytes) -> Found:
    """What the content is. Raises KindNotTaken, which names what was found instead."""
    for head, found in _HEADS:
        if content.startswith(head):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Found.WEBP
    if content[4:8] == b"ftyp":
        if content[8:12] in _HEIF_BRANDS:
            return Found.HEIF
        raise KindNotTaken(
            found="视频或这里读不了的图片", found_en="a film or a picture that cannot be read here"
        )
    if b"%PDF-" in content[:_PDF_HEAD_WITHIN]:
        return Found.PDF
    raise _not_taken(content)


def _not_taken(content: bytes) -> KindNotTaken:
    """The words are for the reader only: every one of these is refused alike."""
    for head, found, found_en in _NOT_TAKEN:
        if content.startswith(head):
            return KindNotTaken(found=found, found_en=found_en)
    if content.startswith(b"PK"):
        # Names of a zip's parts stand in it in plain text, and once more at its end.
        shown = content[:_LOOKED_THROUGH] + content[-_LOOKED_THROUGH:]
        named = [(zh, en) for part, zh, en in _IN_A_ZIP if part in shown]
        found, found_en = named[0] if named else ("压缩包", "an archive")
        return KindNotTaken(found=found, found_en=found_en)
    beginning = content[:_LOOKED_THROUGH].lower()
    for tag, found, found_en in _MARKUP:
        if tag in beginning:
            return KindNotTaken(found=found, found_en=found_en)
    return KindNotTaken(found="认不出的文件", found_en="a file of unknown kind")
