"""A person takes a window into service, pauses, and signs out."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from yizhan.accounts.models import User
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.lib.refusal import StaleState
from yizhan.orgs.models import Window
from yizhan.orgs.selectors import posts_in
from yizhan.orgs.states import WINDOW_POSTS
from yizhan.queueing.guards import at_own_window, in_own_hall, nobody_at
from yizhan.queueing.models import Pause, WindowSession
from yizhan.queueing.refusals import (
    AlreadyAtAWindow,
    NotTrained,
    WindowNotInUse,
    WindowPaused,
    WindowTaken,
)
from yizhan.queueing.states import PauseReason

refuse_on("queueing.windowsession", "queueing_one_person_per_window", WindowTaken)
refuse_on("queueing.windowsession", "queueing_one_window_per_person", AlreadyAtAWindow)
refuse_on("queueing.pause", "queueing_one_open_pause", WindowPaused)


@act("window.signed_in")
def sign_in(window: Window, user: User, *, by: Actor, at: datetime, request_key: str = "") -> WindowSession:
    """Take a window into service: one person per window, one window per person, only who is trained (2.3)."""
    in_own_hall(by, window.unit_id)
    answer_repeated(window.unit_id)
    if not window.is_in_use:
        raise WindowNotInUse(window=window)
    if posts_in(user.pk, window.unit_id, localtime(at).date()).isdisjoint(WINDOW_POSTS):
        raise NotTrained
    session = WindowSession.objects.create(unit_id=window.unit_id, window=window, user=user, started_at=at)
    record(session, by=by, at=at, unit_id=window.unit_id, window_number=window.number)
    return session


@act("window.signed_out")
def sign_out(session: WindowSession, *, by: Actor, at: datetime, request_key: str = "") -> WindowSession:
    """Leave the window. Refused while a number is still there."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    nobody_at(session)
    Pause.objects.filter(session=session, ended_at=None).update(ended_at=at)
    WindowSession.objects.filter(pk=session.pk).update(ended_at=at)
    session.refresh_from_db()
    record(session, by=by, at=at, unit_id=session.unit_id)
    return session


@act("window.paused")
def pause(
    session: WindowSession, reason: str, *, by: Actor, at: datetime, request_key: str = ""
) -> WindowSession:
    """Stop calling for a while, with the reason that the window board shows."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    known = reason if reason in PauseReason.values else PauseReason.BREAK
    Pause.objects.create(session=session, reason=known, started_at=at)
    record(session, by=by, at=at, unit_id=session.unit_id, reason=known)
    return session


@act("window.continued")
def resume_calling(
    session: WindowSession, *, by: Actor, at: datetime, request_key: str = ""
) -> WindowSession:
    """End the pause."""
    answer_repeated(session.unit_id)
    at_own_window(session, by)
    if Pause.objects.filter(session=session, ended_at=None).update(ended_at=at) != 1:
        raise StaleState(thing="窗口", state="正常叫号")
    record(session, by=by, at=at, unit_id=session.unit_id)
    return session
