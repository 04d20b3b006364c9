"""The API alone, at its address."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("api/v1/", include("yizhan.exchange.urls"))]

handler404 = "yizhan.web.errors.page_not_found"
handler500 = "yizhan.web.errors.server_error"
