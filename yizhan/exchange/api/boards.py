"""Boards and pads: what devices in the hall show."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils import timezone
from ninja import Router
from ninja.params.models import Query

from yizhan.devices.states import DeviceKind
from yizhan.exchange import boards, posts
from yizhan.exchange.api.asking import does, reads, there
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.boards import HallBoardOut, PadOut, StillCalledOut, WindowBoardOut
from yizhan.exchange.schemas.questions import PadRatingIn, RatingOut
from yizhan.exchange.selectors import call_visible_to
from yizhan.feedback.actions import rate
from yizhan.feedback.models import Rating
from yizhan.feedback.selectors import to_rate_at, visit_at_pad
from yizhan.feedback.states import RatingChannel
from yizhan.orgs.models import Window
from yizhan.orgs.selectors import own_unit
from yizhan.queueing.selectors.boards import is_still_called
from yizhan.queueing.states import TicketState

router = Router(tags=["屏幕与评价器"])
WindowNumber = Annotated[int | None, Query(None, ge=1, le=99, description="窗口号；设备不用填")]


@router.get("/boards/hall", response=HallBoardOut, **reads("大厅屏"))
@allowed(*posts.LOOKS_AT_BOARDS, devices=(DeviceKind.HALL_BOARD,))
def hall_board(request: CallerRequest) -> dict[str, Any]:
    """Last calls, passed numbers, waiting per category, units settled in, items with both limits (5.3)."""
    return boards.hall_board(own_unit(request.actor), timezone.now())


@router.get("/boards/calls/{uuid:call_id}", response=StillCalledOut, **reads("这次叫号还有效吗"))
@allowed(*posts.LOOKS_AT_BOARDS, devices=(DeviceKind.HALL_BOARD,))
def still_called(request: CallerRequest, call_id: UUID) -> dict[str, Any]:
    """Whether a call that comes late may still be spoken (6.1)."""
    there(call_visible_to(request.actor, call_id), "这次叫号")
    return {"is_called": is_still_called(call_id)}


@router.get("/boards/window", response=WindowBoardOut, **reads("窗口屏"))
@allowed(*posts.LOOKS_AT_BOARDS, devices=(DeviceKind.WINDOW_BOARD, DeviceKind.PAD))
def window_board(request: CallerRequest, window: WindowNumber) -> dict[str, Any]:
    """Clerk, number, department, items with fee and promise, telephone (5.3)."""
    return boards.window_board(_window(request, window), own_unit(request.actor))


@router.get("/boards/pad", response=PadOut, **reads("评价器：现在请谁评价"))
@allowed(*posts.LOOKS_AT_BOARDS, devices=(DeviceKind.PAD,))
def pad(request: CallerRequest, window: WindowNumber) -> dict[str, Any]:
    """Whose visit the pad may ask about: the one just ended, or the one being served."""
    ticket = to_rate_at(_window(request, window), request.actor, timezone.now())
    return {
        "token": ticket.visit.public_token if ticket else "",
        "has_ended": ticket is not None and ticket.state == TicketState.SERVED,
    }


@router.post("/boards/pad/rating", response={201: RatingOut}, **does("rating.left", "在评价器上评价"))
@allowed(devices=(DeviceKind.PAD,))
def rate_on_pad(request: CallerRequest, body: PadRatingIn, request_key: RequestKey) -> Rating:
    """The resident at the window leaves his one rating; only a pad takes it, no member of staff (6.2)."""
    visit = there(visit_at_pad(body.token, request.actor), "这次办事")
    return rate(
        visit,
        body.grade,
        channel=RatingChannel.PAD,
        reasons=body.reasons,
        words=body.words,
        at=timezone.now(),
        request_key=request_key,
    )


def _window(request: CallerRequest, number: int | None) -> Window:
    device = request.auth.device
    if device is not None and device.place_id is None:
        return there(None, "这台设备所在的窗口")
    return there(boards.window_shown(request.actor, device.place_id if device else None, number), "这个窗口")
