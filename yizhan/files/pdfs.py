"""PDFs are looked through before they are stored: nothing in them may act, hide or be locked.

What passes is written anew, without notes on author and program, so that nothing that is not PDF survives.
A document whose signature covers every byte (an electronic licence) stays as it is: written anew, its
signature would be void.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from yizhan.files.content import Checked
from yizhan.files.refusals import FileLocked, FileUnreadable, FileUnsafe, TooManyPages
from yizhan.files.states import FileKind

MOST_PAGES = 200
MOST_PARTS = 500_000  # dictionaries and lists looked at; a document of 200 pages has a few thousand

_SCRIPT = ("脚本", "a script")
_PROGRAM = ("会自动执行的动作", "an action that runs by itself")
_FILES = ("夹带的附件", "attached files")
_FORM = ("动态表单（XFA）", "a dynamic form (XFA)")
_MEDIA = ("音频、视频或三维内容", "sound, film or 3D content")
_KEYS = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/EmbeddedFiles": _FILES,
    "/EF": _FILES,
    "/XFA": _FORM,
    "/RichMediaContent": _MEDIA,
}
_ACTIONS = {
    "/JavaScript": _SCRIPT,
    "/Launch": _PROGRAM,
    "/SubmitForm": _PROGRAM,
    "/ImportData": _PROGRAM,
    "/GoToE": _FILES,
    "/Rendition": _MEDIA,
    "/RichMediaExecute": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
}
_SUBTYPES = {
    "/FileAttachment": _FILES,
    "/RichMedia": _MEDIA,
    "/Screen": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
    "/3D": _MEDIA,
}
_MERELY_SHOWS = {"/GoTo", "/Named"}


def looked_through(content: bytes) -> Checked:
    """The PDF as it is stored. Raises FileLocked, FileUnsafe, FileUnreadable or TooManyPages."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _looked_through(pdf, content)
    except pikepdf.PasswordError as problem:
        raise FileLocked from problem
    except (
        pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError,
    ) as problem:  # fmt: skip
        raise FileUnreadable from problem


def _looked_through(pdf: pikepdf.Pdf, content: bytes) -> Checked:
    if pdf.is_encrypted:
        raise FileLocked
    pages = len(pdf.pages)
    if pages == 0:
        raise FileUnreadable
    if pages > MOST_PAGES:
        raise TooManyPages(pages=pages, most=MOST_PAGES)
    _refuse_what_starts_by_itself(pdf)
    reach = 0
    for part in _parts(pdf):
        _refuse_what_acts(part)
        reach = max(reach, _signed_reach(part))
    kept = content if reach and _covers(content, reach) else _written_anew(pdf)
    return Checked(FileKind.PDF, kept, pages=pages)


def _refuse_what_starts_by_itself(pdf: pikepdf.Pdf) -> None:
    """Many programs write where the document opens; only another action than showing a page is refused."""
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S", "/GoTo")) not in _MERELY_SHOWS:
        raise _unsafe(_ACTIONS.get(str(opening.get("/S")), _PROGRAM))


def _parts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the document, also those inside of others; streams by their dictionaries."""
    waiting: list[pikepdf.Object] = list(pdf.objects)
    seen = 0
    while waiting:
        part = waiting.pop()
        if (seen := seen + 1) > MOST_PARTS:
            raise FileUnreadable
        if isinstance(part, pikepdf.Array):
            waiting += [one for one in part if _is_inside(one)]
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            waiting += [one for _, one in part.items() if _is_inside(one)]


def _is_inside(one: object) -> bool:
    """What is referred to stands in the list of objects itself; only what is written out here is followed."""
    return isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect


def _refuse_what_acts(part: pikepdf.Object) -> None:
    for key in part.keys():  # noqa: SIM118 - a PDF object, no dict: iterating it is not by keys
        if key in _KEYS:
            raise _unsafe(_KEYS[key])
    if (action := _ACTIONS.get(_named(part, "/S"))) is not None and _named(part, "/Type") in {"", "/Action"}:
        raise _unsafe(action)
    if (subtype := _SUBTYPES.get(_named(part, "/Subtype"))) is not None:
        raise _unsafe(subtype)


def _named(part: pikepdf.Object, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _unsafe(words: tuple[str, str]) -> FileUnsafe:
    return FileUnsafe(found=words[0], found_en=words[1])


def _signed_reach(part: pikepdf.Object) -> int:
    """Up to which byte a signature covers the file from its first byte on; 0 for everything else."""
    reach = part.get("/ByteRange")
    if not isinstance(reach, pikepdf.Array) or len(reach) != 4 or "/Contents" not in part:
        return 0
    start, _, second, length = (int(one) for one in reach)
    return second + length if start == 0 else 0


def _covers(content: bytes, reach: int) -> bool:
    return content.startswith(b"%PDF-") and reach <= len(content) and not content[reach:].strip()


def _written_anew(pdf: pikepdf.Pdf) -> bytes:
    """Without notes on author and program; equal content gives equal bytes."""
    for key in ("/Metadata", "/OpenAction", "/PieceInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    stored = io.BytesIO()
    pdf.save(
        stored,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
        preserve_pdfa=False,
        deterministic_id=True,
    )
    return stored.getvalue()
