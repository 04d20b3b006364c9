"""Only marked pages may connect to programs of this computer, and nothing else of the policy changes."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

from yizhan.devices.reader_policy import LOCAL_READERS, reaches_id_readers

pytestmark = [pytest.mark.urls("yizhan.devices.tests.id_readers"), pytest.mark.clause("6.2")]


def directives(path: str) -> dict[str, list[str]]:
    """The policy that a page is sent with."""
    header = Client().get(path).headers["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in header.split(";"))}


@pytest.mark.django_db
def test_a_marked_page_reaches_the_readers_and_no_other_does() -> None:
    marked, other = directives("/reading/"), directives("/other/")
    assert marked.pop("connect-src") == ["'self'", *LOCAL_READERS.values()]
    assert marked == other
    assert "connect-src" not in other


def test_what_another_decorator_allows_stays_allowed() -> None:
    policy: dict[str, list[str]] = {"default-src": [CSP.SELF], "connect-src": [CSP.SELF, "ws://localhost:7"]}

    @reaches_id_readers
    @csp_override(policy)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert view(HttpRequest())._csp_config == {  # type: ignore[attr-defined]
        "default-src": [CSP.SELF],
        "connect-src": [CSP.SELF, "ws://localhost:7", *LOCAL_READERS.values()],
    }
    assert "connect-src" not in settings.SECURE_CSP


def test_the_marker_of_access_stays_on_the_view() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    view.access = "staff"  # type: ignore[attr-defined]
    assert reaches_id_readers(view).access == "staff"  # type: ignore[attr-defined]
