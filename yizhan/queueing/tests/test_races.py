"""Two people in the same second: sixteen clients, threads and processes, on both databases.

Each race has its negative control: the same race without the guard goes wrong, so the test can fail.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from yizhan.journal.models import Entry
from yizhan.orgs.states import Post
from yizhan.queueing.actions import calling, days, issuing, windows
from yizhan.queueing.models import Call, Ticket, WindowSession
from yizhan.queueing.refusals import DayAlreadyClosed, FinishCurrentFirst, WindowClosed
from yizhan.queueing.states import OPEN, Channel, TicketState
from yizhan.testing.cast import Member, add_window, join
from yizhan.testing.floor import Floor
from yizhan.testing.races import at_once, in_processes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

CLIENTS = 16
PROCESSES = 4


def sixteen_windows(floor: Floor) -> list[tuple[WindowSession, Member]]:
    hall = floor.cast.hall
    served = []
    for number in range(10, 10 + CLIENTS):
        window = add_window(hall, floor.cast.zone, number)
        clerk = join(hall, Post.ACCEPTANCE, username=f"racer{number}", name=f"受理{number}")
        served.append((windows.sign_in(window, clerk.user, by=clerk.actor, at=floor.at(9, 0)), clerk))
    return served


def positions_are_without_gaps(floor: Floor) -> bool:
    entries = Entry.objects.filter(unit_id=floor.cast.hall.pk).order_by("position")
    positions = list(entries.values_list("position", flat=True))
    return positions == list(range(1, len(positions) + 1))


@pytest.mark.clause("6.1")
def test_no_number_is_issued_twice_by_threads(floor: Floor) -> None:
    labels = at_once([lambda: [floor.issue(9, 1).label for _ in range(5)]] * CLIENTS)
    issued = [label for one in labels if isinstance(one, list) for label in one]
    assert sorted(issued) == [f"A{number:03d}" for number in range(1, 5 * CLIENTS + 1)]
    assert positions_are_without_gaps(floor)


@pytest.mark.clause("6.1")
def test_no_number_is_issued_twice_by_processes(floor: Floor) -> None:
    work = {"category": str(floor.social.pk), "count": 10, "at": floor.at(9, 1).isoformat()}
    labels = in_processes("yizhan.testing.clients:issue_many", [work] * PROCESSES)
    assert sorted(label for one in labels for label in one) == [
        f"A{number:03d}" for number in range(1, 10 * PROCESSES + 1)
    ]
    assert positions_are_without_gaps(floor)


@pytest.mark.clause("6.1")
def test_the_same_tap_in_the_same_instant_is_one_ticket(floor: Floor) -> None:
    by = floor.cast.guide.actor

    def tap() -> Ticket:
        return issuing.issue(floor.social, channel=Channel.GUIDE, by=by, at=floor.at(9, 1), request_key="tap")

    tickets = at_once([tap] * CLIENTS)
    assert [ticket.label for ticket in tickets if isinstance(ticket, Ticket)] == ["A001"] * CLIENTS
    assert Ticket.objects.count() == 1


def call_everywhere(floor: Floor, served: list[tuple[WindowSession, Member]]) -> list[Any]:
    return at_once(
        [partial(calling.call_next, session, by=clerk.actor, at=floor.at(9, 5)) for session, clerk in served]
    )


@pytest.mark.clause("4.2")
def test_two_windows_never_get_one_number_in_threads(floor: Floor) -> None:
    for _ in range(CLIENTS):
        floor.issue(9, 1)
    called = call_everywhere(floor, sixteen_windows(floor))
    assert sorted(ticket.label for ticket in called if isinstance(ticket, Ticket)) == [
        f"A{number:03d}" for number in range(1, CLIENTS + 1)
    ]
    assert Call.objects.count() == CLIENTS
    assert positions_are_without_gaps(floor)


@pytest.mark.clause("4.2")
def test_two_windows_never_get_one_number_in_processes(floor: Floor) -> None:
    for _ in range(40):
        floor.issue(9, 1)
    served = sixteen_windows(floor)[:PROCESSES]
    labels = in_processes(
        "yizhan.testing.clients:call_and_put_aside",
        [{"session": str(session.pk), "at": floor.at(9, 5).isoformat()} for session, _ in served],
    )
    assert sorted(label for one in labels for label in one) == [f"A{number:03d}" for number in range(1, 41)]


@pytest.mark.postgres_only(reason="SQLite lets one writer in at a time, so there the guard cannot be missed")
def test_without_the_guard_two_windows_get_one_number(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the same act with an UPDATE that does not ask for the state."""

    def advance_without_asking(ticket: Ticket, step: Any, *, only_if: Any = None, **changes: Any) -> Ticket:
        Ticket.objects.filter(pk=ticket.pk).update(state=step.target, **changes)
        ticket.refresh_from_db()
        return ticket

    for _ in range(CLIENTS):
        floor.issue(9, 1)
    served = sixteen_windows(floor)
    monkeypatch.setattr(calling, "advance", advance_without_asking)
    called = call_everywhere(floor, served)
    windows_of = Counter(ticket.label for ticket in called if isinstance(ticket, Ticket))
    assert max(windows_of.values()) > 1


def test_reading_first_and_writing_later_gives_one_number_to_two_windows(floor: Floor) -> None:
    """Negative control on both databases: read a state, trust it, save."""
    for _ in range(4):
        floor.issue(9, 1)
    all_have_read = threading.Barrier(4)

    def naive_call() -> str:
        ticket = Ticket.objects.filter(state=TicketState.WAITING).order_by("queued_at", "pk")[0]
        all_have_read.wait(timeout=30)
        ticket.state = TicketState.CANCELLED
        ticket.save(update_fields=["state"])
        return ticket.label

    assert at_once([naive_call] * 4) == ["A001"] * 4


@pytest.mark.clause("2.3")
def test_one_window_takes_one_of_two_people_in_the_same_instant(floor: Floor) -> None:
    window, people = floor.cast.windows[0], [floor.cast.clerk, floor.cast.clerk2]
    outcomes = at_once(
        [partial(windows.sign_in, window, one.user, by=one.actor, at=floor.at(9, 0)) for one in people]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["WindowSession", "WindowTaken"]


def test_signing_out_and_calling_in_the_same_instant_leave_no_number_behind(floor: Floor) -> None:
    for minute in range(8):
        floor.issue(9, minute)
    for session, clerk in sixteen_windows(floor)[:8]:
        both: list[Callable[[], object]] = [
            partial(calling.call_next, session, by=clerk.actor, at=floor.at(9, 5)),
            partial(windows.sign_out, session, by=clerk.actor, at=floor.at(9, 5)),
        ]
        outcomes = at_once(both)
        refused = [outcome for outcome in outcomes if isinstance(outcome, WindowClosed | FinishCurrentFirst)]
        assert len(refused) == 1, outcomes
    stranded = Ticket.objects.filter(state=TicketState.CALLED, session__ended_at__isnull=False)
    assert not stranded.exists()


def test_closing_and_issuing_in_the_same_instant_leave_no_open_number(floor: Floor) -> None:
    def issue() -> object:
        return floor.issue(17, 0)

    def close() -> object:
        return days.close_day(floor.day, by=floor.cast.director.actor, at=floor.at(17, 0))

    everybody: list[Callable[[], object]] = [*[issue] * (CLIENTS - 1), close]
    outcomes = at_once(everybody)
    problems = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert all(isinstance(problem, DayAlreadyClosed) for problem in problems), problems
    assert not Ticket.objects.filter(state__in=OPEN).exists()


def test_two_returns_in_the_same_instant_are_one(floor: Floor) -> None:
    floor.issue(9, 0)
    clerk = floor.cast.clerk
    ticket = floor.pass_over(floor.serve(clerk), clerk, 9, 5)
    copies = [Ticket.objects.get(pk=ticket.pk) for _ in range(4)]
    outcomes = at_once(
        [partial(calling.return_to_queue, copy, by=clerk.actor, at=floor.at(9, 10)) for copy in copies]
    )
    assert sum(isinstance(outcome, Ticket) for outcome in outcomes) == 1
    ticket.refresh_from_db()
    assert ticket.returns == 1
