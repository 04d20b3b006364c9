"""The cast of the tests: two halls, their people, and a stranger; made by acts only.

Everything is set up on 1 September 2026; tests play on Monday 23 November 2026, `at(9, 30)`. The streets are
real ones of Xi'an, the persons invented.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from yizhan.accounts import actions as accounts
from yizhan.accounts.models import User
from yizhan.lib.actor import SYSTEM, Actor
from yizhan.orgs import actions as orgs
from yizhan.orgs import selectors
from yizhan.orgs.models import Unit, Window, Zone
from yizhan.orgs.states import ADMIN_POSTS, Employment, Post
from yizhan.testing.snapshot import Snapshot, take_snapshot

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
"""A Monday and a working day."""
SET_UP = datetime(2026, 9, 1, 8, 30, tzinfo=SHANGHAI)
PASSWORD = "tan-jia-hall-2026"  # noqa: S105 - the cast's password is no secret

STREET, COMMUNITY = "610112006", "610112006001"  # 未央区谭家街道
OTHER_STREET, OTHER_COMMUNITY = "610103005", "610103005001"  # 碑林区
WEEK = [
    (weekday, opens, closes)
    for weekday in range(5)
    for opens, closes in ((time(9), time(12)), (time(13), time(17)))
]


def at(hour: int, minute: int = 0, second: int = 0, *, day: date = TODAY) -> datetime:
    """An instant of the day on which the tests play."""
    return datetime.combine(day, time(hour, minute, second), tzinfo=SHANGHAI)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast: his account, and he as an actor in his unit."""

    user: User
    actor: Actor
    unit: Unit


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall with one zone and its windows."""

    unit: Unit
    zone: Zone
    windows: list[Window] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cast:
    """The same people in every test, so that tests of rights read like prose."""

    hall: Unit
    other_hall: Unit
    station: Unit
    zone: Zone
    windows: list[Window]
    other_windows: list[Window]
    director: Member
    guide: Member
    clerk: Member
    clerk2: Member
    approver: Member
    delivery: Member
    agent: Member
    station_worker: Member
    untrained: Member
    """An acceptance clerk whose training is not passed: his post gives no right."""
    outsourced: Member
    """An outsourced acceptance clerk, trained: accepts, never approves."""
    stranger: Member
    """An acceptance clerk of the other hall."""
    system_admin: Member
    security_admin: Member
    audit_admin: Member


def load_streets(*communities: str) -> None:
    """Load only the streets and districts of these communities: 3,400 units would slow every test."""
    orgs.load_divisions(within=communities, by=SYSTEM, at=SET_UP)


def found_hall(street: str = STREET, *, windows: int = 3) -> Hall:
    """Establish the centre of a loaded street, with one zone, its windows and seven open hours a day."""
    unit = orgs.establish_centre(Unit.objects.get(division_code=street), by=SYSTEM, at=SET_UP)
    orgs.set_opening_hours(unit, WEEK, by=SYSTEM, at=SET_UP)
    zone = orgs.add_zone(unit, name="等候一区", name_en="Area 1", by=SYSTEM, at=SET_UP)
    return Hall(unit, zone, [add_window(unit, zone, number) for number in range(1, windows + 1)])


def add_window(unit: Unit, zone: Zone, number: int) -> Window:
    """A comprehensive window of the hall."""
    return orgs.add_window(
        unit, number=number, zone=zone, name="综合窗口", name_en="General service", by=SYSTEM, at=SET_UP
    )


def join(
    unit: Unit,
    post: str,
    *,
    username: str,
    name: str,
    employment: str = Employment.ESTABLISHED,
    is_trained: bool = True,
) -> Member:
    """Somebody with an account, a post in the unit and, unless told otherwise, the training for it."""
    user = accounts.create_user(
        username, name=name, password=PASSWORD, must_change_password=False, by=SYSTEM, at=SET_UP
    )
    orgs.grant_membership(user, unit, post=post, employment=employment, by=SYSTEM, at=SET_UP)
    if is_trained and post not in ADMIN_POSTS:
        orgs.record_training(user, post=post, passed_on=SET_UP.date(), unit=unit, by=SYSTEM, at=SET_UP)
    return Member(user, selectors.actor_in(user, unit.pk, TODAY), unit)


def assembled() -> Cast:
    """The whole cast, from an empty database: made by acts in the first test, put back in later ones."""
    if not _first:
        cast = assemble()
        _first.append((take_snapshot(), deepcopy(cast)))
        return cast
    snapshot, cast = _first[0]
    snapshot.put_back()
    return deepcopy(cast)


_first: list[tuple[Snapshot, Cast]] = []


def assemble() -> Cast:
    """The whole cast, made by acts."""
    load_streets(COMMUNITY, OTHER_COMMUNITY)
    here, there = found_hall(), found_hall(OTHER_STREET, windows=1)
    hall = here.unit
    station = orgs.establish_station(Unit.objects.get(division_code=COMMUNITY), by=SYSTEM, at=SET_UP)
    return Cast(
        hall=hall,
        other_hall=there.unit,
        station=station,
        zone=here.zone,
        windows=here.windows,
        other_windows=there.windows,
        director=join(hall, Post.DIRECTOR, username="director", name="秦主任"),
        guide=join(hall, Post.GUIDE, username="guide", name="许导引"),
        clerk=join(hall, Post.ACCEPTANCE, username="clerk", name="何受理"),
        clerk2=join(hall, Post.ACCEPTANCE, username="clerk2", name="吕受理"),
        approver=join(hall, Post.APPROVER, username="approver", name="施审批"),
        delivery=join(hall, Post.DELIVERY, username="delivery", name="孔出件"),
        agent=join(hall, Post.AGENT, username="agent", name="曹代办"),
        station_worker=join(station, Post.STATION_WORKER, username="station", name="严社区"),
        untrained=join(hall, Post.ACCEPTANCE, username="untrained", name="金新人", is_trained=False),
        outsourced=join(
            hall, Post.ACCEPTANCE, username="outsourced", name="魏外包", employment=Employment.OUTSOURCED
        ),
        stranger=join(there.unit, Post.ACCEPTANCE, username="stranger", name="陶外厅"),
        system_admin=join(hall, Post.SYSTEM_ADMIN, username="system-admin", name="姜系统"),
        security_admin=join(hall, Post.SECURITY_ADMIN, username="security-admin", name="戚安全"),
        audit_admin=join(hall, Post.AUDIT_ADMIN, username="audit-admin", name="谢审计"),
    )
