"""Setting the floor up: which categories a hall issues, which windows call which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yizhan.journal.acts import act, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.orgs.models import Unit, Window, Zone
from yizhan.queueing.guards import in_own_hall
from yizhan.queueing.models import BusinessDay, Category, CategoryLine, TicketSeries, WindowCategory
from yizhan.queueing.refusals import CategoryNotOffered, PrefixTaken
from yizhan.queueing.states import DayState

refuse_on("queueing.category", "queueing_prefix_once_per_hall", PrefixTaken)
refuse_on("queueing.category", "queueing_prefix_is_sayable", PrefixTaken)


@act("category.added")
def add_category(
    hall: Unit,
    prefix: str,
    name: str,
    zone: Zone,
    *,
    by: Actor,
    at: datetime,
    lines: Sequence[str] = (),
    **details: Any,
) -> Category:
    """A new kind of ticket; from today on if the day is open. `details` are columns of Category."""
    in_own_hall(by, hall.pk)
    category = Category.objects.create(unit=hall, prefix=prefix, name=name, zone=zone, **details)
    _set_lines(category, lines)
    TicketSeries.objects.bulk_create(
        TicketSeries(day=day, category=category)
        for day in BusinessDay.objects.filter(unit=hall, state=DayState.OPEN)
    )
    record(category, by=by, at=at, unit_id=hall.pk, prefix=prefix)
    return category


@act("category.changed")
def change_category(
    category: Category, *, by: Actor, at: datetime, lines: Sequence[str] | None = None, **changes: Any
) -> Category:
    """Change a category's name, hint, quota, zone, order, or whether it is offered; the prefix stays."""
    in_own_hall(by, category.unit_id)
    Category.objects.filter(pk=category.pk).update(**changes)
    if lines is not None:
        _set_lines(category, lines)
    category.refresh_from_db()
    record(category, by=by, at=at, unit_id=category.unit_id, fields=sorted(changes))
    return category


@act("window.restricted")
def restrict_window(window: Window, categories: Sequence[Category], *, by: Actor, at: datetime) -> Window:
    """Let a window call these categories only; with none it is comprehensive again (clause 4.2)."""
    in_own_hall(by, window.unit_id)
    for category in categories:
        if category.unit_id != window.unit_id:
            raise CategoryNotOffered(category=category.name, category_en=category.name_en)
    WindowCategory.objects.filter(window=window).delete()
    WindowCategory.objects.bulk_create(WindowCategory(window=window, category=one) for one in categories)
    record(window, by=by, at=at, unit_id=window.unit_id, prefixes=[one.prefix for one in categories])
    return window


def _set_lines(category: Category, lines: Sequence[str]) -> None:
    CategoryLine.objects.filter(category=category).delete()
    CategoryLine.objects.bulk_create(CategoryLine(category=category, business_line=line) for line in lines)
