"""Two people in the same second, with real commits; each race has its negative control."""

from __future__ import annotations

import threading
from collections import Counter
from functools import partial

import pytest

from yizhan.cases.actions import answering, deciding, delivering
from yizhan.cases.actions.answering import Correction
from yizhan.cases.actions.delivering import Recipient
from yizhan.cases.decision import Grant
from yizhan.cases.models import Case, CaseSeries, Delivery, Handling, OneTimeNotice, Result, Step
from yizhan.cases.states import DeliveryWay, HandlingState, StepState
from yizhan.cases.tests.build import Office
from yizhan.journal.models import Entry
from yizhan.lib.refusal import StaleState
from yizhan.testing.cast import TODAY, at
from yizhan.testing.races import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CLIENTS = 8
GRANT = Grant(facts="符合条件。", decision="准予。")
HIMSELF = Recipient(name="欧阳建国", identity_checked=True)


@pytest.mark.clause("4.2")
def test_no_two_cases_get_one_number(licence: Office) -> None:
    intake = licence.intake()
    outcomes = at_once([partial(licence.receive, intake) for _ in range(CLIENTS)])
    numbers = {one.number for one in outcomes if isinstance(one, Case)}
    assert len(numbers) == CLIENTS
    assert {number[-6:-1] for number in numbers} == {f"{n:05d}" for n in range(1, CLIENTS + 1)}


def test_numbers_read_first_and_written_later_come_twice(licence: Office) -> None:
    """The negative control: without the one statement, all read the same last serial."""
    licence.receive()
    all_have_read = threading.Barrier(4)

    def naive() -> int:
        last = CaseSeries.objects.get().last_serial
        all_have_read.wait(timeout=30)
        return last + 1

    assert at_once([naive] * 4) == [2] * 4


@pytest.mark.clause("7.2b")
def test_accepted_and_noticed_in_the_same_second_is_one_of_them(licence: Office) -> None:
    handling, clerk = licence.received(), licence.cast.clerk
    mine, hers = Handling.objects.get(), Handling.objects.get()
    missing = Correction("户口本", "没有交", "交复印件")
    outcomes = at_once(
        [
            lambda: answering.accept(mine, by=clerk.actor, at=at(10, 0)),
            lambda: answering.give_notice(
                hers, [missing], how="交到窗口", until=TODAY.replace(month=12), user=clerk.user,
                by=clerk.actor, at=at(10, 0),
            ),
        ]
    )  # fmt: skip
    assert Counter(isinstance(one, Exception) for one in outcomes) == {True: 1, False: 1}
    handling.refresh_from_db()
    noticed = OneTimeNotice.objects.count()
    assert (handling.state, noticed) in {(HandlingState.ACCEPTED, 0), (HandlingState.NOTICED, 1)}


def test_a_case_is_decided_once(licence: Office) -> None:
    handling, approver = licence.accepted(), licence.cast.approver
    steps = [Step.objects.get(handling=handling, state=StepState.OPEN) for _ in range(4)]
    outcomes = at_once(
        [
            partial(deciding.grant, one, GRANT, user=approver.user, by=approver.actor, at=at(11))
            for one in steps
        ]
    )
    assert sum(isinstance(one, Handling) for one in outcomes) == 1
    assert sum(isinstance(one, StaleState) for one in outcomes) == 3
    assert Result.objects.count() == Entry.objects.filter(act="case.granted").count() == 1


def test_a_result_is_handed_out_once(licence: Office) -> None:
    handling, approver, desk = licence.accepted(), licence.cast.approver, licence.cast.delivery
    step = Step.objects.get(handling=handling, state=StepState.OPEN)
    deciding.grant(step, GRANT, user=approver.user, by=approver.actor, at=at(11))
    results = [Result.objects.get() for _ in range(4)]
    outcomes = at_once(
        [
            partial(
                delivering.deliver,
                one,
                DeliveryWay.COLLECTED,
                HIMSELF,
                user=desk.user,
                by=desk.actor,
                at=at(14),
            )
            for one in results
        ]
    )
    assert sum(isinstance(one, Delivery) for one in outcomes) == 1
    assert Delivery.objects.count() == 1
