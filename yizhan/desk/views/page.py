"""What the views share: the window of the one who asks, the request's key, what was typed, the way back."""

from __future__ import annotations

import re
from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, resolve_url

from yizhan.accounts.access import ActingRequest
from yizhan.accounts.models import User
from yizhan.lib.refusal import NotYours
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.refusals import NotAtThisWindow
from yizhan.queueing.selectors.gate import own_session, tickets_visible_to
from yizhan.ui.responses import is_fragment

_KEY = re.compile(r"^[0-9A-Za-z-]{1,50}$")
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "request_key", "then", "back"})
"""What a form carries besides what the act is told: the keys, and where to go afterwards."""
TYPED = "desk_typed"
"""Where a refused form's text waits in the session for the page that follows, where no script kept it."""

BACK = {"desk": "desk:desk", "guide": "desk:guide", "tickets": "desk:tickets"}
"""The pages from which a ticket's sheet is opened, and to which its acts go back."""


def key_of(request: ActingRequest) -> str:
    """The request's key, by which a repeated press is recognised; nothing for a senseless one.

    What was typed is part of it. Who goes back in the browser and sends the old page again with other words
    wants something new, and must not be answered as if those words had been taken.
    """
    key = request.POST.get("request_key", "")
    if not _KEY.match(key):
        return ""
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_TYPED)
    return f"{key[:36]}-{sha256(repr((key, typed)).encode()).hexdigest()[:12]}"


def own_window(request: ActingRequest) -> WindowSession:
    """The window at which the one who asks is signed in. Raises NotAtThisWindow."""
    session = own_session(request.actor)
    if session is None:
        raise NotAtThisWindow
    return session


def staff_of(request: ActingRequest) -> User:
    """The account of the one who asks. Raises NotYours for who is no member of staff."""
    if not isinstance(request.user, User):
        raise NotYours(owner="本厅的同事")
    return request.user


def ticket_of(request: ActingRequest, pk: UUID) -> Ticket:
    """A ticket of the own hall; another hall's does not exist (404)."""
    return get_object_or_404(tickets_visible_to(request.actor), pk=pk)


def keep_typing(request: ActingRequest, form: str) -> None:
    """Keep what was typed for the next page, in case the act is refused; `forget_typing` ends it.

    With htmx the form stays where it is, and nothing has to be kept.
    """
    if is_fragment(request):
        return
    typed = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    request.session[TYPED] = {"form": form, "typed": typed}


def forget_typing(request: ActingRequest) -> None:
    """The act was done: nothing is kept."""
    request.session.pop(TYPED, None)


def kept_typing(request: ActingRequest, form: str) -> QueryDict | None:
    """What was typed into the form before it was refused, once."""
    kept = request.session.get(TYPED)
    if not kept or kept.get("form") != form:
        return None
    forget_typing(request)
    typed = QueryDict(mutable=True)
    for name, values in kept["typed"].items():
        typed.setlist(name, values)
    return typed


def back(request: ActingRequest, said: str = "") -> HttpResponse:
    """On to the page from which the ticket's sheet was opened."""
    if said:
        messages.success(request, said)
    name = BACK.get(request.POST.get("back", ""), "desk:desk")
    return HttpResponseRedirect(resolve_url(name), status=303)
