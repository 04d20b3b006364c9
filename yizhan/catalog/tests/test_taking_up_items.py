"""Taking items into the hall's catalogue, admitting, opening and closing them (clause 4.1)."""

from __future__ import annotations

import pytest

from yizhan.catalog import actions, selectors
from yizhan.catalog.models import Implementation
from yizhan.catalog.refusals import (
    BodyIsTheHall,
    EntrusterNeeded,
    NotAHall,
    ReasonNeeded,
    ReferenceMissing,
    SharedItem,
)
from yizhan.catalog.rules.admission import Breach
from yizhan.catalog.states import Admission, ItemStatus, Nature
from yizhan.catalog.tests.conftest import Catalogue
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import NotYours, StaleState
from yizhan.lib.text import TextTooLong
from yizhan.orgs.models import Unit
from yizhan.testing.cast import COMMUNITY, SET_UP, STREET, Cast, Member, at

pytestmark = pytest.mark.clause("4.1")


def test_the_hall_takes_up_the_whole_list_of_its_level(catalogue: Catalogue) -> None:
    assert catalogue.cast.hall.implementations.count() == 52
    assert catalogue.cast.station.implementations.count() == 49


def test_the_town_or_the_community_is_responsible_and_never_the_hall(catalogue: Catalogue) -> None:
    town, station = catalogue.item(31), catalogue.item(5, catalogue.cast.station)
    assert town.responsible_body == Unit.objects.get(division_code=STREET)
    assert station.responsible_body == Unit.objects.get(division_code=COMMUNITY)
    assert not Implementation.objects.filter(responsible_body__kind__in=["centre", "station"]).exists()


def test_what_the_law_has_ended_is_closed_with_the_reason_until_the_unit_opens_it(
    catalogue: Catalogue,
) -> None:
    ended = catalogue.item(48)
    assert not ended.is_open
    assert ended.closed_reason == ended.item.note != ""
    actions.open_item(ended, by=catalogue.by, at=at(9))
    assert ended.is_open
    assert ended.closed_reason == ""


def test_all_other_items_are_open_and_in_the_hall(catalogue: Catalogue) -> None:
    for one in catalogue.cast.hall.implementations.select_related("item"):
        assert one.is_open == (one.item.status == ItemStatus.ACTIVE)
        assert (one.admission, one.nature) == (Admission.DIRECT, Nature.OWN)


def test_taking_up_again_adds_only_what_is_missing(catalogue: Catalogue) -> None:
    assert actions.adopt_items(catalogue.cast.hall, by=catalogue.by, at=at(9)) == []
    assert catalogue.cast.hall.implementations.count() == 52


def test_only_halls_have_a_catalogue(cast: Cast, lists: None) -> None:
    with pytest.raises(NotAHall):
        actions.adopt_items(Unit.objects.get(division_code=STREET), by=SYSTEM, at=SET_UP)


def test_without_the_printed_lists_nothing_is_taken_up(cast: Cast) -> None:
    with pytest.raises(ReferenceMissing):
        actions.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)


def test_an_own_item_that_is_not_in_the_hall_is_a_breach(catalogue: Catalogue) -> None:
    assert selectors.breaches(catalogue.cast.hall) == []
    admit(catalogue, 31, Admission.ABSENT, reason="窗口不够")
    [row] = selectors.breaches(catalogue.cast.hall)
    assert (row.printed_numbers, row.breach) == ("31", Breach.ABSENT)
    assert row.implementation
    assert row.implementation.admission_reason == "窗口不够"
    share = selectors.share_of(selectors.register_of(catalogue.cast.hall))
    ended = catalogue.cast.hall.implementations.exclude(item__status=ItemStatus.ACTIVE).count()
    assert (share.admitted, share.of) == (52 - ended - 1, 52 - ended)


def test_a_list_that_was_not_taken_up_is_a_breach_row_by_row(cast: Cast, lists: None) -> None:
    rows = selectors.breaches(cast.hall)
    assert len(rows) == 52
    assert {row.breach for row in rows} == {Breach.NOT_TAKEN_UP}


def test_a_living_item_that_is_closed_is_a_breach_and_a_dead_one_is_not(catalogue: Catalogue) -> None:
    actions.close_item(catalogue.item(22), reason="缺人", by=catalogue.by, at=at(9))
    assert [row.printed_numbers for row in selectors.breaches(catalogue.cast.hall)] == ["22"]
    item = catalogue.item(22).item
    actions.mark_item(
        item, status=ItemStatus.STOPPED, note="已并入别项。", basis="某通知", by=SYSTEM, at=at(9)
    )
    assert selectors.breaches(catalogue.cast.hall) == []


def test_an_item_of_others_may_be_entrusted_or_absent_with_a_reason(catalogue: Catalogue) -> None:
    bureau = Unit.objects.get(division_code=STREET[:6])
    admit(catalogue, 31, Admission.ABSENT, nature=Nature.VERTICAL, reason="由税务所办")
    assert selectors.breaches(catalogue.cast.hall) == []
    admit(catalogue, 31, Admission.ENTRUSTED, nature=Nature.VERTICAL, entrusting_body=bureau)
    one = catalogue.item(31)
    assert (one.entrusting_body, one.admission_reason) == (bureau, "")


def test_staying_out_needs_a_reason_and_entrusting_needs_a_body(catalogue: Catalogue) -> None:
    with pytest.raises(ReasonNeeded, match="未进驻要写明原因"):
        admit(catalogue, 31, Admission.ABSENT, reason="  ")
    with pytest.raises(EntrusterNeeded):
        admit(catalogue, 31, Admission.ENTRUSTED)
    with pytest.raises(ReasonNeeded, match="停办要写明原因"):
        actions.close_item(catalogue.item(31), reason=" ", by=catalogue.by, at=at(9))
    with pytest.raises(TextTooLong):
        actions.close_item(catalogue.item(31), reason="长" * 301, by=catalogue.by, at=at(9))


def test_the_hall_is_never_made_responsible(catalogue: Catalogue) -> None:
    with pytest.raises(BodyIsTheHall):
        actions.set_admission(
            catalogue.item(31),
            admission=Admission.DIRECT,
            nature=Nature.OWN,
            responsible_body=catalogue.cast.hall,
            by=catalogue.by,
            at=at(9),
        )


def test_closing_twice_tells_the_second_what_the_state_is(catalogue: Catalogue) -> None:
    one, stale = catalogue.item(31), catalogue.item(31)
    actions.close_item(one, reason="搬迁", by=catalogue.by, at=at(9))
    with pytest.raises(StaleState, match="已停办"):
        actions.close_item(stale, reason="别的", by=catalogue.by, at=at(9, 1))
    assert catalogue.item(31).closed_reason == "搬迁"


def test_two_directors_do_not_overwrite_each_others_admission(catalogue: Catalogue) -> None:
    stale = catalogue.item(31)
    admit(catalogue, 31, Admission.ABSENT, reason="窗口不够")
    with pytest.raises(StaleState, match="未进驻"):
        actions.set_admission(
            stale,
            admission=Admission.ENTRUSTED,
            nature=Nature.OWN,
            responsible_body=stale.responsible_body,
            entrusting_body=stale.responsible_body,
            by=catalogue.by,
            at=at(9, 1),
        )


def test_progress_is_kept_off_the_boards_and_shown_again(catalogue: Catalogue) -> None:
    one = actions.set_sensitive(catalogue.item(31), is_sensitive=True, by=catalogue.by, at=at(9))
    assert one.is_sensitive
    with pytest.raises(StaleState):
        actions.set_sensitive(catalogue.item(31), is_sensitive=True, by=catalogue.by, at=at(9))


def test_every_act_leaves_one_entry_at_the_halls_position(catalogue: Catalogue) -> None:
    actions.close_item(catalogue.item(31), reason="搬迁", by=catalogue.by, at=at(9))
    entry = Entry.objects.get(act="catalog.item_closed")
    assert (entry.unit_id, entry.actor_id) == (catalogue.cast.hall.pk, catalogue.by.id)
    assert entry.facts == {}


def test_only_the_director_and_the_bureau_keep_the_catalogue(
    catalogue: Catalogue, other_director: Member
) -> None:
    cast = catalogue.cast
    for who in (cast.clerk, cast.guide, cast.approver, cast.station_worker, cast.system_admin, cast.stranger):
        with pytest.raises(NotYours):
            actions.close_item(catalogue.item(31), reason="试", by=who.actor, at=at(9))
    with pytest.raises(NotYours):
        actions.close_item(catalogue.item(31), reason="试", by=other_director.actor, at=at(9))
    assert catalogue.item(31).is_open


def test_the_centre_keeps_the_catalogue_of_the_station_that_it_guides(catalogue: Catalogue) -> None:
    at_station = catalogue.item(5, catalogue.cast.station)
    assert not actions.close_item(at_station, reason="装修", by=catalogue.by, at=at(9)).is_open


def test_an_item_that_several_halls_share_is_not_marked_by_one(catalogue: Catalogue) -> None:
    actions.adopt_items(catalogue.cast.other_hall, by=SYSTEM, at=SET_UP)
    with pytest.raises(SharedItem):
        actions.mark_item(
            catalogue.item(31).item,
            status=ItemStatus.STOPPED,
            note="停",
            basis="令",
            by=catalogue.by,
            at=at(9),
        )


def test_marking_an_item_as_ended_needs_note_and_basis(catalogue: Catalogue) -> None:
    with pytest.raises(ReasonNeeded):
        actions.mark_item(
            catalogue.item(31).item, status=ItemStatus.STOPPED, note="停", basis="", by=catalogue.by, at=at(9)
        )


def test_a_hall_reads_its_own_register_and_those_below(catalogue: Catalogue, other_director: Member) -> None:
    actions.adopt_items(catalogue.cast.other_hall, by=SYSTEM, at=SET_UP)
    seen = set(selectors.implementations_visible_to(catalogue.by).values_list("unit_id", flat=True))
    assert seen == {catalogue.cast.hall.pk, catalogue.cast.station.pk}
    assert [hall.pk for hall in selectors.halls_visible_to(other_director.actor)] == [
        catalogue.cast.other_hall.pk
    ]


def admit(
    catalogue: Catalogue,
    number: int,
    admission: Admission,
    *,
    nature: Nature = Nature.OWN,
    entrusting_body: Unit | None = None,
    reason: str = "",
) -> None:
    one = catalogue.item(number)
    actions.set_admission(
        one,
        admission=admission,
        nature=nature,
        responsible_body=one.responsible_body,
        entrusting_body=entrusting_body,
        reason=reason,
        by=catalogue.by,
        at=at(9),
    )
