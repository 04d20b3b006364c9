"""Taking a window into service, pausing, signing out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yizhan.accounts.access import ActingRequest, for_posts, signed_in
from yizhan.desk import posts
from yizhan.desk.forms.window import PauseForm
from yizhan.desk.views import columns
from yizhan.desk.views.page import key_of, own_window, staff_of
from yizhan.orgs.selectors import own_unit, windows_visible_to
from yizhan.queueing.actions import windows
from yizhan.queueing.refusals import NotAtThisWindow
from yizhan.queueing.selectors.gate import day_of, own_session, session_to_leave, sessions_visible_to
from yizhan.queueing.selectors.setting import last_window_of
from yizhan.ui.responses import ask_again


@signed_in
@require_GET
def choose(request: ActingRequest) -> HttpResponse:
    """The hall's windows: free ones to take, taken ones with who sits there."""
    here = {session.window_id: session for session in sessions_visible_to(request.actor)}
    hall = own_unit(request.actor)
    places = [(window, here.get(window.pk)) for window in windows_visible_to(request.actor)]
    mine = next((one for one in here.values() if str(one.user_id) == request.actor.id), None)
    shown = {"hall": hall, "places": places, "mine": mine}
    shown |= {"day": day_of(hall.pk, timezone.localdate()), "usual": last_window_of(request.actor)}
    return render(request, "desk/windows.html", shown)


@signed_in
@require_POST
def sign_in(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Take a window; who is not trained for a window post is told so."""
    window = get_object_or_404(windows_visible_to(request.actor), pk=pk)
    windows.sign_in(
        window, staff_of(request), by=request.actor, at=timezone.now(), request_key=key_of(request)
    )
    messages.success(request, f"您已登录{window}。")
    return redirect("desk:desk")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def sign_out(request: ActingRequest) -> HttpResponse:
    """Leave the window."""
    session = session_to_leave(request.actor)
    if session is None:
        raise NotAtThisWindow
    session = windows.sign_out(session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    messages.success(request, f"您已从{session.window}签退。")
    return redirect("desk:windows")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def pause(request: ActingRequest) -> HttpResponse:
    """Stop calling, with the reason that the window board shows."""
    session = own_window(request)
    form = PauseForm(request.POST)
    if not form.is_valid():
        shown = columns.columns(request, session, timezone.now(), pause_form=form)
        return ask_again(request, f"{columns.TEMPLATE}#columns", shown)
    reason = form.cleaned_data["reason"]
    windows.pause(session, reason, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return columns.answer(request, session, said="窗口已暂停，窗口屏上写着原因。")


@for_posts(*posts.AT_A_WINDOW)
@require_POST
def resume_calling(request: ActingRequest) -> HttpResponse:
    """End the pause."""
    session = own_window(request)
    windows.resume_calling(session, by=request.actor, at=timezone.now(), request_key=key_of(request))
    return columns.answer(request, session, said="窗口恢复叫号。")


@for_posts(*posts.AT_A_WINDOW)
@require_GET
def desk(request: ActingRequest) -> HttpResponse:
    """The clerk's desk; who is at no window yet chooses one first."""
    session = own_session(request.actor)
    if session is None:
        return redirect("desk:windows")
    return columns.page(request, session)


@for_posts(*posts.AT_A_WINDOW)
@require_GET
def lists(request: ActingRequest) -> HttpResponse:
    """The left column again, after something changed in the hall; the rest of the desk stays as it is."""
    session = own_session(request.actor)
    if session is None:
        return render(request, f"{columns.TEMPLATE}#signed_out", {})
    return render(request, f"{columns.TEMPLATE}#lists", columns.lists(request, session, timezone.now()))
