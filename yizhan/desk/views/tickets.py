"""A ticket's sheet, finding tickets, and what window and guide desk both do with them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.forms.guide import FindForm
from yizhan.desk.forms.window import CancelForm, PriorityForm
from yizhan.desk.offers import offers
from yizhan.desk.views import columns
from yizhan.desk.views.page import BACK, back, key_of, own_window, ticket_of
from yizhan.desk.views.printers import printers_of
from yizhan.orgs.selectors import own_unit
from yizhan.queueing.actions import calling, issuing
from yizhan.queueing.models import Ticket
from yizhan.queueing.selectors import desk
from yizhan.queueing.selectors.finding import ended_on, last_print, next_copy, numbered, open_on
from yizhan.queueing.selectors.gate import own_session
from yizhan.queueing.selectors.stories import story
from yizhan.queueing.states import TicketState
from yizhan.ui.responses import is_fragment


@for_posts(*posts.ON_THE_FLOOR)
@require_GET
def index(request: ActingRequest) -> HttpResponse:
    """The day's tickets; with a number, the one ticket, or those of every category that have it."""
    today, form = timezone.localdate(), FindForm(request.GET)
    number = form.cleaned_data["number"] if form.is_valid() else ""
    found = list(numbered(request.actor, today, number)) if number else []
    if len(found) == 1:
        came_from = "?back=desk" if request.GET.get("back") == "desk" else ""
        return redirect(f"{reverse('desk:ticket', args=[found[0].pk])}{came_from}")
    tickets = list(open_on(request.actor, today))
    shown = {
        "hall": own_unit(request.actor),
        "form": form,
        "number": number,
        "found": found,
        "lists": [(state, [one for one in tickets if one.state == state]) for state in _OPEN],
        "ended": ended_on(request.actor, today),
    }
    return render(request, "desk/tickets.html", shown, status=200 if form.is_valid() else 422)


@for_posts(*posts.ON_THE_FLOOR)
@require_GET
def sheet(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One ticket: where it is, what happened to it, what can be done with it now."""
    ticket = ticket_of(request, pk)
    session = own_session(request.actor)
    is_free = session is not None and desk.current(session) is None
    shown = {
        "hall": own_unit(request.actor),
        "ticket": ticket,
        "story": story(ticket),
        "offers": offers(ticket, session=session, is_free=is_free),
        "cancel_form": CancelForm(),
        "priority_form": PriorityForm(initial={"reason": ticket.priority_reason}),
        "printers": printers_of(request),
        "last_print": last_print(ticket),
        "back": request.GET.get("back") if request.GET.get("back") in BACK else "tickets",
    }
    return render(request, "desk/ticket.html#sheet" if is_fragment(request) else "desk/ticket.html", shown)


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def give_priority(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Let a waiting number go before others, for a listed reason; or take that back."""
    ticket, form = ticket_of(request, pk), PriorityForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, ticket.pk)
    reason = form.cleaned_data["reason"]
    ticket = issuing.give_priority(
        ticket, reason, by=request.actor, at=timezone.now(), request_key=key_of(request)
    )
    word = f"优先：{ticket.get_priority_reason_display()}" if ticket.priority_reason else "不再优先"
    return _done(request, f"{ticket}{word}。")


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def cancel(request: ActingRequest, pk: UUID) -> HttpResponse:
    """End a number that will not be served, with the reason."""
    ticket, form = ticket_of(request, pk), CancelForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, ticket.pk)
    typed = form.cleaned_data
    ticket = issuing.cancel(
        ticket,
        typed["reason"],
        seen=typed["seen"],
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    said = f"{ticket}已取消：{form.word}。按错了，可以在“已取消和未到”里恢复。"
    return _done(request, _still(ticket, TicketState.CANCELLED, said))


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def restore(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Put a cancelled or missed number back where its arrival puts it."""
    ticket = ticket_of(request, pk)
    ticket = issuing.restore(ticket, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return _done(request, _still(ticket, TicketState.WAITING, f"{ticket}已恢复排队，按取号时间排。"))


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def return_to_queue(request: ActingRequest, pk: UUID) -> HttpResponse:
    """A passed resident is back: into the queue again behind the next few."""
    ticket = ticket_of(request, pk)
    calling.return_to_queue(ticket, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return _done(request, f"{ticket}已回到队里。")


@for_posts(*posts.ON_THE_FLOOR)
@require_POST
def reprint(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Print the slip again, marked 补打."""
    ticket = ticket_of(request, pk)
    printer = get_object_or_404(printers_of(request), pk=_uuid(request.POST.get("printer", "")))
    issuing.reprint(
        ticket,
        printer,
        copy=next_copy(ticket.pk),
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    return _done(request, f"{ticket}的小票正在补打：{printer}。")


_OPEN = (
    TicketState.WAITING,
    TicketState.CALLED,
    TicketState.SERVING,
    TicketState.PASSED,
    TicketState.SUSPENDED,
)


def _done(request: ActingRequest, said: str) -> HttpResponse:
    """At the desk the columns, everywhere else back to the page that the sheet was opened from."""
    if is_fragment(request):
        return columns.answer(request, own_window(request), said=said)
    return back(request, said)


def _still(ticket: Ticket, state: TicketState, said: str) -> str:
    """What was done; a press repeated from an old page is told where the number is now instead."""
    return (
        said
        if ticket.state == state
        else f"这一步先前已经做过。{ticket}现在是“{ticket.get_state_display()}”。"
    )


def _not_understood(request: ActingRequest, pk: UUID) -> HttpResponse:
    messages.error(request, "没有选原因。请从列表里选一项。")
    return redirect("desk:ticket", pk=pk)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
