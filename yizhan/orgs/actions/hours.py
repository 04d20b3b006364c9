"""The acts on a hall's opening hours (clause 5.1). The working-day calendar is another thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils import timezone

from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import OpeningException, OpeningHours, Unit
from yizhan.orgs.reach import only_within
from yizhan.orgs.refusals import ExceptionMissing, HoursNotPossible, NameNeeded, NotAHall, PastIsFixed
from yizhan.orgs.rules.hours import Stretch, WeeklyStretch, backwards, minutes_per_weekday, overlapping
from yizhan.orgs.states import Post

_POSTS = (Post.DIRECTOR, Post.SYSTEM_ADMIN)
_OWNER = "中心（站）负责人或系统管理员"
LAST_WEEKDAY = 6


@act("orgs.opening_hours_set")
def set_opening_hours(
    unit: Unit,
    week: Sequence[tuple[int, time, time]],
    *,
    valid_from: date | None = None,
    by: Actor,
    at: datetime,
) -> Unit:
    """Set the weekly opening hours from a day on: (weekday with 0 = Monday, opens, closes) (clause 5.1).

    A day shorter than seven hours is a warning (`selectors.hours_warnings`), not a refusal: a hall may be
    allowed to. Raises NotAHall, HoursNotPossible, PastIsFixed.
    """
    only_within(unit.pk, *_POSTS, owner=_OWNER, by=by)
    if not unit.is_hall:
        raise NotAHall(unit=unit.name)
    today = timezone.localtime(at).date()
    start = valid_from or today
    stretches = [WeeklyStretch(weekday, Stretch(opens, closes)) for weekday, opens, closes in week]
    if problems := _problems(stretches):
        raise HoursNotPossible(problems="".join(problems))
    if start < today:
        raise PastIsFixed
    OpeningHours.objects.filter(unit=unit, valid_from=start).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            unit=unit,
            valid_from=start,
            weekday=each.weekday,
            opens=each.stretch.opens,
            closes=each.stretch.closes,
        )
        for each in stretches
    )
    shortest = min(minutes_per_weekday(stretches).values())
    record(unit, by=by, at=at, unit_id=unit.pk, valid_from=str(start), shortest_minutes=shortest)
    return unit


@act("orgs.opening_exception_set")
def set_exception(
    unit: Unit,
    day: date,
    *,
    reason: str,
    opens: time | None = None,
    closes: time | None = None,
    by: Actor,
    at: datetime,
) -> OpeningException:
    """Say that the hall is closed on a day, or open at other times than usual (clause 5.1).

    Raises NotAHall, PastIsFixed, HoursNotPossible, NameNeeded.
    """
    only_within(unit.pk, *_POSTS, owner=_OWNER, by=by)
    if not unit.is_hall:
        raise NotAHall(unit=unit.name)
    if day < timezone.localtime(at).date():
        raise PastIsFixed
    if (opens is None) != (closes is None):
        raise HoursNotPossible(problems="开门和关门时间应都填，或都不填（全天不开放）。")
    if opens is not None and closes is not None and closes <= opens:
        raise HoursNotPossible(problems="关门应晚于开门。")
    if not (why := clean_line(reason, longest=60)):
        raise NameNeeded
    values = {"opens": opens, "closes": closes, "reason": why}
    exception, _ = OpeningException.objects.update_or_create(unit=unit, date=day, defaults=values)
    record(exception, by=by, at=at, unit_id=unit.pk, day=str(day), is_closed=opens is None)
    return exception


@act("orgs.opening_exception_withdrawn")
def withdraw_exception(unit: Unit, day: date, *, by: Actor, at: datetime) -> Unit:
    """Let the usual hours hold on a day again (clause 5.1). Raises ExceptionMissing, PastIsFixed."""
    only_within(unit.pk, *_POSTS, owner=_OWNER, by=by)
    if day < timezone.localtime(at).date():
        raise PastIsFixed
    deleted, _ = OpeningException.objects.filter(unit=unit, date=day).delete()
    if not deleted:
        raise ExceptionMissing(day=day)
    record(unit, by=by, at=at, unit_id=unit.pk, day=str(day))
    return unit


def _problems(stretches: list[WeeklyStretch]) -> list[str]:
    if not stretches:
        return ["一周里至少有一天开放。"]
    if any(not 0 <= each.weekday <= LAST_WEEKDAY for each in stretches):
        return ["星期只有一至日。"]
    return backwards(stretches) or overlapping(stretches)
