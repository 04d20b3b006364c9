"""The guide desk: the right ticket for whoever comes, on a tablet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.forms.guide import FindForm, IssueForm
from yizhan.desk.forms.window import CancelForm
from yizhan.desk.views.page import key_of, ticket_of
from yizhan.desk.views.printers import printers_of
from yizhan.devices.states import JobState
from yizhan.live.tickets import Audience, stream_for
from yizhan.orgs.selectors import own_unit
from yizhan.queueing.actions import issuing
from yizhan.queueing.models import Ticket
from yizhan.queueing.selectors.boards import loads, passed_labels, windows_now
from yizhan.queueing.selectors.estimates import ahead_of
from yizhan.queueing.selectors.finding import last_print
from yizhan.queueing.selectors.gate import categories_visible_to, day_of
from yizhan.queueing.selectors.items import doable_items
from yizhan.queueing.states import Channel
from yizhan.ui.responses import ask_again, is_fragment

TEMPLATE = "desk/guide.html"


@for_posts(*posts.AT_THE_GUIDE_DESK)
@require_GET
def guide(request: ActingRequest) -> HttpResponse:
    """Issue a ticket, and see how full the hall is."""
    return render(request, TEMPLATE, _page(request, _form(request)))


@for_posts(*posts.AT_THE_GUIDE_DESK)
@require_GET
def state(request: ActingRequest) -> HttpResponse:
    """How full the hall is, again; the form stays as it is."""
    return render(request, f"{TEMPLATE}#state", _state(request))


@for_posts(*posts.AT_THE_GUIDE_DESK)
@require_POST
def issue(request: ActingRequest) -> HttpResponse:
    """Give the next number of the chosen category, and print it."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return ask_again(request, TEMPLATE, _page(request, form))
    typed = form.cleaned_data
    ticket = issuing.issue(
        typed["category"],
        channel=Channel.GUIDE,
        implementation=typed["item"].implementation if typed["item"] else None,
        priority_reason=typed["priority_reason"],
        printer=typed["printer"],
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    return HttpResponseRedirect(reverse("desk:guide_issued", args=[ticket.pk]), status=303)


@for_posts(*posts.AT_THE_GUIDE_DESK)
@require_GET
def issued(request: ActingRequest, pk: UUID) -> HttpResponse:
    """The guide desk with the ticket just issued in large; alone when it asks how the slip is doing."""
    ticket = ticket_of(request, pk)
    if is_fragment(request):
        return render(request, f"{TEMPLATE}#issued", _issued(request, ticket))
    return render(request, TEMPLATE, _page(request, _form(request)) | _issued(request, ticket))


def _form(request: ActingRequest, submitted: Any = None) -> IssueForm:
    printers = list(printers_of(request))
    categories = [one for one in categories_visible_to(request.actor) if one.is_offered]
    return IssueForm(
        submitted,
        categories=categories,
        items=doable_items(request.actor),
        printers=printers,
        initial={"printer": printers[0].pk if printers else ""},
    )


def _page(request: ActingRequest, form: Form) -> dict[str, Any]:
    unit_id = own_unit(request.actor).pk
    stream = stream_for(unit_id, Audience.STAFF)  # before the reads: what happens meanwhile is sent again
    return _state(request) | {"form": form, "find_form": FindForm(), "stream": stream}


def _state(request: ActingRequest) -> dict[str, Any]:
    hall, today = own_unit(request.actor), timezone.localdate()
    return {
        "hall": hall,
        "day": day_of(hall.pk, today),
        "loads": loads(hall.pk, today),
        "windows": windows_now(hall.pk),
        "passed_labels": passed_labels(hall.pk, today),
    }


def _issued(request: ActingRequest, ticket: Ticket) -> dict[str, Any]:
    job = last_print(ticket)
    return {
        "ticket": ticket,
        "is_fresh": not is_fragment(request),
        "is_printing": job is not None and job.state in {JobState.QUEUED, JobState.SENDING},
        "has_failed": job is not None and job.state == JobState.FAILED,
        "ahead": ahead_of(ticket),
        "last_print": job,
        "printers": printers_of(request),
        "cancel_form": CancelForm(),
    }
