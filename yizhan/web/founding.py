"""Setting up a real hall: reference data, centre, stations, three administrators; nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from yizhan.accounts.actions import create_user
from yizhan.accounts.models import User
from yizhan.calendars.actions import load_published_years
from yizhan.calendars.models import CalendarYear
from yizhan.catalog.actions import adopt_guides, adopt_items, load_reference
from yizhan.catalog.models import ServiceItem
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.orgs import selectors
from yizhan.orgs.models import Membership, Unit
from yizhan.orgs.states import ADMIN_POSTS, COMMUNITY_LEVEL, Employment, Post, UnitKind

Tell = Callable[[str], None]
Week = Sequence[tuple[int, time, time]]


class NotFound(ValueError):
    """The town, or a community, is not in the list, or not alone; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Administrator:
    """One of the three, as he was typed in."""

    post: Post
    username: str
    name: str
    password: str


def load_everything(at: datetime, tell: Tell) -> None:
    """The units of the city, the working days, and the two lists of items; what is there stays."""
    if not selectors.has_divisions():
        orgs.load_divisions(by=SYSTEM, at=at)
        tell(f"区划已装入：{Unit.objects.count()} 个单位。")
    if not CalendarYear.objects.exists():
        tell(f"工作日历已装入，已公布到 {load_published_years(by=SYSTEM, at=at).year} 年。")
    if not ServiceItem.objects.exists():
        load_reference(by=SYSTEM, at=at)
        tell(f"事项清单已装入：{ServiceItem.objects.count()} 个事项。")


def centre_there() -> Unit | None:
    """The centre of this installation, if it was founded before."""
    return selectors.halls().filter(kind=UnitKind.CENTRE).first()


def posts_missing(centre: Unit) -> list[Post]:
    """The administrator posts of the centre that nobody holds."""
    held = Membership.objects.filter(unit=centre, post__in=ADMIN_POSTS, valid_to=None)
    return [post for post in ADMIN_POSTS if post not in set(held.values_list("post", flat=True))]


def town_called(text: str) -> Unit:
    """The town with this code or name. Raises NotFound with the names that might be meant."""
    found = list(selectors.towns_matching(text)[:200])
    exact = [unit for unit in found if text in {unit.name, unit.division_code}]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFound(f"没有叫“{text}”的镇街。请写全名，如“谭家街道”，或九位区划代码。")
    names = "、".join(f"{unit.name}（{unit.division_code}）" for unit in (exact or found)[:12])
    raise NotFound(f"“{text}”不止一个：{names}。请写九位区划代码。")


def district_called(text: str) -> Unit:
    """The district or development zone with this code or name. Raises NotFound."""
    found = list(selectors.districts_matching(text)[:2])
    if len(found) != 1:
        raise NotFound(f"没有叫“{text}”的区县或开发区。请写全名，如“临潼区”，或六位区划代码。")
    return found[0]


def scenic_area(name: str, district: Unit, at: datetime, tell: Tell) -> Unit:
    """The 景区管理局 of this name, registered in the district where it is not yet (clause 2.1)."""
    if there := selectors.scenic_area_called(name):
        return there
    found = orgs.found_unit(district, kind=UnitKind.SCENIC_AREA, name=name, by=SYSTEM, at=at)
    tell(f"已登记：{district.name} {found.name}")
    return found


def communities_chosen(town: Unit, chosen: str) -> list[Unit]:
    """`all`, `none`, or codes with commas between. Raises NotFound for a code of elsewhere."""
    within = selectors.units_inside(town, *COMMUNITY_LEVEL)
    if chosen in {"all", "none"}:
        return list(within) if chosen == "all" else []
    codes = [code.strip() for code in chosen.split(",") if code.strip()]
    by_code = {unit.division_code: unit for unit in within.filter(division_code__in=codes)}
    if missing := [code for code in codes if code not in by_code]:
        raise NotFound(f"{town.name}没有代码为 {'、'.join(missing)} 的社区或村。")
    return [by_code[code] for code in codes]


def found_halls(town: Unit, communities: Sequence[Unit], week: Week, at: datetime, tell: Tell) -> Unit:
    """The centre of the town and stations of the communities, with hours, items and guides."""
    centre = _furnished(orgs.establish_centre(town, by=SYSTEM, at=at), week, at)
    tell(f"已建立：{centre.name}")
    for community in communities:
        station = _furnished(orgs.establish_station(community, by=SYSTEM, at=at), week, at)
        tell(f"已建立：{station.name}")
    return centre


def appoint(administrator: Administrator, centre: Unit, at: datetime, tell: Tell) -> User:
    """An account with one of the three administrator posts; the password is changed at the first sign-in."""
    user = create_user(
        administrator.username, name=administrator.name, password=administrator.password, by=SYSTEM, at=at
    )
    orgs.grant_membership(
        user, centre, post=administrator.post, employment=Employment.ESTABLISHED, by=SYSTEM, at=at
    )
    tell(f"{administrator.post.label}：{user.name}，登录名 {user.username}")
    return user


def what_is_there() -> list[str]:
    """What a second run of `yizhan init` says, line by line."""
    lines = [f"{unit.get_kind_display()}：{unit.name}" for unit in selectors.halls()]
    held = Membership.objects.filter(post__in=ADMIN_POSTS, valid_to=None).select_related("user", "unit")
    lines += [f"{each.get_post_display()}：{each.user.name}，登录名 {each.user.username}" for each in held]
    return lines


def _furnished(hall: Unit, week: Week, at: datetime) -> Unit:
    orgs.set_opening_hours(hall, week, by=SYSTEM, at=at)
    adopt_items(hall, by=SYSTEM, at=at)
    adopt_guides(hall, by=SYSTEM, at=at)
    return hall
