"""Reading what a hall has and how it works: windows, zones, hours, policy."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from yizhan.lib.actor import Actor
from yizhan.orgs.models import HallPolicy, OpeningException, OpeningHours, Unit, Window, Zone
from yizhan.orgs.rules import hours as rules
from yizhan.orgs.rules import policies
from yizhan.orgs.rules.hours import Hours, Stretch
from yizhan.orgs.selectors.units import of_own_unit
from yizhan.rows.prepared import Fetch, given


def windows_visible_to(actor: Actor) -> QuerySet[Window]:
    """The windows of the actor's own hall."""
    return of_own_unit(Window.objects.all(), actor).select_related("zone").order_by("number")


def zones_visible_to(actor: Actor) -> QuerySet[Zone]:
    """The zones of the actor's own hall."""
    return of_own_unit(Zone.objects.all(), actor).order_by("order")


def opening_stretches(unit_id: UUID, on: date) -> list[tuple[time, time]]:
    """When the hall is open on the day, in order; empty when it is closed (clause 5.1).

    An exception of the day goes before the weekly hours; of these the newest that are in force count.
    """
    return [(stretch.opens, stretch.closes) for stretch in hours_of_hall(unit_id).on(on)]


def hours_of_hall(unit_id: UUID) -> Hours:
    """All that decides when the hall is open."""
    rows = OpeningHours.objects.filter(unit_id=unit_id)
    weekly = rows.values_list("valid_from", "weekday", "opens", "closes")
    single_days = OpeningException.objects.filter(unit_id=unit_id)
    exceptions: dict[date, Stretch | None] = {
        day: Stretch(opens, closes) if opens is not None and closes is not None else None
        for day, opens, closes in single_days.values_list("date", "opens", "closes")
    }
    return rules.hours_of(weekly, exceptions)


def is_open(unit_id: UUID, at: datetime) -> bool:
    """Whether the hall is open at the instant."""
    return rules.is_open(hours_of_hall(unit_id), at)


def last_ticket_at(unit_id: UUID, day: date) -> time | None:
    """Until when tickets are issued on the day, by the hall's policy; None when it stays closed."""
    closing = rules.closing_time(hours_of_hall(unit_id), day)
    return rules.last_ticket_at(closing, policy_of(unit_id).last_ticket_minutes) if closing else None


def next_opening(unit_id: UUID, at: datetime) -> datetime | None:
    """The hall's next opening after the instant; None when nothing is known for the next 60 days."""
    return rules.next_opening(hours_of_hall(unit_id), at)


def hours_in_words(unit_id: UUID, day: date) -> list[str]:
    """The weekly hours in force on the day, for signs and portal; equal days in one line (clause 5.1)."""
    return rules.in_words(hours_of_hall(unit_id).week_on(day))


def hours_warnings(unit_id: UUID, day: date) -> list[str]:
    """The weekdays on which the hall offers less than seven hours, one sentence each (clause 5.1)."""
    return rules.shorter_than_seven_hours(hours_of_hall(unit_id).week_on(day))


def week_on(unit_id: UUID, day: date) -> dict[int, list[tuple[time, time]]]:
    """The weekly hours in force on the day: weekday (0 = Monday) → its stretches (clause 5.1)."""
    week: dict[int, list[tuple[time, time]]] = {}
    for each in hours_of_hall(unit_id).week_on(day):
        week.setdefault(each.weekday, []).append((each.stretch.opens, each.stretch.closes))
    return week


def week_changes_after(unit_id: UUID, day: date) -> list[date]:
    """The days after this one from which other weekly hours are set already (clause 5.1)."""
    return sorted(start for start in hours_of_hall(unit_id).weekly if start > day)


def policy_bounds() -> dict[str, tuple[int, int]]:
    """Between which values each number of a policy may be set."""
    return policies.BOUNDS


def exceptions_from(unit_id: UUID, day: date) -> QuerySet[OpeningException]:
    """The hall's exceptional days from the day on."""
    return OpeningException.objects.filter(unit_id=unit_id, date__gte=day).order_by("date")


def policy_of(unit_id: UUID) -> HallPolicy:
    """The hall's policy; the defaults where the hall has not decided anything yet."""
    return _policy.first(unit=unit_id) or HallPolicy(unit_id=unit_id)


_policy = Fetch(HallPolicy, lambda: HallPolicy.objects.filter(unit=given(HallPolicy, "unit")))


def windows_of(hall: Unit) -> QuerySet[Window]:
    """The windows of a hall that was read through a gate, the retired ones too."""
    return Window.objects.filter(unit=hall).select_related("unit", "zone", "department").order_by("number")


def zones_of(hall: Unit) -> QuerySet[Zone]:
    """The zones of a hall that was read through a gate."""
    return Zone.objects.filter(unit=hall).order_by("order", "name")
