"""The kiosk's pages: for a device without anybody signed in; staff of the hall may look at them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.catalog.selectors import guide_of
from yizhan.devices import presence
from yizhan.kiosk import selectors
from yizhan.kiosk.forms import TakeForm
from yizhan.kiosk.qr import qr_image
from yizhan.lib.actor import ActorKind
from yizhan.lib.ids import new_id
from yizhan.orgs.selectors import hours_in_words, own_unit, policy_of
from yizhan.orgs.states import Post
from yizhan.queueing.actions import issuing
from yizhan.queueing.english import hours_en
from yizhan.queueing.models import Ticket
from yizhan.queueing.refusals import ReadByAll
from yizhan.queueing.selectors.boards import windows_now
from yizhan.queueing.selectors.gate import categories_visible_to, visit_by_token
from yizhan.queueing.selectors.issuing import issuing_now, offers
from yizhan.queueing.selectors.visits import standing_of, ticket_of_visit
from yizhan.queueing.states import Channel
from yizhan.ui.wording import minutes, minutes_en

TURN = "turn"
TURN_LASTS = timedelta(minutes=2)
"""How long going back on the kiosk still leads to the ticket just taken; starting anew ends it at once."""
VOICE = "voice"
MATTERS_A_PAGE = 10
for_kiosk = for_posts(Post.GUIDE, Post.DIRECTOR, Post.ACCEPTANCE, devices=("kiosk",))


@for_kiosk
@require_GET
def home(request: ActingRequest) -> HttpResponse:
    """Level one: the hall's categories with people waiting and the time to expect (clause 6.1)."""
    hall, at = own_unit(request.actor), timezone.now()
    has_matters = selectors.lines_with_matters(hall)
    offered, choices = offers(request.actor, at), []
    for offer in offered:
        lines = {line.business_line for line in offer.category.lines.all()}
        choices.append(
            {"offer": offer, "sign": selectors.sign_of(lines), "has_matters": bool(lines & has_matters)}
        )
    return _page(
        request,
        "kiosk/home.html",
        issuing=issuing_now(hall.pk, at),
        choices=choices,
        waiting=sum(offer.waiting for offer in offered),
        windows=len(windows_now(hall.pk)),
    )


@for_kiosk
@require_GET
def current(request: ActingRequest) -> JsonResponse:
    """The figures of the first page, fetched every few seconds; the kiosk's sign of life, too."""
    hall, at = own_unit(request.actor), timezone.now()
    if request.actor.kind == ActorKind.DEVICE:
        presence.seen(request.actor.id, at=at)
    said = minutes_en if request.english else minutes
    found = {
        str(offer.category.pk): {
            "waiting": offer.waiting,
            "expected": said(offer.low, offer.high),
            "used_up": offer.is_used_up,
        }
        for offer in offers(request.actor, at)
    }
    return JsonResponse({"issuing": issuing_now(hall.pk, at).state, "offers": found})


@for_kiosk
@require_GET
def category(request: ActingRequest, category_id: UUID) -> HttpResponse:
    """Level two: the matters of a category, and “not sure” before all others."""
    chosen = categories_visible_to(request.actor).filter(pk=category_id, is_offered=True).first()
    if chosen is None:
        return _missing(request)
    hall = own_unit(request.actor)
    matters = Paginator(selectors.matters_of(chosen, hall), MATTERS_A_PAGE)
    return _page(
        request,
        "kiosk/category.html",
        category=chosen,
        issuing=issuing_now(hall.pk, timezone.now()),
        page=matters.get_page(request.GET.get("page")),
    )


@for_kiosk
@require_POST
def take(request: ActingRequest) -> HttpResponse:
    """Take a number. The same turn at the machine always leads to the same ticket (clause 6.1)."""
    form = TakeForm(request.POST)
    offered = categories_visible_to(request.actor)
    category = offered.filter(pk=form.cleaned_data["category"]).first() if form.is_valid() else None
    if category is None:
        return _missing(request)
    wanted, key = form.cleaned_data, form.cleaned_data["request_key"]
    try:
        ticket = issuing.issue(
            category,
            channel=Channel.KIOSK,
            by=request.actor,
            at=timezone.now(),
            implementation=selectors.matter_of(request.actor, wanted["item"]),
            printer=selectors.printer_of(request.actor),
            request_key=key,
        )
    except ReadByAll as refusal:  # its words for staff are of no use here
        messages.error(request, refusal.text_en if request.english else refusal.text_for_residents)
        return HttpResponseRedirect(reverse("kiosk:home"), status=303)
    response = HttpResponseRedirect(reverse("kiosk:ticket", args=[ticket.visit.public_token]), status=303)
    response.set_cookie(TURN, key, max_age=TURN_LASTS, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


@for_kiosk
@require_GET
def ticket(request: ActingRequest, token: str) -> HttpResponse:
    """The number taken: huge, with people ahead, where to sit, how long, and where the slip is."""
    taken = _own_ticket(request, token)
    return _page(request, "kiosk/ticket.html", **_taken(taken, token)) if taken else _missing(request)


@for_kiosk
@require_GET
def slip(request: ActingRequest, token: str) -> HttpResponse:
    """The same, asked again while the slip is being printed."""
    taken = _own_ticket(request, token)
    return _page(request, "kiosk/ticket.html#taken", **_taken(taken, token)) if taken else _missing(request)


@for_kiosk
@require_GET
def guides(request: ActingRequest) -> HttpResponse:
    """Touch enquiry: all matters by line (clauses 6.1, 7.3)."""
    shelves = selectors.shelves(own_unit(request.actor))
    wanted = request.GET.get("line", "")
    opened = next((shelf for shelf in shelves if shelf.line == wanted), None)
    page = Paginator(opened.items, MATTERS_A_PAGE).get_page(request.GET.get("page")) if opened else None
    return _page(request, "kiosk/guides.html", shelves=shelves, opened=opened, page=page)


@for_kiosk
@require_GET
def guide(request: ActingRequest, item_id: UUID) -> HttpResponse:
    """One guide in large type, and a code that takes it home on the phone."""
    found = guide_of(own_unit(request.actor), item_id)
    if found is None:
        return _missing(request)
    address = reverse("portal:guide", args=[found.hall.pk, item_id])
    return _page(request, "kiosk/guide.html", guide=found, qr=_code(address))


@for_kiosk
@require_GET
def about(request: ActingRequest) -> HttpResponse:
    """Opening hours and where to complain (clauses 5.1, 7.4)."""
    hall = own_unit(request.actor)
    hours = hours_in_words(hall.pk, timezone.localdate())
    return _page(
        request,
        "kiosk/about.html",
        hours=hours_en(hours) if request.english else hours,
        issuing=issuing_now(hall.pk, timezone.now()),
        notice=policy_of(hall.pk).notice,
    )


@for_kiosk
@require_GET
def help_page(request: ActingRequest) -> HttpResponse:
    """Where a person helps, and which telephone answers."""
    return _page(request, "kiosk/help.html")


@for_kiosk
@require_POST
def voice(request: ActingRequest) -> HttpResponse:
    """Switch the voice off or on, until the next person's turn."""
    response = HttpResponseRedirect(reverse("kiosk:home"), status=303)
    wanted = "off" if request.POST.get(VOICE) == "off" else "on"
    response.set_cookie(VOICE, wanted, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


@for_kiosk
@require_GET
def again(request: ActingRequest) -> HttpResponse:
    """The next person's turn: language, type and voice are the hall's own again."""
    response = HttpResponseRedirect(reverse("kiosk:home"), status=303)
    for cookie in (TURN, VOICE, "language", "type"):
        response.delete_cookie(cookie)
    return response


def _taken(taken: Ticket, token: str) -> dict[str, Any]:
    at = timezone.now()
    return {
        "standing": standing_of(taken, at),
        "ticket": taken,
        "token": token,
        "slip": selectors.slip_state(taken, at),
        "qr": _code(reverse("ticket:page", args=[token])),
        "policy": policy_of(taken.unit_id),
    }


def _code(address: str) -> str:
    """The address for the resident's phone; nothing where phones cannot reach the hall's own network."""
    return qr_image(settings.PUBLIC_URL + address) if settings.PUBLIC_URL else ""


def _own_ticket(request: ActingRequest, token: str) -> Ticket | None:
    visit = visit_by_token(token)
    return ticket_of_visit(visit) if visit and visit.unit_id == request.actor.unit_id else None


def _missing(request: ActingRequest) -> HttpResponse:
    """Nothing here for this kiosk. The page leads back by itself: nobody can type another address."""
    return _page(request, "kiosk/missing.html", status=404)


def _page(request: ActingRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the kiosk, never taken from the browser's store: its figures are of this minute."""
    shared = {
        "hall": own_unit(request.actor),
        "turn_key": request.COOKIES.get(TURN) or str(new_id()),
        "voice_on": request.COOKIES.get(VOICE) != "off",
    }
    response = render(request, template, shared | context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
