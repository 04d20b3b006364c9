"""Finishing with what was really done, and undoing a finish."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.views import columns
from yizhan.desk.views.page import forget_typing, keep_typing, key_of, own_window, staff_of, ticket_of
from yizhan.queueing.actions import calling, finishing
from yizhan.queueing.models import WindowSession
from yizhan.queueing.refusals import NobodyWaiting, WindowPaused
from yizhan.ui.responses import ask_again


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def finish(request: ActingRequest, pk: UUID) -> HttpResponse:
    """End the service with what was really done; with `then=next` the next one is called at once."""
    session, ticket = own_window(request), ticket_of(request, pk)
    form = columns.finish_form(request, ticket, request.POST)
    if not form.is_valid():
        shown = columns.columns(request, session, timezone.now(), finish_form=form)
        return ask_again(request, f"{columns.TEMPLATE}#columns", shown)
    keep_typing(request, f"finish:{pk}")
    finishing.finish(
        ticket,
        session,
        user=staff_of(request),
        done=form.cleaned_data["done"],
        questions=form.questions,
        by=request.actor,
        at=timezone.now(),
        request_key=key_of(request),
    )
    forget_typing(request)
    called = _call_next(request, session) if request.POST.get("then") == "next" else ""
    return columns.answer(request, session, said=f"{ticket}已办结。{called}")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def reopen(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Undo a finish made too early; what was recorded is asked again."""
    session, ticket = own_window(request), ticket_of(request, pk)
    finishing.reopen(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return columns.answer(request, session, said=f"{ticket}的办结已撤销，继续办理。")


def _call_next(request: ActingRequest, session: WindowSession) -> str:
    """Call the next one after a finish. That nobody can be called is no refusal here: the finish stands."""
    key = key_of(request)
    with suppress(NobodyWaiting, WindowPaused):
        ticket = calling.call_next(
            session, by=request.actor, at=timezone.now(), request_key=f"{key}-next" if key else ""
        )
        return f"{ticket}已叫到{session.window}。"
    return "没有叫下一位：没有人在等，或窗口在暂停。"
