"""Setting the floor up: which categories a hall issues, which windows call which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models

from yizhan.accounts.rights import only_for
from yizhan.catalog.states import BusinessLine
from yizhan.journal.acts import act, answer_repeated, record
from yizhan.journal.constraints import refuse_on
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import Unit, Window, Zone
from yizhan.orgs.states import Post
from yizhan.queueing.guards import in_own_hall
from yizhan.queueing.models import BusinessDay, Category, CategoryLine, TicketSeries, WindowCategory
from yizhan.queueing.refusals import CategoryIncomplete, CategoryNotOffered, PrefixTaken
from yizhan.queueing.states import DayState

refuse_on("queueing.category", "queueing_prefix_once_per_hall", PrefixTaken)
refuse_on("queueing.category", "queueing_prefix_is_sayable", PrefixTaken)


SETS_UP = (Post.DIRECTOR, Post.SYSTEM_ADMIN)


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
    request_key: str = "",
    **details: Any,
) -> Category:
    """A new kind of ticket; from today on if the day is open. `details` are columns of Category."""
    in_own_hall(by, hall.pk)
    only_for(by, *SETS_UP, owner="中心负责人或系统管理员")
    answer_repeated(hall.pk)
    cleaned = _cleaned(hall, {"name": name, "zone": zone, **details})
    category = Category.objects.create(unit=hall, prefix=prefix, **cleaned)
    _set_lines(category, lines)
    TicketSeries.objects.bulk_create(
        TicketSeries(day=day, category=category)
        for day in BusinessDay.objects.filter(unit=hall, state=DayState.OPEN)
    )
    record(category, by=by, at=at, unit_id=hall.pk, prefix=prefix)
    return category


@act("category.changed")
def change_category(
    category: Category,
    *,
    by: Actor,
    at: datetime,
    lines: Sequence[str] | None = None,
    request_key: str = "",
    **changes: Any,
) -> Category:
    """Change a category's name, hint, quota, zone, order, or whether it is offered; the prefix stays."""
    in_own_hall(by, category.unit_id)
    only_for(by, *SETS_UP, owner="中心负责人或系统管理员")
    answer_repeated(category.unit_id)
    if changes:
        Category.objects.filter(pk=category.pk).update(**_cleaned(category.unit, changes))
    if lines is not None:
        _set_lines(category, lines)
    category.refresh_from_db()
    record(category, by=by, at=at, unit_id=category.unit_id, fields=sorted(changes))
    return category


@act("window.restricted")
def restrict_window(
    window: Window, categories: Sequence[Category], *, by: Actor, at: datetime, request_key: str = ""
) -> Window:
    """Let a window call these categories only; with none it is comprehensive again (clause 4.2)."""
    in_own_hall(by, window.unit_id)
    only_for(by, *SETS_UP, owner="中心负责人或系统管理员")
    answer_repeated(window.unit_id)
    for category in categories:
        if category.unit_id != window.unit_id:
            raise CategoryNotOffered(category=category.name, category_en=category.name_en)
    WindowCategory.objects.filter(window=window).delete()
    WindowCategory.objects.bulk_create(WindowCategory(window=window, category=one) for one in categories)
    record(window, by=by, at=at, unit_id=window.unit_id, prefixes=[one.prefix for one in categories])
    return window


def _cleaned(hall: Unit, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns as they are stored. Raises CategoryIncomplete, TextTooLong, UnreadableCharacters."""
    cleaned: dict[str, Any] = {
        name: clean_line(value, longest=_longest(name)) if isinstance(value, str) else value
        for name, value in columns.items()
    }
    if not cleaned.get("name", "-"):
        raise CategoryIncomplete(field="名称", rule="请写一个群众看得懂的短名称。")
    if cleaned.get("zone") is not None and cleaned["zone"].unit_id != hall.pk:
        raise CategoryIncomplete(field="等候区", rule="请选本厅的等候区。")
    quota, order = cleaned.get("daily_quota"), cleaned.get("order", 1)
    if quota is not None and not 1 <= quota <= 999:
        raise CategoryIncomplete(field="每日限号", rule="请填1到999，不限就留空。")
    if not 0 <= order <= 99:
        raise CategoryIncomplete(field="次序", rule="请填0到99。")
    return cleaned


def _longest(column: str) -> int | None:
    field = Category._meta.get_field(column)
    return field.max_length if isinstance(field, models.CharField) else None


def _set_lines(category: Category, lines: Sequence[str]) -> None:
    if unknown := set(lines) - set(BusinessLine.values):
        raise CategoryIncomplete(field="业务条线", rule=f"没有“{min(unknown)}”，请从列表里选。")
    CategoryLine.objects.filter(category=category).delete()
    CategoryLine.objects.bulk_create(
        CategoryLine(category=category, business_line=line) for line in dict.fromkeys(lines)
    )
