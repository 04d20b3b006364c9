"""The resident's own page by the code on the slip: /t/<token>. Who holds the slip sees it, nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yizhan.accounts.access import ActingRequest, public
from yizhan.feedback.selectors import face_of, may_rate, rating_of
from yizhan.live.tickets import Audience, stream_for
from yizhan.orgs.selectors import next_opening, policy_of
from yizhan.queueing.models import Visit
from yizhan.queueing.selectors.gate import visit_by_token
from yizhan.queueing.selectors.visits import standing_of, ticket_of_visit
from yizhan.queueing.states import TicketState


@public
@require_GET
def page(request: ActingRequest, token: str) -> HttpResponse:
    """My number: where it stands, how many are ahead, where to sit, what to do; live (clause 6.1)."""
    return _answer(request, token, "portal/ticket.html")


@public
@require_GET
def current(request: ActingRequest, token: str) -> HttpResponse:
    """The same, asked again after something happened in the hall."""
    return _answer(request, token, "portal/ticket.html#standing")


def _answer(request: ActingRequest, token: str, template: str) -> HttpResponse:
    visit = visit_by_token(token)
    stream = stream_for(visit.unit_id, Audience.TICKET) if visit else None  # before anything is read
    content = _standing(visit, timezone.now()) if visit else None  # noqa: TID251 - a view
    if visit is None or content is None:
        response = render(request, "portal/ticket_unknown.html", status=404)
    else:
        response = render(request, template, {"token": token, "hall": visit.unit, "stream": stream} | content)
    return _kept_quiet(response)


def _standing(visit: Visit, at: datetime) -> dict[str, Any] | None:
    ticket = ticket_of_visit(visit)
    if ticket is None:
        return None
    rating, policy = rating_of(visit), policy_of(visit.unit_id)
    within = timedelta(minutes=policy.return_within_minutes)
    return {
        "ticket": ticket,
        "standing": standing_of(ticket, at),
        "policy": policy,
        "return_until": ticket.passed_at + within if ticket.passed_at else None,
        "may_rate": ticket.state == TicketState.SERVED and may_rate(visit, at),
        "rated": face_of(rating.grade) if rating else None,
        "next_opening": next_opening(visit.unit_id, at),
        "asked_at": at,
    }


def _kept_quiet(response: HttpResponse) -> HttpResponse:
    """The address is the key: not for search engines, not for other sites, not for the browser's store."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "no-store"
    return response
