"""Two officers check on the spot, a step goes back, who reviews what, and other ways of delivery."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from yizhan.cases.actions import answering, assigning, checking, deciding, delivering, materials, reviewing
from yizhan.cases.actions.checking import Found
from yizhan.cases.actions.delivering import Recipient
from yizhan.cases.decision import Grant
from yizhan.cases.intake import MaterialIn
from yizhan.cases.models import CaseMaterial, Handling, Reason, Result, SiteCheck, Step
from yizhan.cases.refusals import (
    CheckNotConfirmable,
    DeferredOutstanding,
    NoSuchStep,
    NotDeferrable,
    TrackingNumberNeeded,
    TwoOfficersNeeded,
    WitnessNeeded,
)
from yizhan.cases.states import HandedInAs, ResultState, StepState
from yizhan.cases.tests import build
from yizhan.cases.tests.build import Office
from yizhan.lib.refusal import StaleState
from yizhan.orgs.states import Post
from yizhan.testing.cast import TODAY, Cast, Member, at, join

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.2")]
GRANT = Grant(facts="符合条件。", decision="准予。")
HER = Recipient(name="欧阳样本", address="谭家社区12号楼", identity_checked=True)
FOUND = Found(
    place="谭家社区", checked="家庭情况", facts="两人同住。", conclusion="属实。",
    started_at=at(9, 50), ended_at=at(10, 0),
)  # fmt: skip


def _open(handling: Handling) -> Step:
    return Step.objects.get(handling=handling, state=StepState.OPEN)


@pytest.fixture
def allowance(cast: Cast) -> Office:
    return build.office(cast, build.ALLOWANCE)


def _second(office: Office) -> Member:
    return join(office.cast.hall, Post.APPROVER, username="approver2", name="尤审批")


def test_two_officers_check_and_the_second_confirms(allowance: Office) -> None:
    handling, first, second = allowance.accepted(), allowance.cast.approver, _second(allowance)
    step = _open(handling)
    with pytest.raises(TwoOfficersNeeded):
        checking.record_check(step, FOUND, user=first.user, second=first.user, by=first.actor, at=at(10, 5))
    check = checking.record_check(
        step, FOUND, user=first.user, second=second.user, by=first.actor, at=at(10, 5)
    )
    with pytest.raises(CheckNotConfirmable):
        checking.confirm_check(check, user=first.user, by=first.actor, at=at(10, 6))
    checking.confirm_check(check, user=second.user, by=second.actor, at=at(10, 7))
    assert SiteCheck.objects.get().document is not None
    assert _open(handling).order == step.order + 1


def test_a_step_goes_back_to_a_named_one_with_its_reason(relief: Office) -> None:
    handling, approver = relief.accepted(), relief.cast.approver
    first = _open(handling)
    reviewing.sign(first, "agree", text="", user=approver.user, by=approver.actor, at=at(10, 0))
    second = _open(handling)
    with pytest.raises(NoSuchStep):
        reviewing.return_to(
            second, second.key, reason="再看", user=approver.user, by=approver.actor, at=at(10, 1)
        )
    reviewing.return_to(
        second, first.key, reason="收入要再核", user=approver.user, by=approver.actor, at=at(10, 2)
    )
    again = _open(handling)
    assert (again.key, again.round) == (first.key, 2)
    assert Reason.objects.get(act="step.returned").text == "收入要再核"
    with pytest.raises(StaleState):
        reviewing.take(second, user=approver.user, by=approver.actor, at=at(10, 3))


def test_a_duty_is_assigned_once_and_ended_once(licence: Office) -> None:
    director, approver = licence.cast.director, licence.cast.approver
    line = licence.item.item.business_line
    duties = [
        assigning.assign(licence.cast.hall, approver.user, line, by=director.actor, at=at(9, n))
        for n in (0, 1)
    ]
    assert duties[0].pk == duties[1].pk
    assigning.end_duty(duties[0], by=director.actor, at=at(9, 2))
    with pytest.raises(StaleState):
        assigning.end_duty(duties[0], by=director.actor, at=at(9, 3))


def test_what_was_promised_must_come_before_the_decision(licence: Office) -> None:
    handling, clerk, approver = licence.received(), licence.cast.clerk, licence.cast.approver
    row = licence.lack(handling)
    until = TODAY + timedelta(days=7)
    assert materials.defer(row, until, by=clerk.actor, at=at(9, 36)).promise is not None
    answering.accept(handling, by=clerk.actor, at=at(9, 40))
    with pytest.raises(DeferredOutstanding):
        deciding.grant(_open(handling), GRANT, user=approver.user, by=approver.actor, at=at(10, 0))
    told = MaterialIn(row.name, row.material_id, HandedInAs.ORIGINAL, count=1, is_checked=True)
    materials.supply(row, told, user=clerk.user, by=clerk.actor, at=at(10, 1))
    with pytest.raises(NotDeferrable):
        materials.supply(row, told, user=clerk.user, by=clerk.actor, at=at(10, 2))
    assert CaseMaterial.objects.get(pk=row.pk).supplied_on == TODAY
    deciding.grant(_open(handling), GRANT, user=approver.user, by=approver.actor, at=at(10, 3))


def test_by_post_refused_and_left_behind(licence: Office) -> None:
    handling, approver, desk = licence.accepted(), licence.cast.approver, licence.cast.delivery
    deciding.grant(_open(handling), GRANT, user=approver.user, by=approver.actor, at=at(11, 0))
    result = Result.objects.get()
    who: dict[str, Any] = {"user": desk.user, "by": desk.actor}
    with pytest.raises(TrackingNumberNeeded):
        delivering.send_by_post(result, HER, tracking_number="", at=at(14, 0), **who)
    delivering.send_by_post(result, HER, tracking_number="EMS1", at=at(14, 1), **who)
    delivering.post_returned(result, by=desk.actor, at=at(14, 2))
    delivering.refuse_delivery(result, HER, reason="不认可", at=at(14, 3), **who)
    assert Result.objects.get().state == ResultState.REFUSED
    with pytest.raises(WitnessNeeded):
        delivering.leave(result, HER, witnesses="", reason="", at=at(14, 4), **who)
    delivering.leave(result, HER, witnesses="社区工作人员甲", reason="拒收", at=at(14, 5), **who)
    assert Result.objects.get().state == ResultState.DELIVERED
