"""Tickets: issuing, finding, and what window and guide desk both do with them."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils import timezone
from ninja import Router
from ninja.params.models import Query

from yizhan.catalog.selectors import implementations_visible_to
from yizhan.devices.models import Device
from yizhan.devices.selectors import printers_visible_to
from yizhan.devices.states import DeviceKind
from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, find_if_named, reads, ticket_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.refusals import GuideDeskOnly
from yizhan.exchange.schemas.tickets import (
    CancelIn,
    IssuedOut,
    IssueIn,
    PriorityIn,
    ReprintIn,
    SheetOut,
    TicketOut,
)
from yizhan.orgs.selectors import own_unit
from yizhan.queueing.actions import calling, issuing
from yizhan.queueing.models import Ticket
from yizhan.queueing.selectors.estimates import ahead_of
from yizhan.queueing.selectors.finding import ended_on, last_print, next_copy, numbered, open_on
from yizhan.queueing.selectors.gate import categories_visible_to
from yizhan.queueing.selectors.stories import story
from yizhan.queueing.states import Channel

router = Router(tags=["取号"])


@router.post("/tickets", response={201: IssuedOut}, **does("ticket.issued", "取号"))
@allowed(*posts.ISSUES, devices=(DeviceKind.KIOSK,))
def issue(request: CallerRequest, body: IssueIn, request_key: RequestKey) -> Ticket:
    """Give a resident the next number of a category (6.1). A kiosk prints on its own printer."""
    category = find(categories_visible_to(request.actor), body.category_id, "这项取号业务")
    own_items = implementations_visible_to(request.actor).filter(unit=own_unit(request.actor))
    ticket = issuing.issue(
        category,
        channel=_channel(request, body),
        implementation=find_if_named(own_items, body.item_id, "这个事项"),
        priority_reason=body.priority_reason or "",
        printer=_printer(request, body),
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
    )
    ticket.ahead = ahead_of(ticket)  # type: ignore[attr-defined]
    ticket.public_token = ticket.visit.public_token  # type: ignore[attr-defined]
    return ticket


@router.get("/tickets", response=list[TicketOut], **reads("今天的号"))
@allowed(*posts.ON_THE_FLOOR)
def tickets(
    request: CallerRequest,
    number: Annotated[str, Query("", max_length=4, pattern=r"^([A-HJ-NP-Z]?\d{3})?$")],
    state: Annotated[Literal["open", "ended"], Query("open")],
) -> list[Ticket]:
    """Today's tickets with a number (A012, 012), else those still open, or those that ended last."""
    today = timezone.localdate()
    if number:
        return list(numbered(request.actor, today, number))
    return list(open_on(request.actor, today) if state == "open" else ended_on(request.actor, today))


@router.get("/tickets/{uuid:ticket_id}", response=SheetOut, **reads("一个号和它的经过"))
@allowed(*posts.ON_THE_FLOOR)
def ticket(request: CallerRequest, ticket_id: UUID) -> dict[str, Any]:
    """One ticket, what happened to it, and its slip."""
    found = ticket_of(request, ticket_id)
    return {"ticket": found, "story": story(found), "last_print": last_print(found)}


@router.post(
    "/tickets/{uuid:ticket_id}/priority", response=TicketOut, **does("ticket.given_priority", "优先")
)
@allowed(*posts.ON_THE_FLOOR)
def give_priority(
    request: CallerRequest, ticket_id: UUID, body: PriorityIn, request_key: RequestKey
) -> Ticket:
    """Let a waiting number go before others, for a listed reason; null takes it back."""
    found = ticket_of(request, ticket_id)
    return issuing.give_priority(
        found, body.reason or "", by=request.actor, at=timezone.now(), request_key=request_key
    )


@router.post(
    "/tickets/{uuid:ticket_id}/cancel", response=TicketOut, **does("ticket.cancelled", "取消（弃号）")
)
@allowed(*posts.ON_THE_FLOOR)
def cancel(request: CallerRequest, ticket_id: UUID, body: CancelIn, request_key: RequestKey) -> Ticket:
    """End a number that will not be served."""
    return issuing.cancel(
        ticket_of(request, ticket_id),
        body.reason,
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
    )


@router.post("/tickets/{uuid:ticket_id}/restore", response=TicketOut, **does("ticket.restored", "恢复排队"))
@allowed(*posts.ON_THE_FLOOR)
def restore(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Put a cancelled or missed number of today back where its arrival puts it."""
    return issuing.restore(
        ticket_of(request, ticket_id), by=request.actor, at=timezone.now(), request_key=request_key
    )


@router.post("/tickets/{uuid:ticket_id}/return", response=TicketOut, **does("ticket.returned", "过号回来"))
@allowed(*posts.ON_THE_FLOOR)
def return_to_queue(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """A passed resident is back: in again behind the next few."""
    found = ticket_of(request, ticket_id)
    return calling.return_to_queue(found, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/reprint", response=TicketOut, **does("ticket.reprinted", "补打小票"))
@allowed(*posts.ON_THE_FLOOR)
def reprint(request: CallerRequest, ticket_id: UUID, body: ReprintIn, request_key: RequestKey) -> Ticket:
    """Print the slip again, marked 补打."""
    found = ticket_of(request, ticket_id)
    printer = find(printers_visible_to(request.actor), body.printer_id, "这台打印机")
    return issuing.reprint(
        found, printer, copy=next_copy(found.pk), by=request.actor, at=timezone.now(), request_key=request_key
    )


def _channel(request: CallerRequest, body: IssueIn) -> Channel:
    """Where the visit begins: at the machine, at the guide desk, or in another system."""
    if request.auth.device:
        return Channel.KIOSK
    if body.channel != "guide":
        return Channel.API
    if not request.actor.holds(*posts.AT_THE_GUIDE_DESK):
        raise GuideDeskOnly
    return Channel.GUIDE


def _printer(request: CallerRequest, body: IssueIn) -> Device | None:
    """A kiosk's own printer; for staff the one that they name."""
    if kiosk := request.auth.device:
        own = printers_visible_to(request.actor)
        return own.filter(pk=kiosk.printer_id).first() if kiosk.printer_id else None
    return find_if_named(printers_visible_to(request.actor), body.printer_id, "这台打印机")
