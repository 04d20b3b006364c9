"""One person per window, one window per person, only who is trained."""

from __future__ import annotations

import pytest

from yizhan.lib.refusal import NotYours, StaleState
from yizhan.queueing.actions import windows
from yizhan.queueing.models import Pause, WindowSession
from yizhan.queueing.refusals import (
    AlreadyAtAWindow,
    FinishCurrentFirst,
    NotTrained,
    WindowPaused,
    WindowTaken,
)
from yizhan.queueing.selectors.estimates import windows_calling
from yizhan.queueing.states import PauseReason
from yizhan.testing.floor import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.clause("2.3")
def test_the_untrained_do_not_serve(floor: Floor) -> None:
    with pytest.raises(NotTrained) as refused:
        floor.serve(floor.cast.untrained)
    assert "培训" in refused.value.text
    assert not WindowSession.objects.exists()


def test_the_guide_has_no_window(floor: Floor) -> None:
    with pytest.raises(NotTrained):
        floor.serve(floor.cast.guide)


def test_one_person_per_window(floor: Floor) -> None:
    floor.serve(floor.cast.clerk)
    with pytest.raises(WindowTaken):
        floor.serve(floor.cast.clerk2)


def test_one_window_per_person(floor: Floor) -> None:
    floor.serve(floor.cast.clerk)
    with pytest.raises(AlreadyAtAWindow):
        floor.serve(floor.cast.clerk, 1)


def test_a_stranger_does_not_serve_here(floor: Floor) -> None:
    with pytest.raises(NotYours):
        floor.serve(floor.cast.stranger)


def test_a_repeated_sign_in_is_the_same_session(floor: Floor) -> None:
    clerk = floor.cast.clerk
    first, second = (
        windows.sign_in(
            floor.cast.windows[0], clerk.user, by=clerk.actor, at=floor.at(9, minute), request_key="in"
        )
        for minute in (0, 1)
    )
    assert first == second


def test_signing_out_waits_for_the_last_number(floor: Floor) -> None:
    floor.issue(9, 1)
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    ticket = floor.call(session, clerk, 9, 5)
    with pytest.raises(FinishCurrentFirst):
        windows.sign_out(session, by=clerk.actor, at=floor.at(9, 6))
    floor.finish(ticket, session, clerk, 9, 7)
    windows.sign_out(session, by=clerk.actor, at=floor.at(9, 8))
    assert session.ended_at == floor.at(9, 8)
    assert floor.serve(floor.cast.clerk2, 0, 9, 9).ended_at is None


def test_a_pause_has_a_reason_and_an_end(floor: Floor) -> None:
    clerk = floor.cast.clerk
    session = floor.serve(clerk)
    assert len(windows_calling(floor.cast.hall.pk)) == 1
    windows.pause(session, PauseReason.MEAL, by=clerk.actor, at=floor.at(12, 0))
    assert windows_calling(floor.cast.hall.pk) == []
    with pytest.raises(WindowPaused):
        windows.pause(session, PauseReason.BREAK, by=clerk.actor, at=floor.at(12, 1))
    windows.resume_calling(session, by=clerk.actor, at=floor.at(12, 30))
    pause = Pause.objects.get()
    assert (pause.reason, pause.ended_at) == ("meal", floor.at(12, 30))
    with pytest.raises(StaleState):
        windows.resume_calling(session, by=clerk.actor, at=floor.at(12, 31))
