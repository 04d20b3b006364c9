"""How a view answers after an act: a fragment for htmx, a redirect for a plain form."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks and wants a part of the page only."""
    return request.headers.get("HX-Request") == "true"


def respond(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    then: str,
    kwargs: dict[str, Any] | None = None,
    announce: str = "",
) -> HttpResponse:
    """Answer an act: the partial `template` ("queueing/desk.html#current") for htmx, else on to `then` (303).

    `announce` is one sentence of what happened: read out by screen readers, and shown once.
    """
    if not is_fragment(request):
        if announce:
            messages.success(request, announce)
        return HttpResponseRedirect(resolve_url(then, **(kwargs or {})), status=303)
    response = render(request, template, context)
    if announce:
        response.headers["HX-Trigger"] = json.dumps({"announce": announce})
    patch_vary_headers(response, ["HX-Request"])
    return response


def ask_again(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a form again with its errors (422): the partial for htmx, the whole page for a plain form."""
    name = template if is_fragment(request) else template.partition("#")[0]
    response = render(request, name, context, status=422)
    patch_vary_headers(response, ["HX-Request"])
    return response
