"""What holds for every deadline: found by hypothesis, and against a count made day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.calendars.published import published_calendar
from yizhan.cases.rules.counting import Stop
from yizhan.cases.rules.deadline import Extension, Facts, Limit, due, step_due
from yizhan.cases.rules.explaining import explain, explain_en
from yizhan.cases.rules.standing import Stands, standing
from yizhan.cases.states import StopKind
from yizhan.catalog.states import LimitUnit

pytestmark = pytest.mark.clause("7.2c")
CALENDAR = published_calendar()
DAYS = st.dates(date(2025, 9, 1), date(2027, 3, 1))
UNITS = st.sampled_from([LimitUnit.WORKDAYS, LimitUnit.DAYS])
LIMITS = st.none() | st.builds(Limit, st.integers(0, 60), UNITS)
STOPS = st.builds(
    lambda kind, first, days: Stop(kind, first, None if days is None else first + timedelta(days=days)),
    st.sampled_from(StopKind.values),
    DAYS,
    st.none() | st.integers(0, 40),
)
EXTENSIONS = st.builds(Extension, st.integers(1, 15), UNITS, DAYS)
FACTS = st.builds(
    lambda accepted, statutory, promised, stops, extensions: Facts(
        accepted, accepted, statutory, promised, tuple(stops), tuple(extensions)
    ),
    DAYS,
    LIMITS,
    LIMITS,
    st.lists(STOPS, max_size=4),
    st.lists(EXTENSIONS, max_size=2),
)
often = settings(max_examples=300, deadline=None)


@often
@given(FACTS, DAYS, STOPS)
def test_a_stop_never_brings_the_date_forward(facts: Facts, on: date, more: Stop) -> None:
    before = due(facts, CALENDAR, on=on)
    after = due(replace(facts, stops=(*facts.stops, more)), CALENDAR, on=on)
    for name in ("statutory_on", "promised_on", "due_on"):
        earlier, later = getattr(before, name), getattr(after, name)
        assert (earlier is None) == (later is None)
        assert earlier is None or earlier <= later


@often
@given(FACTS, DAYS, EXTENSIONS)
def test_an_extension_never_brings_the_date_forward(facts: Facts, on: date, more: Extension) -> None:
    before = due(facts, CALENDAR, on=on).due_on
    after = due(replace(facts, extensions=(*facts.extensions, more)), CALENDAR, on=on).due_on
    assert before is None or (after is not None and before <= after)


@often
@given(FACTS, DAYS)
def test_the_last_day_is_worked_and_not_stopped_and_the_earlier_of_the_two(facts: Facts, on: date) -> None:
    found = due(facts, CALENDAR, on=on)
    if found.due_on is None:
        assert (facts.statutory, facts.promised) == (None, None)
        return
    assert CALENDAR.is_workday(found.due_on)
    assert not any(stood(one, found.due_on, on) for one in facts.stops)
    assert found.due_on == min(day for day in (found.statutory_on, found.promised_on) if day)
    assert found.warn_on is not None
    assert facts.accepted_on is not None
    assert facts.accepted_on <= found.warn_on <= found.due_on


@often
@given(DAYS, st.integers(1, 40), UNITS, st.lists(STOPS, max_size=4), DAYS)
def test_it_is_the_date_that_a_count_on_the_fingers_gives(
    start: date, count: int, unit: str, stops: list[Stop], on: date
) -> None:
    counted, day = 0, start
    while counted < count:
        day += timedelta(days=1)
        if not any(stood(one, day, on) for one in stops):
            counted += unit == LimitUnit.DAYS or CALENDAR.is_workday(day)
    while not CALENDAR.is_workday(day) or any(stood(one, day, on) for one in stops):
        day += timedelta(days=1)
    facts = Facts(start, start, promised=Limit(count, unit), stops=tuple(stops))
    assert due(facts, CALENDAR, on=on).due_on == day
    assert step_due(start, Limit(count, unit), stops, CALENDAR, on=on) == day


@often
@given(FACTS, DAYS, st.randoms())
def test_the_order_of_the_rows_changes_nothing(facts: Facts, on: date, random: Random) -> None:
    shuffled = list(facts.stops)
    random.shuffle(shuffled)
    first, second = (due(one, CALENDAR, on=on) for one in (facts, replace(facts, stops=tuple(shuffled))))
    assert (first.due_on, first.warn_on, first.left, first.stop) == (
        second.due_on,
        second.warn_on,
        second.left,
        second.stop,
    )


@often
@given(FACTS, DAYS)
def test_computed_again_it_is_the_same(facts: Facts, on: date) -> None:
    assert due(facts, CALENDAR, on=on) == due(facts, CALENDAR, on=on)


@often
@given(FACTS, DAYS)
def test_with_every_stop_ended_the_day_of_looking_does_not_matter(facts: Facts, on: date) -> None:
    ended = tuple(replace(one, to_on=one.to_on or one.from_on) for one in facts.stops)
    closed = replace(facts, stops=ended)
    dates = {due(closed, CALENDAR, on=on + timedelta(days=ahead)).due_on for ahead in (0, 1, 30)}
    assert len(dates) == 1


@often
@given(FACTS, DAYS, st.integers(0, 400))
def test_stops_that_take_out_no_day_are_no_stops(facts: Facts, on: date, days: int) -> None:
    accepted = facts.accepted_on
    assert accepted is not None
    before = Stop(StopKind.APPRAISAL, accepted - timedelta(days=days + 1), accepted - timedelta(days=1))
    backwards = Stop(StopKind.APPRAISAL, accepted + timedelta(days=9), accepted + timedelta(days=8))
    twice = (*facts.stops, *facts.stops, before, backwards)
    assert due(replace(facts, stops=twice), CALENDAR, on=on).due_on == due(facts, CALENDAR, on=on).due_on


@often
@given(FACTS, DAYS)
def test_an_open_stop_leaves_what_was_left(facts: Facts, on: date) -> None:
    found = due(replace(facts, stops=(Stop(StopKind.HEARING, on),), extensions=()), CALENDAR, on=on)
    if not found.is_open_ended or found.due_on is None:
        return
    later = due(
        replace(facts, stops=(Stop(StopKind.HEARING, on),), extensions=()),
        CALENDAR,
        on=on + timedelta(days=50),
    )
    assert later.due_on is not None
    assert later.due_on >= found.due_on
    if found.unit == later.unit == LimitUnit.WORKDAYS and found.binding == later.binding and found.left:
        assert later.left == found.left


@often
@given(FACTS, DAYS)
def test_every_state_of_a_clock_has_its_sentence_and_its_standing(facts: Facts, on: date) -> None:
    found = due(facts, CALENDAR, on=on)
    stands = standing(found, CALENDAR)
    sentence, english = explain(facts, found), explain_en(facts, found)
    assert "None" not in sentence + english + stands.words
    if found.due_on is not None and on > found.due_on:
        assert stands.stands == Stands.OVERDUE
    for year in found.unpublished_years:
        assert f"{year}年" in sentence
        assert str(year) in english


def stood(stop: Stop, day: date, on: date) -> bool:
    """Whether the clock stood on the day, as far as one knows on `on`."""
    return stop.from_on <= day <= (stop.to_on or on)
