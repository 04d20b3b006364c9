"""Windows in service: taking one, pausing, signing out, and what stands there now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from yizhan.exchange import posts
from yizhan.exchange.api.asking import does, find, own_window, reads, staff_of
from yizhan.exchange.doors import CallerRequest, allowed
from yizhan.exchange.fields import RequestKey
from yizhan.exchange.schemas.floor import PauseIn, SessionOut, WindowNowOut, WindowPlaceOut
from yizhan.orgs.selectors import policy_of, windows_visible_to
from yizhan.queueing.actions import windows as acts
from yizhan.queueing.models import WindowSession
from yizhan.queueing.refusals import NotAtThisWindow
from yizhan.queueing.selectors import desk
from yizhan.queueing.selectors.gate import session_to_leave, sessions_visible_to
from yizhan.queueing.selectors.stories import last_undoable
from yizhan.queueing.selectors.turn import turn_of

router = Router(tags=["窗口"])


@router.get("/windows", response=list[WindowPlaceOut], **reads("本厅窗口，谁在窗口"))
@allowed(any_staff=True)
def windows(request: CallerRequest) -> list[dict[str, Any]]:
    """The hall's windows: free ones to take, taken ones with who sits there."""
    here = {session.window_id: session for session in sessions_visible_to(request.actor)}
    return [
        {"window": one, "name": one.name, "is_in_use": one.is_in_use, "session": here.get(one.pk)}
        for one in windows_visible_to(request.actor)
    ]


@router.post(
    "/windows/{uuid:window_id}/sign-in", response={201: SessionOut}, **does("window.signed_in", "登录窗口")
)
@allowed(any_staff=True)
def sign_in(request: CallerRequest, window_id: UUID, request_key: RequestKey) -> WindowSession:
    """Take a window; who is not trained for a window post is told so (2.3)."""
    window = find(windows_visible_to(request.actor), window_id, "这个窗口")
    return acts.sign_in(
        window, staff_of(request), by=request.actor, at=timezone.now(), request_key=request_key
    )


@router.get("/window", response=WindowNowOut, **reads("我的窗口：现在的号和队列"))
@allowed(*posts.AT_A_WINDOW)
def window(request: CallerRequest) -> dict[str, Any]:
    """The own window: the number there, and every other open number of the hall in exactly one list."""
    session, at = own_window(request), timezone.now()
    ticket, pause, undo = desk.current(session), desk.pause_of(session), last_undoable(session)
    lists = desk.lists_for(session, request.actor, at)
    return {
        "session": session,
        "pause_reason": pause.reason if pause else None,
        "ticket": ticket,
        "turn": turn_of(ticket, policy_of(session.unit_id), at) if ticket else None,
        "queue": lists.mine,
        "others_waiting": lists.others_waiting,
        "at_windows": lists.at_windows,
        "passed": lists.passed,
        "suspended": lists.suspended,
        "ended": list(desk.ended_at_window(session)),
        "undoable_id": undo.pk if undo else None,
    }


@router.post("/window/pause", response=SessionOut, **does("window.paused", "暂停"))
@allowed(*posts.AT_A_WINDOW)
def pause(request: CallerRequest, body: PauseIn, request_key: RequestKey) -> WindowSession:
    """Stop calling for a while, with the reason that the window board shows."""
    session = own_window(request)
    return acts.pause(session, body.reason, by=request.actor, at=timezone.now(), request_key=request_key)


@router.post("/window/continue", response=SessionOut, **does("window.continued", "恢复叫号"))
@allowed(*posts.AT_A_WINDOW)
def resume_calling(request: CallerRequest, request_key: RequestKey) -> WindowSession:
    """End the pause."""
    return acts.resume_calling(
        own_window(request), by=request.actor, at=timezone.now(), request_key=request_key
    )


@router.post("/window/sign-out", response=SessionOut, **does("window.signed_out", "窗口签退"))
@allowed(*posts.AT_A_WINDOW)
def sign_out(request: CallerRequest, request_key: RequestKey) -> WindowSession:
    """Leave the window. Refused while a number is still there."""
    session = session_to_leave(request.actor)
    if session is None:
        raise NotAtThisWindow
    return acts.sign_out(session, by=request.actor, at=timezone.now(), request_key=request_key)
