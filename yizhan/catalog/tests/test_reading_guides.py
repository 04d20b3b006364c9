"""What everybody may read of a hall: open items, both limits, published guides (clauses 5.3, 7.3)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yizhan.catalog import actions, selectors
from yizhan.catalog.content import Limit
from yizhan.catalog.tests.conftest import Catalogue
from yizhan.orgs.models import Unit
from yizhan.testing.cast import COMMUNITY, STREET, at


@pytest.mark.clause("7.3")
def test_only_open_items_are_public_in_printed_order(catalogue: Catalogue) -> None:
    items = selectors.open_items(catalogue.cast.hall)
    numbers = [one.number for one in items]
    assert numbers == sorted(number for number in numbers if number)
    assert {16, 28, 35, 46, 48, 49, 50}.isdisjoint(numbers)
    actions.close_item(catalogue.item(31), reason="搬迁", by=catalogue.by, at=at(9))
    assert 31 not in [one.number for one in selectors.open_items(catalogue.cast.hall)]


@pytest.mark.clause("7.3")
def test_a_closed_item_tells_why_and_shows_no_guide(catalogue: Catalogue) -> None:
    one = actions.close_item(catalogue.item(31), reason="搬迁，11月30日恢复", by=catalogue.by, at=at(9))
    guide = selectors.guide_of(catalogue.cast.hall, one.pk)
    assert guide
    assert (guide.is_open, guide.reason, guide.content) == (False, "搬迁，11月30日恢复", None)


@pytest.mark.clause("7.3")
def test_a_draft_is_never_public(catalogue: Catalogue) -> None:
    catalogue.draft(31, summary="还没有定的话。")
    guide = selectors.guide_of(catalogue.cast.hall, catalogue.item(31).pk)
    assert guide
    assert guide.content
    assert "还没有定" not in guide.content.summary


@pytest.mark.clause("5.3")
def test_boards_get_both_limits_and_the_units_settled_in(catalogue: Catalogue) -> None:
    catalogue.published(31, statutory=Limit(20, "workdays"), promised=Limit(5, "workdays"))
    [item] = [one for one in selectors.open_items(catalogue.cast.hall) if one.number == 31]
    assert (item.statutory_text, item.promised_text) == ("20个工作日", "5个工作日")
    assert (item.statutory_text_en, item.promised_text_en) == ("20 working days", "5 working days")
    street, community = Unit.objects.get(division_code=STREET), Unit.objects.get(division_code=COMMUNITY)
    assert selectors.settled_in_units(catalogue.cast.hall) == [street.name]
    assert selectors.settled_in_units(catalogue.cast.station) == [community.name]


@pytest.mark.clause("7.3")
def test_search_finds_what_the_hall_does_today_only(catalogue: Catalogue) -> None:
    hall = catalogue.cast.hall
    assert selectors.find_items(hall, "老人钱")[0].short_name == "高龄补贴"
    actions.close_item(catalogue.item(31), reason="搬迁", by=catalogue.by, at=at(9))
    assert "高龄补贴" not in [one.short_name for one in selectors.find_items(hall, "老人钱")]


def test_an_item_of_another_hall_is_not_there(catalogue: Catalogue) -> None:
    at_station = catalogue.item(5, catalogue.cast.station)
    assert selectors.guide_of(catalogue.cast.hall, at_station.pk) is None
    assert selectors.guide_of(catalogue.cast.hall, uuid4()) is None


def test_residents_are_offered_the_halls_that_have_items(catalogue: Catalogue) -> None:
    assert selectors.halls_with_items() == [catalogue.cast.hall, catalogue.cast.station]
    assert selectors.public_hall(catalogue.cast.hall.pk) == catalogue.cast.hall
    assert selectors.public_hall(Unit.objects.get(division_code=STREET).pk) is None


def test_reading_a_halls_items_takes_the_same_few_queries_however_many_there_are(
    catalogue: Catalogue,
) -> None:
    with CaptureQueriesContext(connection) as queries:
        selectors.open_items(catalogue.cast.hall)
    assert len(queries) == 5  # implementations, versions, situations, materials, review steps
    with CaptureQueriesContext(connection) as queries:
        selectors.register_of(catalogue.cast.hall)
    assert len(queries) == 6
