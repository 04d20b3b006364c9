"""Language and size of type: two switches that a reader sets once and every page remembers."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from yizhan.accounts.access import public

REMEMBERED_FOR = timedelta(days=365)
LANGUAGES = frozenset({"zh", "en"})
TYPE_SIZES = frozenset({"normal", "large"})


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember whether the reader reads Chinese or English, and go back to the page."""
    return _remember(request, "language", LANGUAGES)


@public
@require_POST
def type_size(request: HttpRequest) -> HttpResponse:
    """Remember whether the reader wants large type, and go back to the page."""
    return _remember(request, "type", TYPE_SIZES)


def _remember(request: HttpRequest, name: str, allowed: frozenset[str]) -> HttpResponse:
    """Set the cookie `name` to the posted value; an unknown value changes nothing."""
    response = HttpResponseRedirect(_back(request), status=303)
    chosen = request.POST.get(name, "")
    if chosen in allowed:
        response.set_cookie(
            name, chosen, max_age=REMEMBERED_FOR, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    return response


def _back(request: HttpRequest) -> str:
    """The page he came from; never another host, so that the switch cannot lead anybody astray."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return "/"
