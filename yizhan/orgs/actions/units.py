"""The acts on units: founding them, naming them, placing them in the tree (clauses 2.1, 2.2)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from yizhan.journal.acts import act, record
from yizhan.lib.actor import Actor
from yizhan.lib.text import clean_line
from yizhan.orgs.models import HallPolicy, Unit, UnitName, UnitPlace
from yizhan.orgs.reach import only_within
from yizhan.orgs.refusals import (
    CentreMissing,
    DateNotPossible,
    HallExists,
    KindNotFounded,
    ManagesItself,
    NameInUse,
    NameNeeded,
    NotACommunity,
    NotAHall,
    NotATown,
)
from yizhan.orgs.selectors import (
    hall_name_by_guideline,
    hall_of,
    name_warnings,
    place_of,
    subtree_of,
    units_inside,
)
from yizhan.orgs.states import COMMUNITY_LEVEL, TOWN_LEVEL, Post, UnitKind

_SYSTEM_ADMIN = (Post.SYSTEM_ADMIN,)
_DIRECTORS = (Post.SYSTEM_ADMIN, Post.DIRECTOR)
_OWNER = "系统管理员"
_DIRECTORS_OWNER = "系统管理员或中心负责人"
_FOUNDED_BY_HAND = frozenset(
    {UnitKind.DEPARTMENT, UnitKind.SCENIC_AREA, UnitKind.COMMUNITY, UnitKind.VILLAGE, UnitKind.OUTSIDE}
)


@act("orgs.centre_established")
def establish_centre(town: Unit, *, by: Actor, at: datetime, since: date | None = None) -> Unit:
    """Give a town its centre, named by the guideline, with the usual policy (clauses 2.1, 2.2).

    The town runs it. Raises NotATown, HallExists.
    """
    only_within(town.pk, *_SYSTEM_ADMIN, owner=_OWNER, by=by)
    if town.kind not in TOWN_LEVEL:
        raise NotATown(unit=town.name)
    _without_hall(town)
    centre = _founded(
        UnitKind.CENTRE, town.name, parent=town, managed_by=town, since=since or _today(at), by_guideline=True
    )
    HallPolicy.objects.create(unit=centre)
    record(centre, by=by, at=at, unit_id=centre.pk, town=str(town.pk))
    return centre


@act("orgs.station_established")
def establish_station(community: Unit, *, by: Actor, at: datetime, since: date | None = None) -> Unit:
    """Give a community or village its station (clauses 2.1, 2.2).

    The community's committee runs it; it stands below the town's centre, which guides it and sees its
    work. Raises NotACommunity, HallExists, CentreMissing.
    """
    if community.kind not in COMMUNITY_LEVEL:
        raise NotACommunity(unit=community.name)
    town = place_of(community).parent
    centre = hall_of(town) if town else None
    if centre is None:
        raise CentreMissing(town=town.name if town else "—")
    only_within(centre.pk, *_SYSTEM_ADMIN, owner=_OWNER, by=by)
    _without_hall(community)
    station = _founded(
        UnitKind.STATION,
        community.name,
        parent=community,
        managed_by=centre,
        since=since or _today(at),
        by_guideline=True,
    )
    HallPolicy.objects.create(unit=station)
    record(station, by=by, at=at, unit_id=station.pk, community=str(community.pk), centre=str(centre.pk))
    return station


@act("orgs.department_founded")
def found_department(
    parent: Unit, *, name: str, short_name: str = "", by: Actor, at: datetime, since: date | None = None
) -> Unit:
    """Register a department (科室) of a town, district or hall (clause 2.1).

    The town's departments settle in its hall, so the hall's director may register them too.
    Raises NameNeeded, NameInUse.
    """
    responsible = hall_of(parent) or parent
    only_within(responsible.pk, *_DIRECTORS, owner=_DIRECTORS_OWNER, by=by)
    department = _founded_by_hand(UnitKind.DEPARTMENT, parent, name, short_name, since or _today(at))
    record(department, by=by, at=at, unit_id=parent.pk, parent=str(parent.pk))
    return department


@act("orgs.unit_founded")
def found_unit(
    parent: Unit,
    *,
    kind: str,
    name: str,
    short_name: str = "",
    by: Actor,
    at: datetime,
    since: date | None = None,
) -> Unit:
    """Register a scenic area, a new community or village, or a body outside the program (clause 2.1).

    Raises KindNotFounded, NameNeeded, NameInUse.
    """
    only_within(parent.pk, *_SYSTEM_ADMIN, owner=_OWNER, by=by)
    if kind not in _FOUNDED_BY_HAND:
        raise KindNotFounded(kind=UnitKind(kind).label if kind in UnitKind else kind)
    unit = _founded_by_hand(UnitKind(kind), parent, name, short_name, since or _today(at))
    record(unit, by=by, at=at, unit_id=parent.pk, parent=str(parent.pk))
    return unit


@act("orgs.unit_renamed")
def rename(
    unit: Unit, name: str, *, short_name: str = "", on: date | None = None, by: Actor, at: datetime
) -> UnitName:
    """Give a unit another name from a day on; the old one stays on record (clause 2.2).

    Raises NameNeeded, DateNotPossible.
    """
    only_within(unit.pk, *_SYSTEM_ADMIN, owner=_OWNER, by=by)
    name = _name(name)
    before = UnitName.objects.get(unit=unit, valid_to=None)
    now_named = _named_anew(
        before, name=name, sign_name=before.sign_name, on=on or _today(at), today=_today(at)
    )
    unit.name, unit.short_name = name, clean_line(short_name, longest=40) or name[:40]
    Unit.objects.filter(pk=unit.pk).update(name=unit.name, short_name=unit.short_name)
    record(unit, by=by, at=at, unit_id=unit.pk, valid_from=str(now_named.valid_from))
    return now_named


@act("orgs.sign_name_put")
def put_sign_name(unit: Unit, sign_name: str, *, on: date | None = None, by: Actor, at: datetime) -> UnitName:
    """Say what stands on the hall's sign (挂牌名称), from a day on; empty: its name (clause 2.2).

    A departure from the guideline's pattern is a warning (`selectors.name_warnings`), never a refusal; how
    many there are goes into the journal. Raises NotAHall, DateNotPossible.
    """
    only_within(unit.pk, *_DIRECTORS, owner=_DIRECTORS_OWNER, by=by)
    if not unit.is_hall:
        raise NotAHall(unit=unit.name)
    sign_name = clean_line(sign_name, longest=80)
    before = UnitName.objects.get(unit=unit, valid_to=None)
    now_named = _named_anew(
        before,
        name=before.name,
        sign_name="" if sign_name == before.name else sign_name,
        on=on or _today(at),
        today=_today(at),
    )
    record(unit, by=by, at=at, unit_id=unit.pk, warnings=len(name_warnings(unit)))
    return now_named


@act("orgs.unit_moved")
def move_unit(
    unit: Unit, *, parent: Unit, managed_by: Unit, on: date | None = None, by: Actor, at: datetime
) -> UnitPlace:
    """Place a unit elsewhere from a day on: by division, and by who manages it (clause 2.1).

    The mover must reach both the unit and its new manager. Raises ManagesItself, DateNotPossible.
    """
    only_within(unit.pk, *_SYSTEM_ADMIN, owner=_OWNER, by=by)
    only_within(managed_by.pk, *_SYSTEM_ADMIN, owner=_OWNER, by=by)
    if managed_by.pk in subtree_of(unit.pk) or parent.pk == unit.pk:
        raise ManagesItself(unit=unit.name)
    before = UnitPlace.objects.get(unit=unit, valid_to=None)
    start = _possible(on or _today(at), earliest=before.valid_from, today=_today(at))
    if start == before.valid_from:
        UnitPlace.objects.filter(pk=before.pk).update(parent=parent, managed_by=managed_by)
        before.refresh_from_db()
        place = before
    else:
        _close(UnitPlace.objects.filter(pk=before.pk), on=start, earliest=before.valid_from)
        place = UnitPlace.objects.create(unit=unit, parent=parent, managed_by=managed_by, valid_from=start)
    record(unit, by=by, at=at, unit_id=unit.pk, parent=str(parent.pk), managed_by=str(managed_by.pk))
    return place


@act("orgs.contacts_changed")
def change_contacts(
    unit: Unit, *, address: str, phone: str, complaint_phone: str, name_en: str, by: Actor, at: datetime
) -> Unit:
    """Change the address and the phones that signs, slips and portal show (clauses 5.3, 7.4)."""
    only_within(unit.pk, *_DIRECTORS, owner=_DIRECTORS_OWNER, by=by)
    values = {
        "address": clean_line(address, longest=120),
        "phone": clean_line(phone, longest=40),
        "complaint_phone": clean_line(complaint_phone, longest=40),
        "name_en": clean_line(name_en, longest=120),
    }
    changed = sorted(name for name, value in values.items() if getattr(unit, name) != value)
    Unit.objects.filter(pk=unit.pk).update(**values)
    unit.refresh_from_db()
    record(unit, by=by, at=at, unit_id=unit.pk, changed=changed)
    return unit


def _today(at: datetime) -> date:
    return timezone.localtime(at).date()


def _name(text: str) -> str:
    name = clean_line(text, longest=80)
    if not name:
        raise NameNeeded
    return name


def _without_hall(home: Unit) -> None:
    """Locks the town's row first: two clicks at one instant found one hall. SQLite has one writer anyway."""
    Unit.objects.select_for_update().get(pk=home.pk)
    if found := hall_of(home):
        raise HallExists(unit=home.name, hall=found.name)


def _founded_by_hand(kind: UnitKind, parent: Unit, name: str, short_name: str, since: date) -> Unit:
    name = _name(name)
    Unit.objects.select_for_update().get(pk=parent.pk)
    if units_inside(parent).filter(name=name).exists():
        raise NameInUse(name=name)
    return _founded(kind, name, parent=parent, managed_by=parent, since=since, short_name=short_name)


def _founded(
    kind: UnitKind,
    name: str,
    *,
    parent: Unit,
    managed_by: Unit,
    since: date,
    short_name: str = "",
    by_guideline: bool = False,
) -> Unit:
    unit = Unit.objects.create(
        kind=kind, name=name, short_name=clean_line(short_name, longest=40) or name[:40]
    )
    UnitPlace.objects.create(unit=unit, parent=parent, managed_by=managed_by, valid_from=since)
    if by_guideline and (found := hall_name_by_guideline(unit)):
        unit.name = found.whole
        unit.short_name = f"{found.middle}{found.ending}"
        Unit.objects.filter(pk=unit.pk).update(name=unit.name, short_name=unit.short_name)
    UnitName.objects.create(unit=unit, name=unit.name, valid_from=since)
    return unit


def _named_anew(before: UnitName, *, name: str, sign_name: str, on: date, today: date) -> UnitName:
    """Close the open row and begin another; a second change on the same day corrects the row."""
    start = _possible(on, earliest=before.valid_from, today=today)
    if start == before.valid_from:
        UnitName.objects.filter(pk=before.pk).update(name=name, sign_name=sign_name)
        before.refresh_from_db()
        return before
    _close(UnitName.objects.filter(pk=before.pk), on=start, earliest=before.valid_from)
    return UnitName.objects.create(unit=before.unit, name=name, sign_name=sign_name, valid_from=start)


def _possible(on: date, *, earliest: date, today: date) -> date:
    if not earliest <= on <= max(today, earliest):
        raise DateNotPossible(earliest=earliest, latest=max(today, earliest))
    return on


def _close(rows: QuerySet[UnitName] | QuerySet[UnitPlace], *, on: date, earliest: date) -> None:
    """Close the open row, unless somebody else did at the same instant."""
    if rows.filter(valid_to=None).update(valid_to=on) != 1:
        raise DateNotPossible(earliest=earliest, latest=on)
