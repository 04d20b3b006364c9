"""Tables in and out: upload, preview, confirmation; template and export."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yizhan.accounts.access import ActingRequest, for_posts, signed_in
from yizhan.catalog import actions, selectors
from yizhan.catalog.actions.editors import EDITORS
from yizhan.catalog.forms.admission import UploadForm
from yizhan.catalog.spreadsheet import LARGEST_FILE, written_csv, written_xlsx
from yizhan.catalog.states import ImportState
from yizhan.catalog.views.gate import hall_of, import_of
from yizhan.lib.refusal import Refusal
from yizhan.ui.responses import ask_again

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_posts(*EDITORS)
@require_http_methods(["GET", "POST"])
def upload(request: ActingRequest, hall_id: UUID) -> HttpResponse:
    """Choose a table; it is read and compared, and nothing is written."""
    hall = hall_of(request, hall_id)
    context: dict[str, object] = {"shown_hall": hall, "form": UploadForm()}
    if request.method == "GET":
        return render(request, "catalog/import_upload.html", context)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return ask_again(request, "catalog/import_upload.html", context | {"form": form})
    table = form.cleaned_data["table"]
    try:
        content = table.read(LARGEST_FILE + 1)
        pending = actions.read_import(hall, table.name, content, by=request.actor, at=timezone.now())
    except Refusal as refusal:
        return ask_again(request, "catalog/import_upload.html", context | {"refusal": refusal})
    return redirect("catalog:import", pk=pending.pk)


@for_posts(*EDITORS)
@require_GET
def preview(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Row by row: added, changed, refused and why. After the word: what was written."""
    pending = import_of(request, pk)
    lines = selectors.lines_of(pending)
    context = {
        "shown_hall": pending.unit,
        "pending": pending,
        "lines": [line for line in lines if line.verdict != "same"],
        "counts": selectors.counts_of(lines),
        "is_open": pending.state == ImportState.PREVIEWED,
        "is_written": pending.state == ImportState.WRITTEN,
    }
    return render(request, "catalog/import_preview.html", context)


@for_posts(*EDITORS)
@require_POST
def write(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Write what the preview showed; a second click gets the first result."""
    pending = import_of(request, pk)
    actions.write_import(pending, by=request.actor, at=timezone.now(), request_key=f"import-{pending.pk}")
    messages.success(request, "已写入事项目录。")
    return redirect("catalog:import", pk=pk)


@for_posts(*EDITORS)
@require_POST
def discard(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Put a preview away."""
    pending = actions.discard_import(import_of(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "这次导入已放弃，目录没有变。")
    return redirect("catalog:items", hall_id=pending.unit_id)


@signed_in
@require_GET
def export(request: ActingRequest, hall_id: UUID, kind: str) -> HttpResponse:
    """The hall's catalogue as a table that can be changed and imported again."""
    hall = hall_of(request, hall_id)
    rows = [one.cells for one in selectors.catalogue_of(hall, request.actor) if one.is_taken_up]
    if kind == "csv":
        return _download(written_csv(rows), "text/csv; charset=utf-8", f"{hall.short_name}事项目录.csv")
    return _download(written_xlsx(rows, hints=True), XLSX, f"{hall.short_name}事项目录.xlsx")


@signed_in
@require_GET
def template(request: ActingRequest) -> HttpResponse:
    """An empty table with the columns and what to write in them."""
    return _download(written_xlsx([], hints=True), XLSX, "事项导入模板.xlsx")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": header or ""})
