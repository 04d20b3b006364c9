"""The boards' pages, and the parts of them that are fetched again when something happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.boards import selectors
from yizhan.boards.english import POSTS
from yizhan.boards.recordings import recorded
from yizhan.boards.recordings import recording as recorded_clip
from yizhan.boards.refusals import NoWindowHere
from yizhan.catalog.selectors import open_items
from yizhan.devices import presence
from yizhan.feedback.selectors import to_rate_at
from yizhan.journal.selectors import position_of
from yizhan.lib.actor import ActorKind
from yizhan.live.tickets import Audience, stream_for
from yizhan.orgs.models import Window
from yizhan.orgs.selectors import hours_in_words, own_unit, photo_visible_to, policy_of
from yizhan.orgs.states import Post
from yizhan.queueing.english import hours_en, pause_en
from yizhan.queueing.states import TicketState

PREVIEW = (Post.GUIDE, Post.DIRECTOR, Post.ACCEPTANCE)
LONGEST_NUMBER = 2


@for_posts(*PREVIEW, devices=("hall_board",))
@require_GET
def hall(request: ActingRequest) -> HttpResponse:
    """The hall's board: newest call, last calls, passed numbers, waiting, units, items, both limits (5.3)."""
    unit, at = own_unit(request.actor), timezone.now()
    stream = stream_for(unit.pk, Audience.BOARD, bound=True)  # before anything is read: see stream_for
    device = selectors.device_of(request.actor)
    context = {
        "stream": stream,
        "policy": policy_of(unit.pk),
        "voice_zone": selectors.voice_zone(device, request.actor),
        **_ticker(request),
        **_hall_now(unit.pk, at, stream.after),
    }
    return _board(request, "boards/hall.html", context)


@for_posts(*PREVIEW, devices=("hall_board",))
@require_GET
def hall_now(request: ActingRequest) -> HttpResponse:
    """The board's lists after something happened; the board's sign of life, too."""
    unit, at = own_unit(request.actor), timezone.now()
    _alive(request, at)
    return _board(request, "boards/hall.html#now", _hall_now(unit.pk, at, position_of(unit.pk)))


@for_posts(*PREVIEW, devices=("hall_board",))
@require_GET
def ticker(request: ActingRequest) -> HttpResponse:
    """The slow line at the bottom, fetched again now and then: guides and hours change without a call."""
    return _board(request, "boards/hall.html#ticker", _ticker(request))


@for_posts(*PREVIEW, devices=("hall_board",))
@require_GET
def called(request: ActingRequest, call_id: UUID) -> JsonResponse:
    """Whether a call that comes late may still be spoken (6.1)."""
    return JsonResponse({"called": selectors.is_still_called(request.actor, call_id)})


@for_posts(*PREVIEW, devices=("window_board",))
@require_GET
def window(request: ActingRequest) -> HttpResponse:
    """A window's board: clerk, number, department, main items with fee and promise, telephone (5.3)."""
    unit, at = own_unit(request.actor), timezone.now()
    stream = stream_for(unit.pk, Audience.BOARD, bound=True)
    place = _window(request)
    context = {"stream": stream, "items": selectors.window_items(place, unit, at)}
    return _board(request, "boards/window.html", context | _window_now(request, place, at))


@for_posts(*PREVIEW, devices=("window_board",))
@require_GET
def window_now(request: ActingRequest) -> HttpResponse:
    """The window's board after something happened."""
    at = timezone.now()
    _alive(request, at)
    return _board(request, "boards/window.html#now", _window_now(request, _window(request), at))


@for_posts(*PREVIEW, devices=("pad",))
@require_GET
def pad(request: ActingRequest) -> HttpResponse:
    """The pad at rest: who serves here, what is done here; it asks when a service has ended (6.2)."""
    unit, at = own_unit(request.actor), timezone.now()
    stream = stream_for(unit.pk, Audience.BOARD, bound=True)
    place = _window(request)
    context = {
        "stream": stream,
        "items": selectors.window_items(place, unit, at),
        "hours": _hours(request),
        "skipped": request.GET.get("skipped", ""),
    }
    return _board(request, "boards/pad.html", context | _window_now(request, place, at))


@for_posts(*PREVIEW, devices=("pad",))
@require_GET
def pad_now(request: ActingRequest) -> JsonResponse:
    """Who sits here, and whom the pad may ask; it asks by itself when the service has `ended`."""
    place, at = _window(request), timezone.now()
    _alive(request, at)
    ticket = to_rate_at(place, request.actor, at)
    board = selectors.window_board(place, request.actor, at)
    return JsonResponse(
        {
            "token": ticket.visit.public_token if ticket else "",
            "ended": ticket is not None and ticket.state == TicketState.SERVED,
            "clerk": str(board.clerk.user.pk) if board.clerk else "",
            "paused": bool(board.pause_reason),
        }
    )


@for_posts(*PREVIEW, devices=("pad",))
@require_GET
def pad_home(request: ActingRequest) -> HttpResponse:
    """The next resident's turn at the pad: language and type are the hall's own again."""
    skip = request.GET.get("skip", "")
    query = {"skipped": skip} if skip.isalnum() else None
    response = HttpResponseRedirect(reverse("boards:pad", query=query), status=303)
    for cookie in ("language", "type"):
        response.delete_cookie(cookie)
    return response


@for_posts(*PREVIEW, devices=("window_board", "pad"))
@require_GET
def photo(request: ActingRequest, user_id: UUID) -> HttpResponse:
    """The photo of somebody of this hall, as on his badge (5.4)."""
    found = photo_visible_to(request.actor, user_id)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


def _alive(request: ActingRequest, at: datetime) -> None:
    if request.actor.kind == ActorKind.DEVICE:
        presence.seen(request.actor.id, at=at)


def _hall_now(unit_id: UUID, at: datetime, position: int) -> dict[str, Any]:
    return {"board": selectors.hall_board(unit_id, at), "position": position}


def _ticker(request: ActingRequest) -> dict[str, Any]:
    unit = own_unit(request.actor)
    return {
        "settled_in": selectors.settled_in(unit),
        "items": open_items(unit),
        "hours": _hours(request),
        "notice": policy_of(unit.pk).notice,
    }


def _hours(request: ActingRequest) -> list[str]:
    hours = hours_in_words(own_unit(request.actor).pk, timezone.localdate())
    return hours_en(hours) if _english(request) else hours


def _window_now(request: ActingRequest, place: Window, at: datetime) -> dict[str, Any]:
    board = selectors.window_board(place, request.actor, at)
    post = board.clerk.post if board.clerk else ""
    return {
        "board": board,
        "pause_en": pause_en(board.pause_reason),
        "post": Post(post).label if post else "",
        "post_en": POSTS.get(post, ""),
    }


def _window(request: ActingRequest) -> Window:
    wanted = request.GET.get("window", "")
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER
    place = selectors.window_for(request.actor, int(wanted) if is_number else None)
    if place is None:
        raise NoWindowHere
    return place


def _board(request: ActingRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A board has no switches: its language is that of its address (?language=en), else of its cookie."""
    shared = {
        "hall": own_unit(request.actor),
        "english": _english(request),
        "query": request.GET.urlencode(),
        "is_device": request.actor.kind == ActorKind.DEVICE,
    }
    response = render(request, template, shared | context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _english(request: ActingRequest) -> bool:
    return request.english or request.GET.get("language") == "en"


@for_posts(*PREVIEW, devices=("hall_board", "kiosk"))
@require_GET
def recordings(request: ActingRequest) -> HttpResponse:
    """Which clips of the voice the hall has recorded itself, and where they are."""
    addresses = {key: reverse("boards:recording", args=[name]) for key, name in recorded().items()}
    return JsonResponse(addresses)


@for_posts(*PREVIEW, devices=("hall_board", "kiosk"))
@require_GET
def recording(request: ActingRequest, name: str) -> HttpResponse:
    """One recorded clip."""
    found = recorded_clip(name)
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type=found[1])
