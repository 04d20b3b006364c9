"""What a stored file can be."""

from __future__ import annotations

from django.db import models


class FileKind(models.TextChoices):
    """What a stored file is: everything that is taken becomes one of these."""

    JPEG = "jpeg", "照片"
    PNG = "png", "图片"
    PDF = "pdf", "PDF 文档"


MEDIA_TYPES = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png", FileKind.PDF: "application/pdf"}
SUFFIXES = {FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.PDF: "pdf"}
