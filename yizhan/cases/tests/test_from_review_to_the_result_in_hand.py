"""后台分类审批、统一窗口出件: steps in order, a public notice, a decision, the right recipient."""

from __future__ import annotations

from datetime import timedelta

import pytest

from yizhan.cases.actions import clocking, deciding, delivering, publicising, reviewing
from yizhan.cases.actions.delivering import Recipient
from yizhan.cases.decision import Grant
from yizhan.cases.models import Delivery, Handling, Result, Step
from yizhan.cases.papers.filing import papers_of
from yizhan.cases.refusals import (
    AgentNeedsAuthorisation,
    ExtensionNotLawful,
    IdentityNotChecked,
    NotTheDecisionStep,
    PublicityNotOver,
    StepTakenByAnother,
    StopNotLawful,
)
from yizhan.cases.states import DeliveryWay, HandlingState, ResultState, StepState, StopKind
from yizhan.cases.tests.build import Office
from yizhan.documents.rendering import pdf
from yizhan.lib.refusal import NotYours, StaleState
from yizhan.orgs.selectors import actor_in
from yizhan.orgs.states import Post
from yizhan.testing.cast import TODAY, Member, at, join

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.2")]

GRANT = Grant(facts="符合条件。", decision="准予。", certificate_number="2026-0001", valid_from=TODAY)
HIMSELF = Recipient(name="欧阳建国", identity_checked=True)


def _open(handling: Handling) -> Step:
    return Step.objects.get(handling=handling, state=StepState.OPEN)


def _second_approver(office: Office) -> Member:
    return join(office.cast.hall, Post.APPROVER, username="approver2", name="尤审批")


def _granted(office: Office) -> Result:
    handling = office.accepted()
    approver = office.cast.approver
    deciding.grant(_open(handling), GRANT, user=approver.user, by=approver.actor, at=at(11, 0))
    return Result.objects.get(handling=handling)


def test_relief_goes_through_review_and_public_notice_to_the_decision(relief: Office) -> None:
    approver, handling = relief.cast.approver, relief.accepted()
    first = _open(handling)
    with pytest.raises(NotTheDecisionStep):
        deciding.grant(first, GRANT, user=approver.user, by=approver.actor, at=at(10, 0))
    reviewing.sign(first, "agree", text="情况属实。", user=approver.user, by=approver.actor, at=at(10, 5))
    step = _open(handling)
    assert step.kind == "publicity"
    notice = publicising.post(
        step, matter="临时救助", place="社区公示栏", user=approver.user, by=approver.actor, at=at(10, 10)
    )
    assert (notice.masked_name, notice.area) == ("欧阳**", "西安市未央区谭家街道谭家社区")
    assert Handling.objects.get().is_stopped
    with pytest.raises(PublicityNotOver):
        publicising.end(notice, outcome="", user=approver.user, by=approver.actor, at=at(10, 20))
    after = notice.ends_on + timedelta(days=1)
    publicising.end(notice, outcome="", user=approver.user, by=approver.actor, at=at(9, 0, day=after))
    assert not Handling.objects.get().is_stopped
    deciding.grant(_open(handling), GRANT, user=approver.user, by=approver.actor, at=at(9, 30, day=after))
    handling.refresh_from_db()
    assert (handling.state, handling.outcome) == (HandlingState.DECIDED, "granted")
    keys = [one.key for one in papers_of(handling)]
    assert keys == [
        "received_slip", "acceptance_notice", "publicity_notice", "publicity_result", "approval_decision",
    ]  # fmt: skip
    assert all(pdf(one).startswith(b"%PDF") for one in papers_of(handling))


def test_a_step_is_one_persons_work(licence: Office) -> None:
    step, first = _open(licence.accepted()), licence.cast.approver
    second = _second_approver(licence)
    reviewing.take(step, user=first.user, by=first.actor, at=at(10, 0))
    with pytest.raises(StepTakenByAnother):
        deciding.grant(step, GRANT, user=second.user, by=second.actor, at=at(10, 1))
    reviewing.hand_over(
        step, second.user, reason="外出核查", by=actor_in(first.user, first.unit.pk, TODAY), at=at(10, 2)
    )
    deciding.grant(step, GRANT, user=second.user, by=second.actor, at=at(10, 3))
    with pytest.raises(StaleState):
        deciding.grant(step, GRANT, user=second.user, by=second.actor, at=at(10, 4))


def test_the_clerk_who_took_it_in_does_not_review_it(licence: Office) -> None:
    clerk, step = licence.cast.clerk, _open(licence.accepted())
    with pytest.raises(NotYours):
        reviewing.take(step, user=clerk.user, by=clerk.actor, at=at(10, 0))


def test_a_refusal_names_its_reasons_and_lies_ready_too(licence: Office) -> None:
    handling, approver = licence.accepted(), licence.cast.approver
    deciding.refuse(
        _open(handling), facts="查明。", reasons="不符合第二条。", user=approver.user,
        by=approver.actor, at=at(11, 0),
    )  # fmt: skip
    assert Result.objects.get().name == "不予批准决定书"
    assert papers_of(handling)[-1].key == "rejection_decision"


@pytest.mark.clause("7.2c")
def test_a_clock_stops_only_for_what_the_guide_and_the_law_know(licence: Office) -> None:
    handling, approver = licence.accepted(), licence.cast.approver
    for kind in (StopKind.UPPER_LEVEL, StopKind.HEARING):  # not lawful for licences; not in this guide
        with pytest.raises(StopNotLawful):
            clocking.stop(
                handling, kind, reason="等结果", user=approver.user, by=approver.actor, at=at(10, 0)
            )
    assert not Handling.objects.get().is_stopped


@pytest.mark.clause("7.2c")
def test_a_licence_is_extended_once_by_ten_working_days_at_most(licence: Office) -> None:
    handling, director = licence.accepted(), licence.cast.director
    with pytest.raises(ExtensionNotLawful):
        clocking.extend(
            handling, 11, unit="workdays", reason="复杂", user=director.user, by=director.actor, at=at(10, 0)
        )
    clocking.extend(
        handling, 10, unit="workdays", reason="复杂", user=director.user, by=director.actor, at=at(10, 1)
    )
    assert handling.due_on is not None
    assert handling.due_on.isoformat() > "2026-12-21"
    assert papers_of(handling)[-1].key == "extension_notice"


def test_a_result_goes_to_the_right_person_once(licence: Office) -> None:
    result, desk = _granted(licence), licence.cast.delivery
    unchecked = Recipient(name="欧阳建国")
    with pytest.raises(IdentityNotChecked):
        delivering.deliver(
            result, DeliveryWay.COLLECTED, unchecked, user=desk.user, by=desk.actor, at=at(14, 0)
        )
    with pytest.raises(AgentNeedsAuthorisation):
        delivering.deliver(result, DeliveryWay.BY_AGENT, HIMSELF, user=desk.user, by=desk.actor, at=at(14, 1))
    handed = delivering.deliver(
        result, DeliveryWay.COLLECTED, HIMSELF, user=desk.user, by=desk.actor, at=at(14, 2)
    )
    assert handed.receipt is not None
    assert handed.receipt.key == "service_receipt"
    with pytest.raises(StaleState):
        delivering.deliver(
            result, DeliveryWay.COLLECTED, HIMSELF, user=desk.user, by=desk.actor, at=at(14, 3)
        )
    assert (Delivery.objects.count(), result.state) == (1, ResultState.DELIVERED)
