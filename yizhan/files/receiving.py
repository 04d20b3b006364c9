"""Uploads stay in memory until they are sealed: no plain copy ever lies in the system's temporary folder.

Memory is bounded: of a file that is too large only its size is kept, and of a request with too many files
the rest is let go. `received` then refuses in words instead of a cut connection.
"""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from yizhan.files.checking import LARGEST, MEGABYTE, too_large

LARGEST_REQUEST = 120 * MEGABYTE  # all files of one form together


class KeptInMemory(FileUploadHandler):
    """Django's hook for uploads; stands alone in FILE_UPLOAD_HANDLERS."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of_request = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with an empty place."""
        super().new_file(*args, **kwargs)
        self._place = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what is within bounds."""
        self._of_request += len(raw_data)
        if start + len(raw_data) <= LARGEST and self._of_request <= LARGEST_REQUEST:
            self._place.write(raw_data)
        else:
            self._place.truncate(0)  # too large already: its size is all that is still asked for

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file to the form."""
        self._place.seek(0)
        return InMemoryUploadedFile(
            file=self._place,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def received(upload: UploadedFile[Any]) -> bytes:
    """The content of an uploaded file. Raises FileTooLarge before anything of a giant is read."""
    if (upload.size or 0) > LARGEST:
        raise too_large()
    upload.seek(0)
    content = bytes(upload.read())
    if len(content) < (upload.size or 0):
        raise too_large()
    return content
