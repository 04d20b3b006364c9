"""Reading deadlines: how a handling stands, and which stored dates the calendar has overtaken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from yizhan.calendars.selectors import Calendar
from yizhan.cases import clock
from yizhan.cases.models import Handling
from yizhan.cases.rules.explaining import explain, explain_en
from yizhan.cases.rules.standing import Standing, finished_standing, kept_standing
from yizhan.cases.states import OPEN, HandlingState
from yizhan.catalog.states import LimitUnit


def standings(handlings: Iterable[Handling], on: date) -> dict[Handling, Standing]:
    """How each handling of a list stands on the day; the calendar is read once for all of them."""
    rows = list(handlings)
    if not rows:
        return {}
    calendar = clock.calendar_for(min(one.received_on for one in rows))
    return {one: _standing(one, on, calendar) for one in rows}


def explained(handling: Handling, on: date) -> str:
    """One sentence that says where the date comes from (clause 7.2c)."""
    return explain(clock.facts_of(handling), clock.due_of(handling, on))


def explained_en(handling: Handling, on: date) -> str:
    """The same sentence in English, for the resident's page."""
    return explain_en(clock.facts_of(handling), clock.due_of(handling, on))


def to_recompute(on: date) -> Iterator[Handling]:
    """The open handlings whose stored dates are no longer what the calendar says."""
    calendars: dict[date, Calendar] = {}
    rows = Handling.objects.filter(Q(is_provisional=True) | Q(due_on__gte=on) | Q(accepted_on=None))
    for handling in rows.filter(state__in=OPEN).select_related("version").order_by("pk").iterator(500):
        month = handling.received_on.replace(day=1)
        calendar = calendars.setdefault(month, clock.calendar_for(month))
        if _is_overtaken(handling, on, calendar):
            yield handling


def to_deem_accepted(on: date) -> Iterator[Handling]:
    """The receipts that nobody answered within the legal days (行政许可法 32(4))."""
    waiting = Handling.objects.filter(state=HandlingState.RECEIVED, answer_by__lt=on)
    return waiting.select_related("version", "case").order_by("answer_by").iterator(500)


def _is_overtaken(handling: Handling, on: date, calendar: Calendar) -> bool:
    fresh = clock.dates(handling, on, calendar=calendar)
    if any(getattr(handling, name) != value for name, value in fresh.items()):
        return True
    if handling.accepted_on is not None:
        return False
    return handling.answer_by != clock.answer_day(
        handling.law_class, handling.received_on, version=handling.version
    )


def _standing(handling: Handling, on: date, calendar: Calendar) -> Standing:
    unit = unit_of(handling)
    if handling.ended_on is not None:
        return finished_standing(calendar, due_on=handling.due_on, finished_on=handling.ended_on, unit=unit)
    return kept_standing(
        calendar,
        on=on,
        is_accepted=handling.accepted_on is not None,
        due_on=handling.due_on,
        warn_on=handling.warn_on,
        is_stopped=handling.is_stopped,
        unit=unit,
    )


def unit_of(handling: Handling) -> str:
    """Whether the binding limit counts working days or days."""
    version = handling.version
    if version is None:
        return LimitUnit.WORKDAYS
    is_promise = handling.due_on is not None and handling.due_on == handling.promised_on
    return (version.promised_unit if is_promise else version.statutory_unit) or LimitUnit.WORKDAYS
