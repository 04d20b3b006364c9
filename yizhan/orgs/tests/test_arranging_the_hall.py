"""Zones, windows, opening hours and policy of a hall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import NotYours, Refusal
from yizhan.lib.text import TextTooLong
from yizhan.orgs import actions, refusals, selectors
from yizhan.orgs.models import OpeningHours, Unit, Window
from yizhan.orgs.states import CallPolicy
from yizhan.testing.cast import STREET, TODAY, WEEK, Cast, at

NOW = at(8)
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.clause("4.2")
def test_a_window_number_is_unique_in_its_hall_and_free_in_another(cast: Cast) -> None:
    by, zone = cast.director.actor, cast.zone
    with pytest.raises(refusals.WindowNumberUsed):
        actions.add_window(cast.hall, number=1, zone=zone, name="综合", by=by, at=NOW)
    assert cast.other_windows[0].number == 1
    assert actions.add_window(cast.hall, number=9, zone=zone, name="综合", by=by, at=NOW).is_in_use


@pytest.mark.parametrize("number", [0, 100, -3, 10**12])
def test_a_window_number_is_between_1_and_99(cast: Cast, number: int) -> None:
    with pytest.raises(refusals.WindowNumberOutOfRange):
        actions.add_window(
            cast.hall, number=number, zone=cast.zone, name="综合", by=cast.director.actor, at=NOW
        )


def test_a_window_stands_in_a_zone_of_its_own_hall(cast: Cast) -> None:
    foreign = cast.other_windows[0].zone
    with pytest.raises(refusals.ZoneElsewhere):
        actions.add_window(cast.hall, number=8, zone=foreign, name="综合", by=cast.director.actor, at=NOW)


def test_windows_belong_to_halls_only(cast: Cast) -> None:
    street = Unit.objects.get(division_code=STREET)
    with pytest.raises(refusals.NotAHall):
        actions.add_zone(street, name="一区", by=SYSTEM, at=NOW)
    with pytest.raises(refusals.NotAHall):
        actions.set_opening_hours(street, WEEK, by=SYSTEM, at=NOW)


@pytest.mark.clause("5.3")
def test_changing_a_window_says_which_fields_changed(cast: Cast) -> None:
    window = actions.change_window(
        cast.windows[0],
        number=7,
        zone=cast.zone,
        name="社保窗口",
        phone="029-00000001",
        is_accessible=True,
        by=cast.director.actor,
        at=NOW,
    )
    assert (window.number, window.name, window.is_accessible) == (7, "社保窗口", True)
    facts = Entry.objects.get(act="orgs.window_changed").facts
    assert facts["changed"] == ["is_accessible", "name", "name_en", "number", "phone"]


def test_a_window_cannot_take_the_number_of_another(cast: Cast) -> None:
    with pytest.raises(refusals.WindowNumberUsed):
        actions.change_window(
            cast.windows[0], number=2, zone=cast.zone, name="综合", by=cast.director.actor, at=NOW
        )
    cast.windows[0].refresh_from_db()
    assert cast.windows[0].number == 1


def test_a_window_is_retired_once_and_may_be_used_again(cast: Cast) -> None:
    window, by = cast.windows[2], cast.system_admin.actor
    actions.retire_window(window, by=by, at=NOW)
    with pytest.raises(refusals.WindowRetired):
        actions.retire_window(Window.objects.get(pk=window.pk), by=by, at=NOW)
    actions.use_window_again(window, by=by, at=NOW)
    with pytest.raises(refusals.WindowInUse):
        actions.use_window_again(window, by=by, at=NOW)
    assert Window.objects.get(pk=window.pk).is_in_use


def test_a_zone_is_renamed_but_not_to_the_name_of_another(cast: Cast) -> None:
    second = actions.add_zone(cast.hall, name="等候二区", order=2, by=cast.director.actor, at=NOW)
    with pytest.raises(refusals.ZoneNameUsed):
        actions.change_zone(second, name="等候一区", name_en="", order=2, by=cast.director.actor, at=NOW)
    actions.change_zone(second, name="等候三区", name_en="Area 3", order=3, by=cast.director.actor, at=NOW)
    assert [zone.name for zone in selectors.zones_visible_to(cast.clerk.actor)] == ["等候一区", "等候三区"]


@pytest.mark.parametrize("act", [actions.retire_window, actions.use_window_again])
def test_windows_of_another_hall_are_out_of_reach(cast: Cast, act: Callable[..., Window]) -> None:
    with pytest.raises(NotYours):
        act(cast.other_windows[0], by=cast.director.actor, at=NOW)
    with pytest.raises(NotYours):
        act(cast.windows[0], by=cast.clerk.actor, at=NOW)


@pytest.mark.clause("5.1")
def test_hours_shorter_than_seven_are_set_with_a_warning(cast: Cast) -> None:
    short = [(day, time(9), time(15)) for day in range(5)]
    assert selectors.hours_warnings(cast.hall.pk, TODAY) == []
    actions.set_opening_hours(cast.hall, short, by=cast.director.actor, at=NOW)
    assert len(selectors.hours_warnings(cast.hall.pk, TODAY)) == 5
    assert Entry.objects.filter(act="orgs.opening_hours_set").last().facts["shortest_minutes"] == 360  # type: ignore[union-attr]


@pytest.mark.clause("5.1")
def test_new_hours_begin_on_their_day_and_the_past_keeps_the_old_ones(cast: Cast) -> None:
    later = TODAY + timedelta(days=7)
    actions.set_opening_hours(
        cast.hall, [(0, time(8), time(16))], valid_from=later, by=cast.director.actor, at=NOW
    )
    assert selectors.opening_stretches(cast.hall.pk, TODAY) == [(time(9), time(12)), (time(13), time(17))]
    assert selectors.opening_stretches(cast.hall.pk, later) == [(time(8), time(16))]
    assert selectors.opening_stretches(cast.hall.pk, later + timedelta(days=1)) == []


def test_setting_hours_again_for_the_same_day_replaces_them(cast: Cast) -> None:
    for closes in (16, 17):
        actions.set_opening_hours(cast.hall, [(0, time(9), time(closes))], by=cast.director.actor, at=NOW)
    assert OpeningHours.objects.filter(unit=cast.hall, valid_from=TODAY).count() == 1


@pytest.mark.parametrize(
    ("week", "word"),
    [
        ([], "至少有一天"),
        ([(7, time(9), time(12))], "星期"),
        ([(0, time(12), time(9))], "关门不晚于开门"),
        ([(0, time(9), time(12)), (0, time(11), time(17))], "重叠"),
    ],
)
def test_impossible_hours_are_refused(cast: Cast, week: list[tuple[int, time, time]], word: str) -> None:
    with pytest.raises(refusals.HoursNotPossible, match=word):
        actions.set_opening_hours(cast.hall, week, by=cast.director.actor, at=NOW)
    assert selectors.opening_stretches(cast.hall.pk, TODAY) == [(time(9), time(12)), (time(13), time(17))]


def test_hours_of_past_days_stay_as_they_were(cast: Cast) -> None:
    with pytest.raises(refusals.PastIsFixed):
        actions.set_opening_hours(
            cast.hall, WEEK, valid_from=TODAY - timedelta(days=1), by=cast.director.actor, at=NOW
        )


@pytest.mark.clause("5.1")
def test_a_single_day_is_closed_opened_otherwise_and_usual_again(cast: Cast) -> None:
    hall, by = cast.hall, cast.director.actor
    actions.set_exception(hall, TOMORROW, reason="停电检修", by=by, at=NOW)
    assert selectors.opening_stretches(hall.pk, TOMORROW) == []
    assert not selectors.is_open(hall.pk, at(10, day=TOMORROW))
    actions.set_exception(hall, TOMORROW, reason="半天", opens=time(9), closes=time(12), by=by, at=NOW)
    assert selectors.opening_stretches(hall.pk, TOMORROW) == [(time(9), time(12))]
    actions.withdraw_exception(hall, TOMORROW, by=by, at=NOW)
    assert len(selectors.opening_stretches(hall.pk, TOMORROW)) == 2
    with pytest.raises(refusals.ExceptionMissing):
        actions.withdraw_exception(hall, TOMORROW, by=by, at=NOW)


@pytest.mark.parametrize(
    ("day", "opens", "closes", "reason", "refusal"),
    [
        (TODAY - timedelta(days=1), None, None, "停电", refusals.PastIsFixed),
        (TOMORROW, time(9), None, "停电", refusals.HoursNotPossible),
        (TOMORROW, time(12), time(9), "停电", refusals.HoursNotPossible),
        (TOMORROW, None, None, "", refusals.NameNeeded),
        (TOMORROW, None, None, "因" * 61, TextTooLong),
    ],
)
def test_impossible_exceptions_are_refused(
    cast: Cast, day: date, opens: time | None, closes: time | None, reason: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        actions.set_exception(
            cast.hall, day, reason=reason, opens=opens, closes=closes, by=cast.director.actor, at=NOW
        )


@pytest.mark.clause("5.1")
def test_the_last_ticket_follows_the_policy_of_the_hall(cast: Cast) -> None:
    assert selectors.last_ticket_at(cast.hall.pk, TODAY) == time(16, 45)
    actions.change_policy(cast.hall, last_ticket_minutes=30, by=cast.director.actor, at=NOW)
    assert selectors.last_ticket_at(cast.hall.pk, TODAY) == time(16, 30)
    assert selectors.last_ticket_at(cast.hall.pk, TODAY - timedelta(days=1)) is None
    assert selectors.next_opening(cast.hall.pk, at(17, 30)) == at(9, day=TOMORROW)


def test_a_policy_changes_only_what_is_named(cast: Cast) -> None:
    policy = actions.change_policy(
        cast.hall, call_policy=CallPolicy.AGING, notice=" 明日停电 ", by=cast.director.actor, at=NOW
    )
    assert (policy.call_policy, policy.notice, policy.calls_before_pass) == ("aging", "明日停电", 3)
    assert Entry.objects.get(act="orgs.policy_changed").facts == {"changed": ["call_policy", "notice"]}


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("ratio", 0, "每叫几个优先号"),
        ("calls_before_pass", 99, "叫几遍后才可过号"),
        ("seconds_between_calls", 10**9, "两遍之间"),
        ("call_policy", "whim", "叫号次序"),
    ],
)
def test_a_policy_with_which_no_hall_works_is_refused_by_its_name(
    cast: Cast, name: str, value: object, label: str
) -> None:
    before = selectors.policy_of(cast.hall.pk)
    with pytest.raises(refusals.PolicyOutOfBounds, match=label):
        actions.change_policy(cast.hall, **{name: value}, by=cast.director.actor, at=NOW)  # type: ignore[arg-type]
    after = selectors.policy_of(cast.hall.pk)
    assert getattr(after, name) == getattr(before, name)
