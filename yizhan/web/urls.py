"""The root of all addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from yizhan.web import health, preferences, views

web = (
    [
        path("start/", views.start, name="start"),
        path("language/", preferences.language, name="language"),
        path("type/", preferences.type_size, name="type_size"),
        path("device/<str:token>", views.enter_as_device, name="device"),
        path("healthz", health.healthz, name="healthz"),
    ],
    "web",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(web)),
    path("", include("yizhan.orgs.account_urls")),
    path("", include("yizhan.orgs.urls")),
    path("", include("yizhan.feedback.urls")),
    path("t/", include("yizhan.portal.ticket_urls")),
    path("kiosk/", include("yizhan.kiosk.urls")),
    path("boards/", include("yizhan.boards.urls")),
    path("desk/", include("yizhan.desk.urls")),
    path("calendar/", include("yizhan.calendars.urls")),
    path("paper/", include("yizhan.documents.urls")),
    path("people/", include("yizhan.people.urls")),
    path("items/", include("yizhan.catalog.urls")),
    path("units/", include("yizhan.console.urls")),
    path("api/v1/", include("yizhan.exchange.urls")),
    path("", include("yizhan.portal.urls")),
]

handler400 = "yizhan.web.errors.bad_request"
handler403 = "yizhan.web.errors.permission_denied"
handler404 = "yizhan.web.errors.page_not_found"
handler500 = "yizhan.web.errors.server_error"
