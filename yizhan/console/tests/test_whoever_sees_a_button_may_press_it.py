"""Founding departments and stations: a button stands where the act reaches, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import pytest

from yizhan.console.tests.browsing import Browser
from yizhan.lib.actor import SYSTEM
from yizhan.orgs.actions import found_department, load_divisions
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import communities_without_station, hall_of, units_visible_to
from yizhan.orgs.states import Post
from yizhan.testing.cast import COMMUNITY, SET_UP, STREET, Cast, Member, join

pytestmark = pytest.mark.clause("2.1")

ACTS = {"found_department": "/departments/", "establish_station": "/stations/"}


@pytest.fixture
def office(cast: Cast) -> Unit:
    """A department of the town, and a community that has no station yet."""
    load_divisions(within=(f"{STREET}003",), by=SYSTEM, at=SET_UP)
    street = Unit.objects.get(division_code=STREET)
    return found_department(street, name="谭家街道民政办公室", by=SYSTEM, at=SET_UP)


def people(cast: Cast, office: Unit) -> Iterator[Member]:
    """System administrators and directors at every height of the tree."""
    yield cast.system_admin
    yield cast.director
    homes = {
        "district": Unit.objects.get(division_code=STREET[:6]),
        "street": Unit.objects.get(division_code=STREET),
        "community": Unit.objects.get(division_code=COMMUNITY),
        "station": cast.station,
        "office": office,
    }
    for place, unit in homes.items():
        yield join(unit, Post.SYSTEM_ADMIN, username=f"{place}-admin", name="管某")
        yield join(unit, Post.DIRECTOR, username=f"{place}-director", name="负责某")


def buttons(page: str) -> set[str]:
    actions = re.findall(r'action="([^"]+)"', page)
    return {act for act, end in ACTS.items() if any(action.endswith(end) for action in actions)}


def test_every_button_that_somebody_sees_does_what_it_says(cast: Cast, office: Unit) -> None:
    pressed: set[tuple[str, str]] = set()
    numbers = count()
    for member in people(cast, office):
        browser = Browser(cast, member)
        for unit in units_visible_to(member.actor).filter(closed_on=None):
            seen = buttons(browser.read("unit", unit=unit.pk))
            for act in seen - {"establish_station"}:
                said = browser.send(act, unit=unit.pk, name=f"第{next(numbers)}科")
                assert "已登记" in said, (member.user.username, unit.name, act)
                pressed.add((str(unit.kind), act))
    assert {kind for kind, _ in pressed} >= {"street", "centre", "station", "department", "district"}


def test_a_station_is_established_by_the_system_administrator_of_the_centre_or_above(
    cast: Cast, office: Unit
) -> None:
    sees = {
        member.user.username: Browser(cast, member)
        for member in people(cast, office)
        if cast.hall in units_visible_to(member.actor)
        and "establish_station" in buttons(Browser(cast, member).read("unit"))
    }
    assert set(sees) == {cast.system_admin.user.username, "street-admin", "district-admin"}
    community = communities_without_station(cast.hall).get()
    page = sees["street-admin"].send("establish_station", community=community.pk)
    assert f"谭家街道{community.name}便民服务站" in page
    assert hall_of(community) is not None


def test_the_community_itself_is_not_offered_what_only_the_town_may_do(cast: Cast, office: Unit) -> None:
    community = Unit.objects.get(division_code=COMMUNITY)
    director = join(community, Post.DIRECTOR, username="committee", name="某主任")
    browser = Browser(cast, director)
    assert "found_department" not in buttons(browser.read("unit", unit=community.pk))
    assert browser.post("found_department", unit=community.pk, name="某科").status_code in {302, 403}
    assert not Unit.objects.filter(name="某科").exists()
