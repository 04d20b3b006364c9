"""The public screens at their addresses, and what their pages link to; nothing else of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from yizhan.web import preferences

web = (
    [
        path("language", preferences.language, name="language"),
        path("type-size", preferences.type_size, name="type_size"),
    ],
    "web",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("kiosk/", include("yizhan.kiosk.urls")),
    path("boards/", include("yizhan.boards.urls")),
    path("t/", include("yizhan.portal.ticket_urls")),
    path("", include("yizhan.feedback.urls")),
    path("", include(web)),
]
handler404 = "yizhan.web.errors.page_not_found"
