"""Letterheads, counters, templates and documents. Units live above, so bodies and units are named by id."""

from __future__ import annotations

from typing import Any

from django.db import models

from yizhan.documents.states import TemplateFormat
from yizhan.lib.ids import new_id
from yizhan.rows.sealed import SealedJSONField, SealedTextField


class Letterhead(models.Model):
    """How a body signs: its full name, the code of its numbers (机关代字), and where one turns against it.

    `unit_id` is the hall that keeps it. The body itself is never a hall.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body_id = models.UUIDField()
    unit_id = models.UUIDField(db_index=True)
    name = models.CharField("落款名称", max_length=80)
    code = models.CharField("机关代字", max_length=12)
    phone = models.CharField("电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    reconsideration_body = models.CharField("行政复议机关", max_length=80, blank=True)
    court = models.CharField("行政诉讼法院", max_length=80, blank=True)
    seal_name = models.CharField("印章名称", max_length=80, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body_id"], name="documents_one_letterhead_per_body"),
        ]

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """The last number that a body gave in a kind of document this year."""

    body_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body_id", "year", "kind"], name="documents_one_series_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}〔{self.year}〕"


class Template(models.Model):
    """A version of a template, kept for ever: a document prints as it was issued.

    The program's own belong to the installation; a unit's are in force until replaced or withdrawn.
    `bundle` is a .docx, or the JSON of the Typst files by name.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_id = models.UUIDField(db_index=True)
    key = models.CharField(max_length=40)
    format = models.CharField(max_length=10, choices=TemplateFormat.choices)
    version = models.PositiveIntegerField("版本")
    digest = models.CharField(max_length=64)
    bundle = models.BinaryField()
    file_name = models.CharField("文件名", max_length=120, blank=True)
    in_force = models.BooleanField("使用中", default=False)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id", "key", "format", "version"], name="documents_template_version_once"
            ),
            models.UniqueConstraint(
                fields=["unit_id", "key", "format"],
                condition=models.Q(in_force=True),
                name="documents_one_template_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_format_display()} 第{self.version}版"


class Document(models.Model):
    """A paper as it was issued; its content and letterhead never change.

    `subject` says what it belongs to, as `app.model:id`: this floor knows only the words.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_id = models.UUIDField(db_index=True)
    body_id = models.UUIDField()
    key = models.CharField(max_length=40)
    title = models.CharField("标题", max_length=80)
    number = models.CharField("文号", max_length=60, blank=True)
    series = models.CharField(max_length=8, blank=True)
    year = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField(null=True)
    subject = models.CharField(max_length=100)
    typst = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    content: models.Field[Any, Any] = SealedJSONField()
    letterhead = models.JSONField()
    issued_at = models.DateTimeField("签发时间")
    issued_by = models.CharField(max_length=40)
    printed_at = models.DateTimeField("首次打印", null=True)
    digest = models.CharField("SM3 摘要", max_length=64, blank=True)
    copies = models.PositiveIntegerField("打印次数", default=0)
    voided_at = models.DateTimeField("作废时间", null=True)
    void_reason = SealedTextField("作废原因", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body_id", "series", "year", "position"],
                condition=models.Q(position__isnull=False),
                name="documents_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(printed_at=None, digest="", copies=0)
                | models.Q(printed_at__isnull=False, copies__gte=1) & ~models.Q(digest=""),
                name="documents_printed_with_a_digest",
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="documents_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class DocumentCopy(models.Model):
    """The bytes of the first print, sealed; every later copy is made from them."""

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, primary_key=True, related_name="first_print"
    )
    pdf = SealedTextField()

    def __str__(self) -> str:
        return str(self.document_id)
