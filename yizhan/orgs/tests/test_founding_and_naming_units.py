"""Centres and stations are founded, named, put under a sign, and moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import NotYours, Refusal
from yizhan.lib.text import TextTooLong, UnreadableCharacters
from yizhan.orgs import actions, refusals, selectors
from yizhan.orgs.models import Unit, UnitName, UnitPlace
from yizhan.orgs.states import UnitKind
from yizhan.testing.cast import (
    COMMUNITY,
    OTHER_COMMUNITY,
    OTHER_STREET,
    STREET,
    TODAY,
    Cast,
    at,
    load_streets,
)

NOW = at(9)


def unit(code: str) -> Unit:
    return Unit.objects.get(division_code=code)


@pytest.mark.clause("2.1", "2.2")
def test_a_centre_has_the_guidelines_name_and_stands_under_its_town(cast: Cast) -> None:
    street = unit(STREET)
    place = selectors.place_of(cast.hall)
    assert cast.hall.name == "未央区谭家街道便民服务中心"
    assert cast.hall.short_name == "谭家街道便民服务中心"
    assert (place.parent, place.managed_by) == (street, street)
    assert selectors.name_warnings(cast.hall) == []
    assert Entry.objects.filter(act="orgs.centre_established", unit_id=cast.hall.pk).count() == 1


@pytest.mark.clause("2.1", "2.2")
def test_a_station_belongs_to_its_community_and_is_guided_by_the_centre(cast: Cast) -> None:
    place = selectors.place_of(cast.station)
    assert cast.station.name == "谭家街道谭家社区便民服务站"
    assert (place.parent, place.managed_by) == (unit(COMMUNITY), cast.hall)
    assert cast.station in selectors.units_visible_to(cast.director.actor)
    assert cast.hall not in selectors.units_visible_to(cast.station_worker.actor)
    assert cast.station not in selectors.units_visible_to(cast.stranger.actor)


@pytest.mark.clause("2.1")
def test_a_town_has_one_centre_and_a_community_one_station(cast: Cast) -> None:
    with pytest.raises(refusals.HallExists):
        actions.establish_centre(unit(STREET), by=SYSTEM, at=NOW)
    with pytest.raises(refusals.HallExists):
        actions.establish_station(unit(COMMUNITY), by=SYSTEM, at=NOW)


@pytest.mark.clause("2.1")
@pytest.mark.django_db
def test_a_station_waits_for_the_centre_of_its_town() -> None:
    load_streets(COMMUNITY)
    with pytest.raises(refusals.CentreMissing):
        actions.establish_station(unit(COMMUNITY), by=SYSTEM, at=NOW)
    with pytest.raises(refusals.NotACommunity):
        actions.establish_station(unit(STREET), by=SYSTEM, at=NOW)
    with pytest.raises(refusals.NotATown):
        actions.establish_centre(unit(COMMUNITY), by=SYSTEM, at=NOW)


@pytest.mark.clause("2.1")
def test_a_scenic_area_may_have_a_centre_like_a_town(cast: Cast) -> None:
    district = selectors.place_of(unit(OTHER_STREET)).parent
    assert district is not None
    scenic = actions.found_unit(district, kind=UnitKind.SCENIC_AREA, name="骊山景区管理局", by=SYSTEM, at=NOW)
    centre = actions.establish_centre(scenic, by=SYSTEM, at=NOW)
    assert centre.name == f"{district.name}骊山景区管理局便民服务中心"
    assert scenic.division_code == ""


@pytest.mark.clause("2.1")
def test_departments_settle_in_the_hall_of_their_town(cast: Cast) -> None:
    civil = actions.found_department(
        unit(STREET), name="谭家街道民政办公室", short_name="民政", by=SYSTEM, at=NOW
    )
    window_side = actions.found_department(cast.hall, name="综合受理科", by=cast.director.actor, at=NOW)
    actions.found_department(unit(OTHER_STREET), name="别处的科室", by=SYSTEM, at=NOW)
    assert set(selectors.departments_near(cast.hall)) == {civil, window_side}
    with pytest.raises(refusals.NameInUse):
        actions.found_department(cast.hall, name="综合受理科", by=cast.director.actor, at=NOW)


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("kind", [UnitKind.CENTRE, UnitKind.DISTRICT, UnitKind.CITY, "no such kind"])
def test_what_the_list_or_another_act_founds_is_not_founded_by_hand(cast: Cast, kind: str) -> None:
    with pytest.raises(refusals.KindNotFounded):
        actions.found_unit(unit(STREET), kind=kind, name="某单位", by=SYSTEM, at=NOW)


@pytest.mark.clause("2.2")
def test_a_new_name_holds_from_its_day_and_the_old_one_stays_on_record(cast: Cast) -> None:
    actions.rename(cast.hall, "未央区谭家便民服务中心", by=cast.system_admin.actor, at=NOW)
    assert str(selectors.name_on(cast.hall.pk, TODAY - timedelta(days=1))) == "未央区谭家街道便民服务中心"
    assert str(selectors.name_on(cast.hall.pk, TODAY)) == "未央区谭家便民服务中心"
    cast.hall.refresh_from_db()
    assert cast.hall.name == "未央区谭家便民服务中心"
    assert UnitName.objects.filter(unit=cast.hall, valid_to=None).count() == 1


@pytest.mark.clause("2.2")
def test_a_second_change_on_the_same_day_corrects_the_first(cast: Cast) -> None:
    for name in ("甲中心", "乙中心"):
        actions.rename(cast.hall, name, by=cast.system_admin.actor, at=NOW)
    assert [row.name for row in selectors.names_of(cast.hall)] == ["乙中心", "未央区谭家街道便民服务中心"]


@pytest.mark.clause("2.2")
@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2020, 1, 1)])
def test_a_name_neither_reaches_into_the_future_nor_before_the_last_change(cast: Cast, on: date) -> None:
    with pytest.raises(refusals.DateNotPossible):
        actions.rename(cast.hall, "甲中心", on=on, by=cast.system_admin.actor, at=NOW)


@pytest.mark.clause("2.2")
def test_a_sign_that_departs_is_put_up_with_a_warning(cast: Cast) -> None:
    actions.put_sign_name(cast.hall, "谭家街道党群服务中心", by=cast.director.actor, at=NOW)
    assert selectors.shown_name(cast.hall.pk) == "谭家街道党群服务中心"
    assert any("末尾应为“便民服务中心”" in each for each in selectors.name_warnings(cast.hall))
    assert Entry.objects.get(act="orgs.sign_name_put").facts["warnings"] == 3
    cast.hall.refresh_from_db()
    assert cast.hall.name == "未央区谭家街道便民服务中心"


@pytest.mark.clause("2.2")
def test_an_empty_sign_name_shows_the_name_again(cast: Cast) -> None:
    actions.put_sign_name(cast.hall, "别的名字", by=cast.director.actor, at=NOW)
    actions.put_sign_name(cast.hall, "", by=cast.director.actor, at=NOW)
    assert selectors.shown_name(cast.hall.pk) == cast.hall.name
    assert selectors.name_warnings(cast.hall) == []


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("", refusals.NameNeeded),
        (" \u3000 ", refusals.NameNeeded),
        ("名" * 81, TextTooLong),
        ("甲\x00乙", UnreadableCharacters),
        ("甲\u202e乙", UnreadableCharacters),
        ("甲\n乙", UnreadableCharacters),
    ],
)
def test_names_that_nobody_could_read_are_refused(cast: Cast, name: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        actions.rename(cast.hall, name, by=cast.system_admin.actor, at=NOW)


def test_html_in_a_name_is_text(cast: Cast) -> None:
    actions.rename(cast.hall, "<b>中心</b>", by=cast.system_admin.actor, at=NOW)
    assert selectors.shown_name(cast.hall.pk) == "<b>中心</b>"


@pytest.mark.clause("2.1")
def test_a_unit_moves_to_another_manager_and_the_past_keeps_the_old_one(cast: Cast) -> None:
    street, other = unit(STREET), selectors.place_of(unit(OTHER_STREET)).parent
    district = selectors.place_of(street).parent
    assert other is not None
    assert district is not None
    actions.move_unit(street, parent=district, managed_by=other, by=SYSTEM, at=NOW)
    before, after = (selectors.place_on(street.pk, day) for day in (TODAY - timedelta(days=1), TODAY))
    assert before is not None
    assert after is not None
    assert (before.managed_by, after.managed_by) == (district, other)
    assert cast.hall.pk in selectors.subtree_of(other.pk)
    assert cast.hall.pk not in selectors.subtree_of(district.pk)


@pytest.mark.clause("2.1")
def test_a_unit_is_never_managed_from_below_itself(cast: Cast) -> None:
    street = unit(STREET)
    for below in (street, cast.hall, cast.station):
        with pytest.raises(refusals.ManagesItself):
            actions.move_unit(street, parent=street, managed_by=below, by=SYSTEM, at=NOW)
    assert UnitPlace.objects.filter(unit=street).count() == 1


def test_contacts_are_changed_and_the_journal_names_the_fields_only(cast: Cast) -> None:
    actions.change_contacts(
        cast.hall,
        address="西安市未央区某路1号",
        phone="029-00000000",
        complaint_phone="12345",
        name_en="",
        by=cast.director.actor,
        at=NOW,
    )
    cast.hall.refresh_from_db()
    assert cast.hall.phone == "029-00000000"
    assert Entry.objects.get(act="orgs.contacts_changed").facts == {
        "changed": ["address", "complaint_phone", "phone"]
    }


@pytest.mark.clause("2.1")
def test_acts_reach_ones_own_unit_and_below_only(cast: Cast) -> None:
    actions.put_sign_name(cast.station, "谭家社区便民服务站", by=cast.director.actor, at=NOW)
    for foreign in (cast.other_hall, unit(OTHER_COMMUNITY)):
        with pytest.raises(NotYours):
            actions.put_sign_name(foreign, "别人的", by=cast.director.actor, at=NOW)
    with pytest.raises(NotYours):
        actions.put_sign_name(cast.hall, "不归我", by=cast.clerk.actor, at=NOW)
    with pytest.raises(NotYours):
        actions.rename(cast.hall, "不归我", by=cast.director.actor, at=NOW)


def test_every_act_leaves_one_entry(cast: Cast) -> None:
    before = Entry.objects.count()
    actions.rename(cast.hall, "甲中心", by=cast.system_admin.actor, at=NOW)
    assert Entry.objects.count() == before + 1
    with pytest.raises(refusals.NameNeeded):
        actions.rename(cast.hall, "", by=cast.system_admin.actor, at=NOW)
    assert Entry.objects.count() == before + 1
