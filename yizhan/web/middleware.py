"""What surrounds every request: a number to quote, the actor, and refusals turned into answers."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from yizhan.accounts.access import ActingRequest
from yizhan.lib.actor import ANONYMOUS_RESIDENT, Actor
from yizhan.lib.ids import PUBLIC_ALPHABET
from yizhan.lib.refusal import Refusal
from yizhan.orgs.sessions import acting_actor

log = logging.getLogger("yizhan.web")
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class RequestNumberMiddleware:
    """Give every request a short number; an unexpected error shows it, and the log carries it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponseBase:
        request.number = "".join(secrets.choice(PUBLIC_ALPHABET) for _ in range(8))
        request.actor = ANONYMOUS_RESIDENT
        response = self.get_response(request)
        response.headers["X-Request-Number"] = request.number
        return response

    def process_exception(self, request: ActingRequest, problem: Exception) -> None:
        """Log a bug under its number; Django answers with the 500 page, which shows the number."""
        if isinstance(problem, Http404 | PermissionDenied | SuspiciousOperation | Refusal):
            return  # an answer, not a bug
        log.error("request %s failed: %s", request.number, request.resolver_match, exc_info=problem)


class ActorMiddleware:
    """Say who acts: staff in the unit of the session, a device by its token, else a resident."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActingRequest) -> HttpResponseBase:
        request.english = request.COOKIES.get("language") == "en"
        request.large_type = request.COOKIES.get("type") == "large"
        request.actor = SimpleLazyObject(lambda: self._actor(request))  # type: ignore[assignment]
        return self.get_response(request)

    @staticmethod
    def _actor(request: ActingRequest) -> Actor:
        return acting_actor(request, on=timezone.localdate())


class RefusalMiddleware:
    """Turn a Refusal into its answer: a fragment for htmx, a message and a way back for a plain form."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: ActingRequest, problem: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else goes on to the error page."""
        if not isinstance(problem, Refusal):
            return None
        context: dict[str, Any] = {"refusal": problem}
        if request.headers.get("HX-Request") == "true":
            return render(request, "ui/refusal.html#alert", context, status=problem.status)
        back = request.META.get("HTTP_REFERER", "")
        if request.method == "POST" and back.startswith(f"{request.scheme}://{request.get_host()}/"):
            messages.error(request, problem.text_en if request.english else problem.text)
            return redirect(back)
        return render(request, "ui/refusal.html", context, status=problem.status)
