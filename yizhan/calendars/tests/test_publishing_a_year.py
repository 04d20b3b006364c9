"""The working-day table: filled with the published years, and with a year when its notice is out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from yizhan.calendars import actions
from yizhan.calendars.models import CalendarDay, CalendarYear
from yizhan.calendars.refusals import CalendarNotYours, YearNotComplete
from yizhan.calendars.selectors import calendar_between
from yizhan.journal.models import INSTALLATION, Entry
from yizhan.lib.actor import SYSTEM, Actor, ActorKind

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.2c")]
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def load() -> CalendarYear:
    return actions.load_published_years(by=SYSTEM, at=NOW)


def test_the_years_2004_to_2026_are_official_and_2027_is_provisional() -> None:
    newest = load()
    assert newest.year == 2026
    assert CalendarYear.objects.filter(is_official=True).count() == 23
    assert CalendarYear.objects.get(year=2027).is_official is False
    entry = Entry.objects.get(act="calendars.published_years_loaded")
    assert entry.unit_id == INSTALLATION
    assert entry.facts["added"][-1] == 2026


def test_the_table_answers_as_the_notices_say() -> None:
    load()
    calendar = calendar_between(date(2026, 11, 20), date(2027, 2, 1))
    assert calendar.add_workdays(date(2026, 11, 20), 20) == date(2026, 12, 18)
    assert calendar.unpublished_years(date(2026, 12, 1), date(2027, 1, 4)) == [2027]


def test_loading_again_changes_no_day() -> None:
    load()
    before = list(CalendarDay.objects.order_by("date").values_list())
    load()
    assert list(CalendarDay.objects.order_by("date").values_list()) == before


def test_an_empty_table_counts_monday_to_friday_and_says_so() -> None:
    calendar = calendar_between(date(2026, 10, 1), date(2026, 10, 31))
    assert calendar.add_workdays(date(2026, 10, 1), 1) == date(2026, 10, 2)
    assert calendar.unpublished_years(date(2026, 10, 1), date(2026, 10, 2)) == [2026]


def publish_2027(**changes: Any) -> CalendarYear:
    values: dict[str, Any] = {
        "holidays": {date(2027, 1, 1), date(2027, 5, 3), *(date(2027, 10, day) for day in range(1, 8))},
        "extra_workdays": {date(2027, 10, 9)},
    } | changes
    return actions.publish_year(2027, source="演示通知", by=SYSTEM, at=NOW, **values)


def test_a_published_year_replaces_the_provisional_one() -> None:
    load()
    assert publish_2027().is_official
    calendar = calendar_between(date(2027, 1, 1), date(2027, 12, 31))
    assert calendar.add_workdays(date(2027, 9, 30), 1) == date(2027, 10, 8)
    assert calendar.is_workday(date(2027, 10, 9))
    assert CalendarYear.objects.get(year=2028).is_official is False


def test_a_year_entered_by_hand_survives_loading_again() -> None:
    load()
    publish_2027()
    assert load().year == 2027
    assert CalendarYear.objects.get(year=2027).source == "演示通知"
    assert CalendarYear.objects.get(year=2028).is_official is False


@pytest.mark.parametrize(
    "changes",
    [
        {"holidays": {date(2026, 1, 1)}},
        {"holidays": {date(2027, 1, 1)}},
        {"extra_workdays": {date(2027, 10, 8)}},
        {"extra_workdays": {date(2027, 10, 3)}},
    ],
    ids=["another year", "festivals missing", "worked on a Friday", "off and worked"],
)
def test_an_impossible_year_is_refused_and_nothing_is_written(changes: dict[str, set[date]]) -> None:
    with pytest.raises(YearNotComplete):
        publish_2027(**changes)
    assert not CalendarYear.objects.exists()


def test_only_the_system_administrator_fills_the_calendar() -> None:
    clerk = Actor(ActorKind.STAFF, "x", INSTALLATION, frozenset({"acceptance"}))
    with pytest.raises(CalendarNotYours):
        actions.load_published_years(by=clerk, at=NOW)
