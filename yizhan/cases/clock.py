"""From the rows of a handling to its dates: reads the facts and the calendar, and asks the pure rules.

The dates are stored to sort and filter by; whoever changes a fact stores them anew in the same statement.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypedDict

from yizhan.calendars.selectors import Calendar, calendar_between
from yizhan.cases.models import ClockStop, Extension, Handling
from yizhan.cases.rules import answering, deadline
from yizhan.cases.rules.counting import Stop
from yizhan.cases.rules.deadline import Due, Facts, Limit
from yizhan.cases.states import AcceptedHow
from yizhan.catalog.models import ItemVersion

AHEAD = timedelta(days=3 * 366)
"""No limit of an office reaches further; what lies behind it is counted as Monday to Friday."""


class Dates(TypedDict):
    """The stored dates of a handling."""

    statutory_on: date | None
    promised_on: date | None
    due_on: date | None
    warn_on: date | None
    is_stopped: bool
    is_provisional: bool


def answer_day(law_class: str, received_on: date, *, version: ItemVersion | None = None) -> date:
    """The last day to answer a receipt (行政许可法 32, clause 7.2c)."""
    calendar = calendar_between(received_on, received_on + AHEAD)
    own = version.answer_workdays if version else None
    return answering.answer_by(received_on, law_class, calendar, own_workdays=own).on


def facts_of(handling: Handling, **changed: Any) -> Facts:
    """What is stored of a handling's clock; `changed` are columns that are about to be written."""
    version = handling.version
    return Facts(
        received_on=changed.get("received_on", handling.received_on),
        accepted_on=changed.get("accepted_on", handling.accepted_on),
        statutory=_limit(version.statutory_limit, version.statutory_unit) if version else None,
        promised=_limit(version.promised_limit, version.promised_unit) if version else None,
        stops=tuple(
            Stop(one.kind, one.from_on, one.to_on)
            for one in ClockStop.objects.filter(handling=handling).order_by("from_on")
        ),
        extensions=tuple(
            deadline.Extension(one.count, one.unit, one.granted_on)
            for one in Extension.objects.filter(handling=handling)
        ),
        is_deemed_accepted=changed.get("accepted_how", handling.accepted_how) == AcceptedHow.DEEMED,
    )


def due_of(handling: Handling, on: date, *, calendar: Calendar | None = None, **changed: Any) -> Due:
    """The computed dates of a handling as seen on a day."""
    facts = facts_of(handling, **changed)
    return deadline.due(facts, calendar or calendar_for(facts.received_on), on=on)


def calendar_for(start: date) -> Calendar:
    """The working days from a day on, as far as any limit reaches."""
    return calendar_between(start, start + AHEAD)


def dates(handling: Handling, on: date, *, calendar: Calendar | None = None, **changed: Any) -> Dates:
    """The columns to store: computed anew from the facts (clause 7.2c)."""
    due = due_of(handling, on, calendar=calendar, **changed)
    return Dates(
        statutory_on=due.statutory_on,
        promised_on=due.promised_on,
        due_on=due.due_on,
        warn_on=due.warn_on,
        is_stopped=due.is_stopped,
        is_provisional=due.is_provisional,
    )


def _limit(count: int | None, unit: str) -> Limit | None:
    return None if count is None else Limit(count, unit)
