"""What the operations share: finding through gates, the own window, names for the description."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from yizhan.accounts.models import User
from yizhan.exchange.doors import CallerRequest
from yizhan.exchange.refusals import NotFoundHere
from yizhan.lib.refusal import NotYours
from yizhan.queueing.models import Ticket, WindowSession
from yizhan.queueing.refusals import NotAtThisWindow
from yizhan.queueing.selectors.gate import own_session, tickets_visible_to


def does(act: str, summary: str) -> dict[str, Any]:
    """The description of an operation that carries out an act."""
    return {"summary": summary, "openapi_extra": {"x-act": act}}


def reads(summary: str) -> dict[str, Any]:
    """The description of an operation that only reads."""
    return {"summary": summary}


def find[Row: Model](rows: QuerySet[Row], pk: UUID, what: str) -> Row:
    """One row behind a gate. Raises NotFoundHere, whether it is another hall's or does not exist."""
    return there(rows.filter(pk=pk).first(), what)


def find_if_named[Row: Model](rows: QuerySet[Row], pk: UUID | None, what: str) -> Row | None:
    """The same for a field that may be left out."""
    return None if pk is None else find(rows, pk, what)


def there[Row](row: Row | None, what: str) -> Row:
    """The row, if there is one. Raises NotFoundHere."""
    if row is None:
        raise NotFoundHere(what=what)
    return row


def ticket_of(request: CallerRequest, ticket_id: UUID) -> Ticket:
    """A ticket of the own hall."""
    return find(tickets_visible_to(request.actor), ticket_id, "这个号")


def own_window(request: CallerRequest) -> WindowSession:
    """The window at which the token's user is signed in. Raises NotAtThisWindow."""
    session = own_session(request.actor)
    if session is None:
        raise NotAtThisWindow
    return session


def staff_of(request: CallerRequest) -> User:
    """The token's user. Raises NotYours for a device."""
    if request.auth.user is None:
        raise NotYours(owner="本厅的同事")
    return request.auth.user
