"""Who may open which page of the console, and in which unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from yizhan.console.tests.browsing import Browser
from yizhan.testing.cast import Cast

Browse = Callable[[str], Browser]
EVERYBODY = ("director", "guide", "clerk", "approver", "system_admin", "security_admin", "audit_admin")
MAY_OPEN = {
    "unit": {"director", "system_admin", "security_admin", "audit_admin"},
    "hours": {"director", "system_admin", "security_admin", "audit_admin"},
    "windows": {"director", "system_admin", "security_admin", "audit_admin"},
    "policy": {"director", "system_admin", "security_admin", "audit_admin"},
    "people": {"director", "system_admin", "security_admin"},
    "new_account": {"system_admin"},
    "grant": {"security_admin"},
    "tokens": {"security_admin"},
    "audit": {"audit_admin"},
    "audit_installation": {"audit_admin"},
}
MAY_CHANGE = {
    "put_sign_name": {"director", "system_admin"},
    "rename": {"system_admin"},
    "change_contacts": {"director", "system_admin"},
    "found_department": {"director", "system_admin"},
    "establish_station": {"system_admin"},
    "set_week": {"director", "system_admin"},
    "set_exception": {"director", "system_admin"},
    "add_window": {"director", "system_admin"},
    "add_zone": {"director", "system_admin"},
    "issue_token": {"security_admin"},
}


@pytest.mark.parametrize("page", MAY_OPEN)
def test_each_page_opens_for_its_posts_only(cast: Cast, browse: Browse, page: str) -> None:
    opened = {who for who in EVERYBODY if browse(who).get(page).status_code == 200}
    assert opened == MAY_OPEN[page]
    assert Client().get(reverse(f"console:{page}", args=[cast.hall.pk])).status_code == 302


@pytest.mark.parametrize("page", MAY_CHANGE)
def test_each_form_is_taken_from_its_posts_only(cast: Cast, browse: Browse, page: str) -> None:
    """An empty form comes back with its errors, or is taken where nothing is required."""
    taken = {who for who in EVERYBODY if browse(who).post(page).status_code in {422, 302}}
    assert taken == MAY_CHANGE[page]


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("page", MAY_OPEN)
def test_another_hall_is_not_there_and_a_station_below_is(cast: Cast, browse: Browse, page: str) -> None:
    who = sorted(MAY_OPEN[page])[0]
    assert browse(who).get(page, unit=cast.other_hall.pk).status_code == 404
    assert browse(who).get(page, unit=cast.station.pk).status_code == 200


@pytest.mark.clause("2.1")
@pytest.mark.parametrize("page", MAY_CHANGE)
def test_another_hall_cannot_be_changed(cast: Cast, browse: Browse, page: str) -> None:
    who = sorted(MAY_CHANGE[page])[0]
    assert browse(who).post(page, unit=cast.other_hall.pk).status_code == 404


def test_a_person_of_another_hall_is_not_there(cast: Cast, browse: Browse) -> None:
    for who in ("director", "system_admin", "security_admin"):
        assert browse(who).get("person", cast.stranger.user.pk).status_code == 404
        assert browse(who).get("person", cast.clerk.user.pk).status_code == 200


def test_the_tabs_are_those_of_ones_posts(cast: Cast, browse: Browse) -> None:
    assert "接口令牌" in browse("security_admin").read("unit")
    page = browse("audit_admin").read("unit")
    assert "审计" in page
    assert "接口令牌" not in page
    assert "人员</a>" not in page.split('class="tabs"')[1].split("</ul>")[0]


def test_the_way_in_leads_to_ones_own_unit(cast: Cast, browse: Browse) -> None:
    response = browse("director").client.get(reverse("console:start"))
    assert response.headers["Location"] == reverse("console:unit", args=[cast.hall.pk])
