"""Calling: the next one, a chosen one, again; starting; and when nobody comes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from yizhan.accounts.access import ActingRequest, for_posts
from yizhan.desk import posts
from yizhan.desk.views.columns import answer
from yizhan.desk.views.page import key_of, own_window, ticket_of
from yizhan.queueing.actions import calling


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def call_next(request: ActingRequest) -> HttpResponse:
    """Call the next one by the hall's order."""
    session = own_window(request)
    ticket = calling.call_next(session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return answer(request, session, said=f"{ticket}已叫到{session.window}。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def call_chosen(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Call a chosen number out of turn."""
    session, ticket = own_window(request), ticket_of(request, pk)
    calling.call_chosen(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return answer(request, session, said=f"{ticket}已叫到{session.window}。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def recall(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Announce the called number once more."""
    session, ticket = own_window(request), ticket_of(request, pk)
    calling.recall(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return answer(request, session, said=f"{ticket}又叫了一遍。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def start(request: ActingRequest, pk: UUID) -> HttpResponse:
    """The resident has come to the window."""
    session, ticket = own_window(request), ticket_of(request, pk)
    calling.start(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return answer(request, session, said=f"{ticket}开始办理。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def pass_over(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Nobody came: the number goes to the passed ones."""
    session, ticket = own_window(request), ticket_of(request, pk)
    calling.pass_over(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return answer(request, session, said=f"{ticket}已过号。人来了，可以从“过号”里叫回来。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def put_back(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Undo a call made by mistake."""
    session, ticket = own_window(request), ticket_of(request, pk)
    calling.put_back(ticket, session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return answer(request, session, said=f"{ticket}回到队里原来的位置。")
