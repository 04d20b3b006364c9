"""An application is taken in: numbered once, receipted, and not accepted by that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yizhan.cases.actions import answering, receiving
from yizhan.cases.intake import MaterialIn, PartyIn
from yizhan.cases.models import Case, CaseMaterial, Handling, Party
from yizhan.cases.papers.filing import papers_of
from yizhan.cases.refusals import (
    ApplicantNeeded,
    ItemNotTaken,
    MaterialsDiffer,
    MaterialsIncomplete,
    PartyTwice,
    SituationNotAnswered,
)
from yizhan.cases.rules.numbers import is_case_number
from yizhan.cases.states import HandlingState, PartyRole
from yizhan.cases.tests.build import Office
from yizhan.catalog import actions as catalog
from yizhan.journal.models import Entry
from yizhan.lib.refusal import NotYours
from yizhan.testing.cast import SET_UP, at

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.2")
def test_a_received_case_has_a_number_a_receipt_and_a_day_to_be_answered(licence: Office) -> None:
    handling = licence.received()
    case = handling.case
    assert is_case_number(case.number)
    assert case.number.startswith("61011200620261123")
    assert (handling.state, handling.accepted_on, handling.due_on) == (HandlingState.RECEIVED, None, None)
    assert handling.answer_by.isoformat() == "2026-11-30"  # five working days after Monday 23 November
    assert [one.key for one in papers_of(handling)] == ["received_slip"]
    assert case.applicant_label == "欧阳**"


def test_what_is_filed_stays_when_the_person_moves(licence: Office) -> None:
    case = licence.receive()
    assert Party.objects.get(case=case).snapshot["name"] == "欧阳建国"


def test_the_journal_holds_no_personal_data(licence: Office) -> None:
    licence.receive()
    told = " ".join(str(one.facts) for one in Entry.objects.filter(act="case.received"))
    assert told
    assert "欧阳" not in told


def test_the_same_request_twice_is_one_case(licence: Office) -> None:
    assert licence.receive(key="twice").pk == licence.receive(key="twice").pk
    assert Case.objects.count() == 1


def test_numbers_of_one_day_follow_each_other(licence: Office) -> None:
    serials = [licence.receive(when=at(9, 30 + n)).number[-6:-1] for n in range(3)]
    assert serials == ["00001", "00002", "00003"]


def test_a_clerk_of_another_hall_receives_nothing_here(licence: Office) -> None:
    stranger = licence.cast.stranger
    with pytest.raises(NotYours):
        receiving.receive(licence.intake(), user=stranger.user, by=stranger.actor, at=at(9, 30))
    assert not Case.objects.exists()


def test_an_application_without_or_with_two_applicants_is_refused(licence: Office) -> None:
    whole = licence.intake()
    both = (*whole.parties, PartyIn(PartyRole.APPLICANT, licence.applicant))
    for parties in ((), both):
        with pytest.raises(ApplicantNeeded):
            licence.receive(replace(whole, parties=parties))
    assert not Case.objects.exists()


def test_the_guides_own_materials_may_not_be_left_out_or_invented(licence: Office) -> None:
    whole = licence.intake()
    for materials in (whole.materials[1:], (*whole.materials, MaterialIn("别的材料", 999999))):
        with pytest.raises(MaterialsDiffer):
            licence.receive(replace(whole, materials=materials))


def test_an_unanswered_situation_is_refused(relief: Office) -> None:
    with pytest.raises(SituationNotAnswered):
        relief.receive(replace(relief.intake(), answers={}))


def test_a_stopped_item_takes_no_case_and_says_why(licence: Office) -> None:
    director = licence.cast.director
    catalog.close_item(licence.item, reason="设备检修，周三恢复。", by=director.actor, at=SET_UP)
    with pytest.raises(ItemNotTaken, match="设备检修"):
        licence.receive()


@pytest.mark.clause("7.2c")
def test_a_complete_case_is_accepted_with_its_date(licence: Office) -> None:
    handling = licence.accepted()
    assert handling.state == HandlingState.ACCEPTED
    assert handling.statutory_on is not None
    assert handling.statutory_on.isoformat() == "2026-12-21"  # 20 working days after 23 November
    assert [one.key for one in papers_of(handling)] == ["received_slip", "acceptance_notice"]


def test_an_incomplete_case_is_not_accepted(licence: Office) -> None:
    handling = licence.received()
    licence.lack(handling)
    with pytest.raises(MaterialsIncomplete):
        answering.accept(handling, by=licence.cast.clerk.actor, at=at(9, 40))
    assert Handling.objects.get().state == HandlingState.RECEIVED
    assert CaseMaterial.objects.filter(is_checked=False).count() == 1


def test_one_person_stands_once_in_a_role(licence: Office) -> None:
    whole, member = licence.intake(), PartyIn(PartyRole.HOUSEHOLD, licence.applicant)
    with pytest.raises(PartyTwice):
        licence.receive(replace(whole, parties=(*whole.parties, member, member)))
    assert not Case.objects.exists()
