"""Tables of items in and out: upload, preview, confirmation; export and template."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Router
from ninja.files import UploadedFile
from ninja.params.models import File, Query

from yizhan.catalog import actions, selectors
from yizhan.catalog.actions.editors import EDITORS
from yizhan.catalog.models import ItemImport
from yizhan.catalog.spreadsheet import LARGEST_FILE, written_csv, written_xlsx
from yizhan.exchange.api.asking import does, find, reads
from yizhan.exchange.api.items import hall_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.catalog import ImportOut, PreviewOut

router = Router(tags=["事项导入导出"])
for_editors = allowed(*EDITORS)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TABLE: dict[str, Any] = {"responses": {200: {"content": {XLSX: {}, "text/csv": {}}}}}


@router.get("/catalogues/{uuid:hall_id}/table", openapi_extra=TABLE, **reads("导出事项目录"))
@allowed(any_staff=True)
def export(
    request: CallerRequest, hall_id: UUID, kind: Annotated[Literal["xlsx", "csv"], Query("xlsx")]
) -> HttpResponse:
    """The hall's catalogue as a table that can be changed and imported again."""
    hall = hall_of(request, hall_id)
    rows = [one.cells for one in selectors.catalogue_of(hall, request.actor) if one.is_taken_up]
    if kind == "csv":
        return _download(written_csv(rows), CSV, f"{hall.short_name}事项目录.csv")
    return _download(written_xlsx(rows, hints=True), XLSX, f"{hall.short_name}事项目录.xlsx")


@router.get("/imports/template", openapi_extra=TABLE, **reads("导入模板"))
@allowed(any_staff=True)
def template(request: CallerRequest) -> HttpResponse:
    """An empty table with the columns and what to write in them."""
    return _download(written_xlsx([], hints=True), XLSX, "事项导入模板.xlsx")


@router.post(
    "/catalogues/{uuid:hall_id}/imports",
    response={201: PreviewOut},
    **does("catalog.import_read", "读入表格"),
)
@for_editors
def read_import(
    request: CallerRequest, hall_id: UUID, table: Annotated[UploadedFile, File(...)]
) -> dict[str, Any]:
    """Read a table and compare it row by row with the catalogue; nothing is written to it."""
    content = table.read(LARGEST_FILE + 1)
    pending = actions.read_import(
        hall_of(request, hall_id), str(table.name or ""), content, by=request.actor, at=timezone.now()
    )
    return {"pending": pending, "lines": selectors.lines_of(pending)}


@router.get("/imports/{uuid:import_id}", response=PreviewOut, **reads("导入的逐行对照"))
@for_editors
def preview(request: CallerRequest, import_id: UUID) -> dict[str, Any]:
    """Row by row: added, changed, the same, refused and why."""
    pending = _import(request, import_id)
    return {"pending": pending, "lines": selectors.lines_of(pending)}


@router.post(
    "/imports/{uuid:import_id}/write", response=ImportOut, **does("catalog.import_written", "确认写入")
)
@for_editors
def write_import(request: CallerRequest, import_id: UUID, request_key: RequestKey) -> ItemImport:
    """Write what the preview showed; refused rows are left out (4.1)."""
    pending = _import(request, import_id)
    key = request_key or f"import-{pending.pk}"
    return actions.write_import(pending, by=request.actor, at=timezone.now(), request_key=key)


@router.post(
    "/imports/{uuid:import_id}/discard", response=ImportOut, **does("catalog.import_discarded", "放弃导入")
)
@for_editors
def discard_import(request: CallerRequest, import_id: UUID) -> ItemImport:
    """Put a preview away without writing anything."""
    return actions.discard_import(_import(request, import_id), by=request.actor, at=timezone.now())


def _import(request: CallerRequest, import_id: UUID) -> ItemImport:
    return find(selectors.imports_visible_to(request.actor), import_id, "这次导入")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": header or ""})
