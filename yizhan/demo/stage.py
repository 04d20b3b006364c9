"""Found the demonstration's hall: units, people, windows, categories, items, devices; by acts only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from yizhan.accounts.actions import create_user, put_photo
from yizhan.accounts.models import User
from yizhan.calendars.actions import load_published_years
from yizhan.catalog.actions.admission import adopt_items
from yizhan.catalog.actions.guides import adopt_guides
from yizhan.catalog.actions.reference import load_reference
from yizhan.demo import script
from yizhan.demo.portraits import portrait
from yizhan.demo.script import CategoryRole, Role
from yizhan.devices.actions import enrol
from yizhan.devices.states import DeviceKind
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import Membership, Unit, Window, Zone
from yizhan.orgs.states import ADMIN_POSTS, UnitKind
from yizhan.queueing.actions.setting_up import add_category


@dataclass
class Member:
    """Somebody on stage: his account, his post, his unit."""

    user: User
    role: Role
    unit: Unit


@dataclass
class HallStage:
    """One hall ready to open: who works where."""

    unit: Unit
    windows: list[Window]
    clerks: list[Member]
    opener: Member
    guide: Member


@dataclass
class Stage:
    """Everything on stage, and what the start page tells: sign-ins and device addresses."""

    centre: HallStage
    stations: list[HallStage]
    members: list[Member] = field(default_factory=list)
    addresses: list[dict[str, str]] = field(default_factory=list)


def build(at: datetime) -> Stage:
    """Found the hall at that instant, all of it by the program's own acts."""
    orgs.load_divisions(by=SYSTEM, at=at)
    load_published_years(by=SYSTEM, at=at)
    load_reference(by=SYSTEM, at=at)
    street = Unit.objects.get(division_code=script.STREET)
    centre, members = _centre(street, at)
    stations = [
        _station(unit, role, at) for unit, role in zip(_communities(), script.STATION_WORKERS, strict=True)
    ]
    district = Unit.objects.get(division_code=script.STREET[:6])
    members += [clerk for station in stations for clerk in station.clerks]
    members.append(_join(district, script.DISTRICT_OFFICER, at))
    stage = Stage(centre, stations, members)
    stage.addresses = _devices(centre, at)
    for station in stations:
        stage.addresses += _station_devices(station, at)
    return stage


def found_again() -> Stage:
    """The stage of a demonstration that was built before, read from its data."""
    centre = Unit.objects.get(kind=UnitKind.CENTRE)
    members = {
        one.user.username: Member(one.user, _role(one.user.username), one.unit)
        for one in Membership.objects.select_related("user", "unit").order_by("valid_from")
    }
    clerks = [members[role.username] for role in script.CLERKS]
    director, guide = members[script.DIRECTOR.username], members[script.GUIDE.username]
    workers = [members[role.username] for role in script.STATION_WORKERS]
    return Stage(
        HallStage(centre, _windows_of(centre), clerks, director, guide),
        [HallStage(worker.unit, _windows_of(worker.unit), [worker], worker, worker) for worker in workers],
        list(members.values()),
    )


def _windows_of(hall: Unit) -> list[Window]:
    return list(Window.objects.filter(unit=hall).order_by("number"))


def _role(username: str) -> Role:
    roles = (script.DIRECTOR, script.GUIDE, script.DISTRICT_OFFICER, *script.CLERKS, *script.OTHERS)
    return next(role for role in (*roles, *script.STATION_WORKERS) if role.username == username)


def _centre(street: Unit, at: datetime) -> tuple[HallStage, list[Member]]:
    hall = orgs.establish_centre(street, by=SYSTEM, at=at)
    _furnish(hall, at)
    zones = [
        orgs.add_zone(hall, name="一号等候区", name_en="Waiting area 1", order=1, by=SYSTEM, at=at),
        orgs.add_zone(hall, name="二号等候区", name_en="Waiting area 2", order=2, by=SYSTEM, at=at),
    ]
    office = orgs.found_department(street, name="公共服务办公室", by=SYSTEM, at=at)
    windows = [
        orgs.add_window(
            hall,
            number=number,
            zone=zones[(number - 1) // 3],
            name="统一出件" if number == 6 else "综合窗口",
            name_en="Results" if number == 6 else "General service",
            department=office,
            phone=script.PHONE,
            is_accessible=number == 1,
            by=SYSTEM,
            at=at,
        )
        for number in range(1, 7)
    ]
    for order, role in enumerate(script.CATEGORIES, start=1):
        _category(hall, role, zones[role.zone], order, at)
    adopt_items(hall, by=SYSTEM, at=at)
    adopt_guides(hall, by=SYSTEM, at=at)
    director, guide = _join(hall, script.DIRECTOR, at), _join(hall, script.GUIDE, at)
    clerks = [_join(hall, role, at) for role in script.CLERKS]
    others = [_join(hall, role, at) for role in script.OTHERS]
    orgs.change_policy(hall, notice="本系统为演示，号码和人员均为虚构。", by=SYSTEM, at=at)
    return HallStage(hall, windows, clerks, director, guide), [director, guide, *clerks, *others]


def _station(community: Unit, role: Role, at: datetime) -> HallStage:
    station = orgs.establish_station(community, by=SYSTEM, at=at)
    _furnish(station, at)
    zone = orgs.add_zone(station, name="等候区", name_en="Waiting area", by=SYSTEM, at=at)
    window = orgs.add_window(
        station, number=1, zone=zone, name="综合岗", name_en="General service", by=SYSTEM, at=at
    )
    _category(station, script.STATION_CATEGORY, zone, 1, at)
    adopt_items(station, by=SYSTEM, at=at)
    adopt_guides(station, by=SYSTEM, at=at)
    worker = _join(station, role, at)
    return HallStage(station, [window], [worker], worker, worker)


def _furnish(hall: Unit, at: datetime) -> None:
    orgs.change_contacts(
        hall,
        address=script.ADDRESS,
        phone=script.PHONE,
        complaint_phone=script.PHONE,
        name_en="Public Service Centre (demonstration)",
        by=SYSTEM,
        at=at,
    )
    orgs.set_opening_hours(hall, script.WEEK, by=SYSTEM, at=at)


def _category(hall: Unit, role: CategoryRole, zone: Zone, order: int, at: datetime) -> None:
    add_category(
        hall, role.prefix, role.name, zone, by=SYSTEM, at=at, lines=role.lines,
        name_en=role.name_en, hint=role.hint, hint_en=role.hint_en, order=order,
    )  # fmt: skip


def _join(unit: Unit, role: Role, at: datetime) -> Member:
    user = create_user(
        role.username, name=role.name, password=script.PASSWORD, must_change_password=False, by=SYSTEM, at=at
    )
    put_photo(user, portrait(role.name, sum(map(ord, role.username))), by=SYSTEM, at=at)
    orgs.grant_membership(user, unit, post=role.post, employment=role.employment, by=SYSTEM, at=at)
    if role.post not in ADMIN_POSTS:
        passed = (at - timedelta(days=3)).date()
        orgs.record_training(
            user, post=role.post, passed_on=passed, unit=unit, note="岗前培训（演示）", by=SYSTEM, at=at
        )
    return Member(user, role, unit)


def _communities() -> list[Unit]:
    within = Unit.objects.filter(division_code__startswith=script.STREET, kind="community")
    return list(within.order_by("division_code")[: script.STATIONS])


type Wanted = tuple[DeviceKind, str, Window | None, bool]
"""A device to enrol: its kind, its name, the window where it stands, whether it speaks."""


def _devices(centre: HallStage, at: datetime) -> list[dict[str, str]]:
    """Enrol one of each kind, and a pad and a board for every window; their addresses open them."""
    wanted: list[Wanted] = [
        (DeviceKind.KIOSK, "取号机", None, False),
        (DeviceKind.HALL_BOARD, "大厅屏", None, True),
        *((DeviceKind.WINDOW_BOARD, f"{window.number}号窗口屏", window, False) for window in centre.windows),
        *((DeviceKind.PAD, f"{window.number}号评价器", window, False) for window in centre.windows),
    ]
    return _enrolled(centre, wanted, at)


def _station_devices(station: HallStage, at: datetime) -> list[dict[str, str]]:
    """A station has a kiosk and a board; what it is called tells them from the centre's."""
    place = station.unit.short_name
    return _enrolled(
        station,
        [
            (DeviceKind.KIOSK, f"{place}取号机", None, False),
            (DeviceKind.HALL_BOARD, f"{place}大厅屏", None, True),
        ],
        at,
    )


def _enrolled(hall: HallStage, wanted: list[Wanted], at: datetime) -> list[dict[str, str]]:
    addresses = []
    for kind, name, window, speaks in wanted:
        _, token = enrol(
            hall.unit.pk,
            kind=kind,
            name=name,
            place_id=window.pk if window else None,
            speaks=speaks,
            by=SYSTEM,
            at=at,
        )
        addresses.append({"name": name, "path": f"/device/{token}"})
    return addresses
