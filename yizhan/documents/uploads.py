"""Looking into an uploaded template before it is drawn: what it is, and what it may not bring along."""

from __future__ import annotations

import io
import zipfile

from yizhan.documents.refusals import TemplateNotUsable
from yizhan.documents.states import TemplateFormat

LARGEST_TYPST, LARGEST_WORD, LARGEST_UNPACKED, MOST_PARTS = 200_000, 2_000_000, 20_000_000, 400
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_UNWANTED = ("vbaproject", "activex", "embeddings/", "oleobject", "attachedtemplate", "altchunk")


def checked(content: bytes, format: TemplateFormat) -> bytes:
    """The template if it may be drawn at all. Raises TemplateNotUsable."""
    if format == TemplateFormat.TYPST:
        _check_typst(content)
    else:
        _check_word(content)
    return content


def _check_typst(content: bytes) -> None:
    if len(content) > LARGEST_TYPST:
        raise TemplateNotUsable(problem="文件太大，最多200KB。")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise TemplateNotUsable(problem="不是 UTF-8 编码的文本文件。") from problem
    if "@preview/" in text or "@local/" in text:
        raise TemplateNotUsable(problem="模板不能引用网上的程序包。")


def _check_word(content: bytes) -> None:
    if len(content) > LARGEST_WORD:
        raise TemplateNotUsable(problem="文件太大，最多2MB。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_parts(packed)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as problem:
        raise TemplateNotUsable(problem="不是 .docx 文件。") from problem


def _check_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise TemplateNotUsable(problem="解压后太大。")
    if any(word in part.filename.lower() for part in parts for word in _UNWANTED):
        raise TemplateNotUsable(problem="模板里不能有宏、控件或嵌入的文件。")
    if _MAIN_TYPE not in packed.read("[Content_Types].xml"):
        raise TemplateNotUsable(problem="不是 .docx 文件。")
    for part in parts:
        if not part.filename.endswith((".rels", ".xml")):
            continue
        text = packed.read(part)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise TemplateNotUsable(problem="模板里不能有外部定义。")
        if part.filename.endswith(".rels") and b"External" in text:
            raise TemplateNotUsable(problem="模板里不能有指向外部的链接。")
