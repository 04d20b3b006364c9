"""Addresses of the catalogue's staff screens."""

from __future__ import annotations

from django.urls import path

from yizhan.catalog.views import drafts, imports, items

app_name = "catalog"

urlpatterns = [
    path("", items.start, name="start"),
    path("template.xlsx", imports.template, name="template"),
    path("<uuid:hall_id>/", items.items, name="items"),
    path("<uuid:hall_id>/adopt/", items.adopt, name="adopt"),
    path("<uuid:hall_id>/items.xlsx", imports.export, {"kind": "xlsx"}, name="export_xlsx"),
    path("<uuid:hall_id>/items.csv", imports.export, {"kind": "csv"}, name="export_csv"),
    path("<uuid:hall_id>/import/", imports.upload, name="upload"),
    path("items/<uuid:pk>/", items.item, name="item"),
    path("items/<uuid:pk>/open/", items.open_again, name="open"),
    path("items/<uuid:pk>/close/", items.close, name="close"),
    path("items/<uuid:pk>/admission/", items.admission, name="admission"),
    path("items/<uuid:pk>/sensitive/", items.sensitive, name="sensitive"),
    path("items/<uuid:pk>/mark/", items.mark, name="mark"),
    path("items/<uuid:pk>/draft/", drafts.begin, name="begin_draft"),
    path("versions/<uuid:pk>/", drafts.version, name="version"),
    path("versions/<uuid:pk>/edit/", drafts.draft, name="draft"),
    path("versions/<uuid:pk>/publish/", drafts.publish, name="publish"),
    path("versions/<uuid:pk>/discard/", drafts.discard, name="discard_draft"),
    path("imports/<uuid:pk>/", imports.preview, name="import"),
    path("imports/<uuid:pk>/write/", imports.write, name="write_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
]
