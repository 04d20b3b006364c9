"""The acts on a hall's zones and windows (clauses 3.4, 4.2)."""

from __future__ import annotations

from datetime import datetime

from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import Unit, Window, Zone
from yizhan.orgs.reach import only_within
from yizhan.orgs.refusals import (
    NameNeeded,
    NotAHall,
    WindowInUse,
    WindowNumberOutOfRange,
    WindowRetired,
    ZoneElsewhere,
)
from yizhan.orgs.states import Post

_POSTS = (Post.DIRECTOR, Post.SYSTEM_ADMIN)
_OWNER = "中心（站）负责人或系统管理员"
FIRST_NUMBER, LAST_NUMBER = 1, 99


@act("orgs.zone_added")
def add_zone(unit: Unit, *, name: str, name_en: str = "", order: int = 1, by: Actor, at: datetime) -> Zone:
    """Add a waiting zone, where people sit and one voice speaks (clause 3.4).

    Raises NotAHall, ZoneNameUsed.
    """
    only_within(unit.pk, *_POSTS, owner=_OWNER, by=by)
    _hall(unit)
    zone = Zone.objects.create(
        unit=unit, name=_name(name, 20), name_en=clean_line(name_en, longest=40), order=order
    )
    record(zone, by=by, at=at, unit_id=unit.pk)
    return zone


@act("orgs.zone_changed")
def change_zone(zone: Zone, *, name: str, name_en: str, order: int, by: Actor, at: datetime) -> Zone:
    """Rename a waiting zone or give it another place in the order (clause 3.4). Raises ZoneNameUsed."""
    only_within(zone.unit_id, *_POSTS, owner=_OWNER, by=by)
    values = {"name": _name(name, 20), "name_en": clean_line(name_en, longest=40), "order": order}
    changed = sorted(field for field, value in values.items() if getattr(zone, field) != value)
    Zone.objects.filter(pk=zone.pk).update(**values)
    zone.refresh_from_db()
    record(zone, by=by, at=at, unit_id=zone.unit_id, changed=changed)
    return zone


@act("orgs.window_added")
def add_window(
    unit: Unit,
    *,
    number: int,
    zone: Zone,
    name: str,
    name_en: str = "",
    department: Unit | None = None,
    phone: str = "",
    is_accessible: bool = False,
    by: Actor,
    at: datetime,
) -> Window:
    """Add a window; it serves every admitted matter until it is restricted (clause 4.2).

    Raises NotAHall, WindowNumberUsed, WindowNumberOutOfRange, ZoneElsewhere.
    """
    only_within(unit.pk, *_POSTS, owner=_OWNER, by=by)
    _hall(unit)
    _number(number)
    _zone_of(unit, zone)
    window = Window.objects.create(
        unit=unit,
        number=number,
        zone=zone,
        name=_name(name, 30),
        name_en=clean_line(name_en, longest=60),
        department=department,
        phone=clean_line(phone, longest=40),
        is_accessible=is_accessible,
    )
    record(window, by=by, at=at, unit_id=unit.pk, number=number)
    return window


@act("orgs.window_changed")
def change_window(
    window: Window,
    *,
    number: int,
    zone: Zone,
    name: str,
    name_en: str = "",
    department: Unit | None = None,
    phone: str = "",
    is_accessible: bool = False,
    by: Actor,
    at: datetime,
) -> Window:
    """Change what a window's sign says: number, name, zone, department, phone (clause 5.3).

    Raises WindowNumberUsed, WindowNumberOutOfRange, ZoneElsewhere.
    """
    only_within(window.unit_id, *_POSTS, owner=_OWNER, by=by)
    _number(number)
    _zone_of(window.unit, zone)
    values = {
        "number": number,
        "zone": zone,
        "name": _name(name, 30),
        "name_en": clean_line(name_en, longest=60),
        "department": department,
        "phone": clean_line(phone, longest=40),
        "is_accessible": is_accessible,
    }
    changed = sorted(field for field, value in values.items() if getattr(window, field) != value)
    Window.objects.filter(pk=window.pk).update(**values)
    window.refresh_from_db()
    record(window, by=by, at=at, unit_id=window.unit_id, changed=changed)
    return window


@act("orgs.window_retired")
def retire_window(window: Window, *, by: Actor, at: datetime) -> Window:
    """Take a window out of use; its number and its past stay (clause 4.2). Raises WindowRetired."""
    return _switch(window, to=False, refusal=WindowRetired(window=window), by=by, at=at)


@act("orgs.window_used_again")
def use_window_again(window: Window, *, by: Actor, at: datetime) -> Window:
    """Put a retired window into use again (clause 4.2). Raises WindowInUse."""
    return _switch(window, to=True, refusal=WindowInUse(window=window), by=by, at=at)


def _switch(
    window: Window, *, to: bool, refusal: WindowRetired | WindowInUse, by: Actor, at: datetime
) -> Window:
    only_within(window.unit_id, *_POSTS, owner=_OWNER, by=by)
    if Window.objects.filter(pk=window.pk, is_in_use=not to).update(is_in_use=to) != 1:
        raise refusal
    window.is_in_use = to
    record(window, by=by, at=at, unit_id=window.unit_id)
    return window


def _hall(unit: Unit) -> None:
    if not unit.is_hall:
        raise NotAHall(unit=unit.name)


def _name(text: str, longest: int) -> str:
    name = clean_line(text, longest=longest)
    if not name:
        raise NameNeeded
    return name


def _number(number: int) -> None:
    if not FIRST_NUMBER <= number <= LAST_NUMBER:
        raise WindowNumberOutOfRange


def _zone_of(unit: Unit, zone: Zone) -> None:
    if zone.unit_id != unit.pk:
        raise ZoneElsewhere
