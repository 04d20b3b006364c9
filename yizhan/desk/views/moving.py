"""Setting a number aside, taking it up again, sending it on, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.forms.window import SuspendForm
from yizhan.desk.views import columns
from yizhan.desk.views.page import forget_typing, keep_typing, key_of, own_window, ticket_of
from yizhan.queueing.actions import moving
from yizhan.ui.responses import ask_again


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def suspend(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Set the number aside in one of the three ways."""
    session, ticket = own_window(request), ticket_of(request, pk)
    form = SuspendForm(request.POST)
    if not form.is_valid():
        shown = columns.columns(request, session, timezone.now(), suspend_form=form)
        return ask_again(request, f"{columns.TEMPLATE}#columns", shown)
    keep_typing(request, f"suspend:{pk}")
    kind, note = form.cleaned_data["kind"], form.cleaned_data["note"]
    moving.suspend(
        ticket, session, kind, note=note, by=request.actor, at=timezone.now(), request_key=key_of(request)
    )
    forget_typing(request)
    return columns.answer(request, session, said=f"{ticket}已挂起，在左边“挂起”里。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def resume(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Go on with a suspended number."""
    session, ticket = own_window(request), ticket_of(request, pk)
    moving.resume(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return columns.answer(request, session, said=f"{ticket}续办。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def transfer(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Send the number on to a category, or to one window."""
    session, ticket = own_window(request), ticket_of(request, pk)
    form = columns.transfer_form(request, session, ticket, request.POST)
    if not form.is_valid():
        shown = columns.columns(request, session, timezone.now(), transfer_form=form)
        return ask_again(request, f"{columns.TEMPLATE}#columns", shown)
    moving.transfer(
        ticket,
        session,
        category=form.category,
        window=form.window,
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    where = form.category.name if form.category else form.window
    return columns.answer(request, session, said=f"{ticket}已转到{where}，号码和先后不变。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def take_back(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Undo one's own transfer."""
    session, ticket = own_window(request), ticket_of(request, pk)
    moving.take_back(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return columns.answer(request, session, said=f"{ticket}已撤回到本窗口。")
