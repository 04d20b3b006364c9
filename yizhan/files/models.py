"""The row of a stored file; its bytes lie sealed on disk under its id."""

from __future__ import annotations

from django.db import models

from yizhan.files.states import MEDIA_TYPES, FileKind
from yizhan.lib.ids import new_id
from yizhan.rows.sealed import SealedTextField

NAME_LENGTH = 120


class StoredFile(models.Model):
    """What a unit was given: which content, of which kind. Never changed; only its key may change.

    `digest` is the address of the content within the unit. `name` is what the first who handed it in
    called it; what an attachment is called on a case belongs to the case.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    name = SealedTextField(blank=True)
    sealed_under = models.CharField(max_length=16, db_index=True)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "digest"], name="files_content_once_per_unit"),
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="files_digest_is_an_index"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[str(kind) for kind in FileKind]), name="files_kind_is_taken"
            ),
            models.CheckConstraint(condition=models.Q(size__gte=1, pages__gte=1), name="files_has_content"),
            # Measures are asked for by name: a comparison with NULL would pass as a check.
            models.CheckConstraint(
                condition=models.Q(kind=FileKind.PDF, width__isnull=True, height__isnull=True)
                | models.Q(
                    kind__in=[str(FileKind.JPEG), str(FileKind.PNG)],
                    width__isnull=False,
                    height__isnull=False,
                    width__gte=1,
                    height__gte=1,
                    pages=1,
                ),
                name="files_pictures_have_measures",
            ),
        ]

    def __str__(self) -> str:
        """Without its name, which may stand for a person."""
        return f"{self.get_kind_display()}，{self.pages} 页" if self.is_pdf else self.get_kind_display()

    @property
    def is_pdf(self) -> bool:
        """Whether it is a document of pages."""
        return self.kind == FileKind.PDF

    @property
    def media_type(self) -> str:
        """Its type as the web names it."""
        return MEDIA_TYPES[FileKind(self.kind)]
