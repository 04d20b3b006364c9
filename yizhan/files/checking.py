"""From an upload to content that may be stored: measured, recognised, scanned, written anew."""

from __future__ import annotations

from yizhan.files import pdfs, pictures
from yizhan.files.content import Checked
from yizhan.files.recognition import Found, recognised
from yizhan.files.refusals import FileEmpty, FileTooLarge
from yizhan.files.scanning import refuse_infected

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE  # of any kind; a page scanned in colour at 300 dpi has one or two


def checked(content: bytes, *, scanner: str = "") -> Checked:
    """What of an upload may be stored.

    The scanner comes before any decoder, so that what it knows never reaches one. Raises a refusal that
    says what is the matter and what to do.
    """
    if not content:
        raise FileEmpty
    if len(content) > LARGEST:
        raise too_large()
    found = recognised(content)
    refuse_infected(content, scanner=scanner)
    if found is Found.PDF:
        return pdfs.looked_through(content)
    rewritten = pictures.rewritten(content, found)
    # A scan of several pages was bound to a PDF: the notes of the binder go the way of all others.
    return pdfs.looked_through(rewritten.content) if rewritten.pages > 1 else rewritten


def too_large() -> FileTooLarge:
    """The refusal for more than LARGEST bytes."""
    return FileTooLarge(megabytes=LARGEST // MEGABYTE)
