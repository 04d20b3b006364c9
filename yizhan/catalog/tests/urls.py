"""The catalogue's staff screens at their addresses; nothing else of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("catalog/", include("yizhan.catalog.urls"))]
handler404 = "yizhan.web.errors.page_not_found"
