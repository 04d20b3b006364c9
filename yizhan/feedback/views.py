"""Rating a visit: on the pad at the window, and by the code on the slip. Never forced, never with a name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_devices, for_posts, public
from yizhan.feedback import selectors
from yizhan.feedback.actions import rate
from yizhan.feedback.forms import RatingForm
from yizhan.feedback.refusals import NothingToRate, RatedAlready, TooLateToRate
from yizhan.feedback.states import Grade, RatingChannel
from yizhan.orgs.states import Post
from yizhan.queueing.models import Visit
from yizhan.queueing.selectors.gate import visit_by_token

THANKED_ALREADY = (
    "您已经评价过了，谢谢您。每次办事评价一次，评价不能更改。",
    "You have already rated this visit, thank you. Each visit is rated once; a rating cannot be changed.",
)
PREVIEW = (Post.GUIDE, Post.DIRECTOR, Post.ACCEPTANCE)


@for_posts(*PREVIEW, devices=("pad",))
@require_GET
def pad(request: ActingRequest, token: str) -> HttpResponse:
    """The pad asks: five faces, then the reasons that go with the chosen one (clause 6.2)."""
    return _ask(request, _at_the_pad(request, token), "feedback/pad.html")


@for_devices("pad")
@require_POST
def rate_on_pad(request: ActingRequest, token: str) -> HttpResponse:
    """The resident at the window leaves his rating; only a pad takes it, no member of staff."""
    visit = _at_the_pad(request, token)
    return _take(request, visit, RatingChannel.PAD, "feedback/pad.html", then=reverse("feedback:pad_thanks"))


@for_posts(*PREVIEW, devices=("pad",))
@require_GET
def pad_thanks(request: ActingRequest) -> HttpResponse:
    """Thank you, for a few seconds."""
    return render(request, "feedback/pad_thanks.html")


@public
@require_GET
def code(request: ActingRequest, token: str) -> HttpResponse:
    """The slip's code asks the same on the resident's own phone."""
    return _quietly(_ask(request, _of_slip(token), "feedback/phone.html"))


@public
@require_POST
def rate_by_code(request: ActingRequest, token: str) -> HttpResponse:
    """Whoever holds the slip leaves the visit's one rating."""
    then = reverse("ticket:page", args=[token])
    try:
        answer = _take(request, _of_slip(token), RatingChannel.QR, "feedback/phone.html", then=then)
    except RatedAlready:  # the page tells no other page its address, so nobody else finds the way back to it
        thanks = THANKED_ALREADY[request.english]
        messages.info(request, thanks)
        answer = HttpResponseRedirect(then, status=303)
    except (NothingToRate, TooLateToRate) as refusal:
        messages.error(request, refusal.text_en if request.english else refusal.text)
        answer = HttpResponseRedirect(then, status=303)
    return _quietly(answer)


def _ask(request: ActingRequest, visit: Visit, template: str) -> HttpResponse:
    return render(request, template, _page(visit, request.GET.get("grade", "")))


def _take(request: ActingRequest, visit: Visit, channel: str, template: str, *, then: str) -> HttpResponse:
    form = RatingForm(request.POST)
    if not form.is_valid():
        context = _page(visit, request.POST.get("grade", "")) | {"form": form}
        return render(request, template, context, status=422)
    rate(visit, form.cleaned_data["grade"], channel=channel, at=timezone.now(), **form.answer)
    return HttpResponseRedirect(then, status=303)


def _page(visit: Visit, grade: str) -> dict[str, Any]:
    """What both pages show: faces, or the chosen face with its reasons, or that there is nothing to rate."""
    return {
        "visit": visit,
        "hall": visit.unit,
        "token": visit.public_token,
        "ticket": selectors.rated_ticket(visit),
        "rating": selectors.rating_of(visit),
        "may_rate": selectors.may_rate(visit, timezone.now()),
        "faces": selectors.FACES,
        "chosen": selectors.face_of(int(grade)) if grade in {str(one.value) for one in Grade} else None,
    }


def _at_the_pad(request: ActingRequest, token: str) -> Visit:
    visit = selectors.visit_at_pad(token, request.actor)
    if visit is None:
        raise Http404
    return visit


def _of_slip(token: str) -> Visit:
    visit = visit_by_token(token)
    if visit is None:
        raise Http404
    return visit


def _quietly(response: HttpResponse) -> HttpResponse:
    """The address is the key to the visit: no search engine keeps it, no other site is told it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "no-store"
    return response
