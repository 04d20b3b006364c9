"""Silence accepts; a year that is published moves the dates of what is open, and says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yizhan.calendars.actions import publish_year
from yizhan.cases import tasks
from yizhan.cases.models import Handling
from yizhan.cases.states import AcceptedHow, HandlingState
from yizhan.cases.tests.build import Office
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import at

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.2c")]

NEW_YEAR = {date(2027, 1, 1), date(2027, 1, 4), date(2027, 5, 3), *(date(2027, 10, d) for d in range(1, 8))}
"""With the fourth of January off, which nobody could know before."""


def _on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(1, 0, day=day))


def test_a_receipt_that_nobody_answers_is_accepted_once(
    licence: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    handling = licence.received()
    _on(monkeypatch, handling.answer_by)
    tasks.accept_the_unanswered()
    assert Handling.objects.get().state == HandlingState.RECEIVED
    _on(monkeypatch, handling.answer_by + timedelta(days=1))
    for _ in range(2):
        tasks.accept_the_unanswered()
    assert Handling.objects.get().accepted_how == AcceptedHow.DEEMED
    assert Entry.objects.filter(act="case.deemed_accepted").count() == 1


def test_a_published_year_moves_what_is_open(licence: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    late = date(2026, 12, 21)
    handling = licence.accepted(when=at(9, 0, day=late))
    assert (handling.is_provisional, handling.due_on) == (True, date(2027, 1, 18))
    publish_year(
        2027, holidays=NEW_YEAR, extra_workdays={date(2027, 10, 9)}, source="演示通知", by=SYSTEM,
        at=at(9, 0, day=late),
    )  # fmt: skip
    _on(monkeypatch, date(2026, 12, 22))
    for _ in range(2):
        tasks.recompute_deadlines()
    handling.refresh_from_db()
    assert (handling.is_provisional, handling.due_on) == (False, date(2027, 1, 20))
    moved = Entry.objects.get(act="clock.recomputed")
    assert (moved.facts["old"], moved.facts["new"]) == ("2027-01-18", "2027-01-20")
