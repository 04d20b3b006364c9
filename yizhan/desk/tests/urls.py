"""The addresses that the desk's own tests need: its screens, and what their pages link to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from yizhan.web import preferences


def sign_in(request: HttpRequest) -> HttpResponse:
    """Stands for the sign-in page, to which whoever is not signed in is sent."""
    return HttpResponse("sign in")


accounts = ([path("sign-in/", sign_in, name="sign_in")], "accounts")
web = (
    [
        path("language/", preferences.language, name="language"),
        path("type/", preferences.type_size, name="type_size"),
    ],
    "web",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("yizhan.desk.urls")),
    path("", include(accounts)),
    path("", include(web)),
]
handler404 = "yizhan.web.errors.page_not_found"
