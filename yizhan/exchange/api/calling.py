"""At the window where the token's user is signed in: calling, serving, setting aside, finishing."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.catalog.selectors import implementations_visible_to
from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, find_if_named, own_window, staff_of, ticket_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.tickets import FinishIn, SuspendIn, TicketOut, TransferIn
from yizhan.orgs.selectors import windows_visible_to
from yizhan.queueing.actions import calling, finishing, moving
from yizhan.queueing.actions.consulting import Question
from yizhan.queueing.models import Ticket
from yizhan.queueing.selectors.gate import categories_visible_to

router = Router(tags=["叫号与办理"])
at_a_window = allowed(*posts.AT_A_WINDOW)


@router.post("/window/call-next", response=TicketOut, **does("ticket.called", "叫下一位"))
@at_a_window
def call_next(request: CallerRequest, request_key: RequestKey) -> Ticket:
    """Call the number that the hall's order puts first for the own window (4.2)."""
    return calling.call_next(
        own_window(request), by=request.actor, at=timezone.now(), request_key=request_key
    )


@router.post(
    "/tickets/{uuid:ticket_id}/call", response=TicketOut, **does("ticket.called_by_choice", "指定叫号")
)
@at_a_window
def call_chosen(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Call a number out of turn."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return calling.call_chosen(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/recall", response=TicketOut, **does("ticket.recalled", "重呼"))
@at_a_window
def recall(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Announce the called number once more."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return calling.recall(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/put-back", response=TicketOut, **does("ticket.put_back", "撤回叫号"))
@at_a_window
def put_back(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Undo a call made by mistake."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return calling.put_back(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/start", response=TicketOut, **does("ticket.started", "开始办理"))
@at_a_window
def start(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """The resident has come to the window."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return calling.start(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/pass-over", response=TicketOut, **does("ticket.passed", "过号"))
@at_a_window
def pass_over(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Nobody came: the number goes to the passed ones."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return calling.pass_over(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/suspend", response=TicketOut, **does("ticket.suspended", "挂起"))
@at_a_window
def suspend(request: CallerRequest, ticket_id: UUID, body: SuspendIn, request_key: RequestKey) -> Ticket:
    """Set the number aside in one of three ways."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return moving.suspend(
        ticket,
        session,
        body.kind,
        note=body.note,
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
    )


@router.post("/tickets/{uuid:ticket_id}/resume", response=TicketOut, **does("ticket.resumed", "续办"))
@at_a_window
def resume(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Go on with a suspended number."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return moving.resume(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/transfer", response=TicketOut, **does("ticket.transferred", "转号"))
@at_a_window
def transfer(request: CallerRequest, ticket_id: UUID, body: TransferIn, request_key: RequestKey) -> Ticket:
    """Send the number on, keeping number and arrival: to a category, or to one window."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return moving.transfer(
        ticket,
        session,
        category=find_if_named(categories_visible_to(request.actor), body.category_id, "这项取号业务"),
        window=find_if_named(windows_visible_to(request.actor), body.window_id, "这个窗口"),
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
    )


@router.post(
    "/tickets/{uuid:ticket_id}/take-back", response=TicketOut, **does("ticket.taken_back", "撤回转号")
)
@at_a_window
def take_back(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Undo one's own transfer while nobody has called the number."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return moving.take_back(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/tickets/{uuid:ticket_id}/finish", response=TicketOut, **does("ticket.finished", "办结"))
@at_a_window
def finish(request: CallerRequest, ticket_id: UUID, body: FinishIn, request_key: RequestKey) -> Ticket:
    """End the service with what was really done: items and quantities, or questions with their answers."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    own = implementations_visible_to(request.actor)
    return finishing.finish(
        ticket,
        session,
        user=staff_of(request),
        done=[finishing.Done(find(own, one.item_id, "这个事项"), one.quantity) for one in body.done],
        questions=[Question(one.business_line, one.topic, one.answer) for one in body.questions],
        by=request.actor,
        at=timezone.now(),
        request_key=request_key,
    )


@router.post("/tickets/{uuid:ticket_id}/reopen", response=TicketOut, **does("ticket.reopened", "撤销办结"))
@at_a_window
def reopen(request: CallerRequest, ticket_id: UUID, request_key: RequestKey) -> Ticket:
    """Undo a finish made too early, at the same window, within ten minutes."""
    ticket, session = ticket_of(request, ticket_id), own_window(request)
    return finishing.reopen(ticket, session, by=request.actor, at=timezone.now(), request_key=request_key)
