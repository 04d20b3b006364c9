"""docs/access.md is true: every address × every post, device and stranger, asked for real."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.halls import Things, things_of
from tests.architecture.visitors import Visitor, device, path_of, staff
from yizhan.accounts import access as page_doors
from yizhan.catalog import actions as catalog
from yizhan.exchange import doors as api_doors
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import ANONYMOUS_RESIDENT, SYSTEM, Actor, ActorKind
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import Unit
from yizhan.orgs.states import Post, UnitKind
from yizhan.testing.cast import SET_UP, WEEK, Cast, Member, add_window, at, join
from yizhan.testing.doors import SAME_ANSWER, Door, doors, table

DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"
NOBODY_MARKED = "no access marker: put @public, @signed_in, @for_posts or @for_devices on the view"
ALWAYS_404 = {"api/v1/", "api/v1/<path:rest>"}
"""Open to everybody, and what they say is that there is nothing."""


@dataclass
class World:
    """Two halls and a station with everything in them, and everybody who comes to their doors."""

    here: Things
    visitors: list[Visitor]
    strangers: dict[str, Visitor]


@dataclass
class Turned:
    """Whether the last visitor was turned away at the door itself, not by an act behind it."""

    away: bool = False


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> Iterator[Turned]:
    """Watches both kinds of door. What is behind a page is not drawn: other tests look at it."""
    turned = Turned()

    def watched(module: Any, name: str) -> None:
        ask = getattr(module, name)

        def turn(*args: Any) -> Any:
            turned.away = True
            return ask(*args)

        monkeypatch.setattr(module, name, turn)

    watched(page_doors, "_turned_away")
    watched(api_doors, "_closed_to")
    monkeypatch.setattr("django.template.base.Template.render", lambda self, context: "")
    logging.disable(logging.CRITICAL)
    yield turned
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    """The cast's halls at half past nine."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(9, 30))
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    for window in cast.windows[1:]:
        orgs.retire_window(window, by=SYSTEM, at=SET_UP)
    here = things_of(cast.hall, cast.zone, cast.windows[0], cast.clerk, cast.clerk2)
    visitors = [staff(member, here) for member in _of_the_hall(cast)]
    visitors += [device(kind, here) for kind in here.devices]
    visitors += [staff(cast.station_worker, _station(cast)), Visitor("street", here)]
    officer = join(_district(), Post.DISTRICT_OFFICER, username="district", name="区长官")
    return World(here, [*visitors, staff(officer, here)], _strangers(cast))


def test_every_address_has_an_access_marker() -> None:
    unmarked = [f"{door} ({door.view.__module__})" for door in doors() if door.access is None]
    assert not unmarked, NOBODY_MARKED


def test_the_document_is_the_table_of_today() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written == table(), "python -m yizhan.testing.access_table > docs/access.md"


def test_every_parameter_has_a_thing_to_name(world: World) -> None:
    for door in doors():
        assert "<" not in path_of(door, world.here), door


@pytest.mark.clause("2.1", "2.3")
def test_the_doors_open_to_whom_the_table_says(world: World, turned: Turned) -> None:
    posts = {visitor.post for visitor in world.visitors[:3]}
    assert posts >= set(Post.values), "somebody of each post knocks"
    wrong = [
        f"{visitor.name}: {door} {problem}"
        for visitor in world.visitors[:3]
        for door in doors()
        if (problem := _problem(visitor, door, turned))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.clause("2.1")
def test_another_units_things_do_not_exist(world: World, turned: Turned) -> None:
    wrong, asked = [], 0
    for door in doors():
        stranger = _stranger_for(door, world)
        if stranger is None:
            continue
        for things in _foreign(door, world.here, stranger.things):
            asked += 1
            response = stranger.knock(door, things)
            if door.route in SAME_ANSWER:
                assert response.content == stranger.knock(door, _nothing(things)).content
            elif response.status_code != 404:
                wrong.append(f"{stranger.name}: {door} {response.status_code}")
    assert not wrong, "\n".join(wrong)
    assert asked > 100


def _problem(visitor: Visitor, door: Door, turned: Turned) -> str:
    """What is wrong with the answer, or nothing."""
    assert door.access
    turned.away = False
    response = visitor.knock(door, visitor.things)
    to_sign_in = response.status_code == 302 and response.headers["Location"].startswith("/sign-in/")
    status = f"{response.status_code} {response.content[:200]!r}"
    if not door.access.admits(_actor(visitor)):
        is_closed = to_sign_in or response.status_code in {401, 403, 404}
        return "" if is_closed and (turned.away or response.status_code == 401) else f"is open: {status}"
    if turned.away or (to_sign_in and not door.access.public):
        return f"is closed: {status}"
    may_miss = door.route in ALWAYS_404 or visitor.post == Post.DISTRICT_OFFICER
    bad = {401, 500} if may_miss else {401, 404, 500}
    refused_behind = door.is_api and response.status_code == 403 and b"not_yours" in response.content
    return f"does not work: {status}" if response.status_code in bad or refused_behind else ""


def _actor(visitor: Visitor) -> Actor:
    if visitor.device:
        return Actor(ActorKind.DEVICE, "", visitor.things.unit.pk, frozenset({visitor.device}))
    if visitor.post:
        return Actor(ActorKind.STAFF, "", visitor.things.unit.pk, frozenset({visitor.post}))
    return ANONYMOUS_RESIDENT


def _stranger_for(door: Door, world: World) -> Visitor | None:
    """Somebody of the other hall to whom the door is open, where it names something of a unit."""
    if not door.names_an_object or door.access is None or door.access.public:
        return None
    if door.access.any_staff:
        return world.strangers[Post.ACCEPTANCE]
    open_to = [*door.access.posts, *door.access.devices]
    return next(world.strangers[who] for who in sorted(open_to) if who in world.strangers)


def _foreign(door: Door, here: Things, there: Things) -> Iterator[Things]:
    """This hall's things; and his own unit with this hall's thing in it."""
    yield here
    own = {name: there.named[name] for name in ("unit_id", "hall_id") if name in door.parameters}
    if own and len(door.parameters) > len(own) and not {"day", "year"} & set(door.parameters):
        yield Things(here.unit, here.named | own, here.devices)


def _nothing(things: Things) -> Things:
    """Keys of nothing at all."""
    return Things(things.unit, dict.fromkeys(things.named, str(INSTALLATION)), things.devices)


def _of_the_hall(cast: Cast) -> list[Member]:
    officer = join(cast.hall, Post.SAFETY_OFFICER, username="safety", name="安全员甲")
    return [
        *(cast.director, cast.guide, cast.clerk, cast.approver, cast.delivery, cast.agent, officer),
        *(cast.system_admin, cast.security_admin, cast.audit_admin),
    ]


def _station(cast: Cast) -> Things:
    orgs.set_opening_hours(cast.station, WEEK, by=SYSTEM, at=SET_UP)
    zone = orgs.add_zone(cast.station, name="等候区", by=SYSTEM, at=SET_UP)
    window = add_window(cast.station, zone, 1)
    return things_of(cast.station, zone, window, cast.station_worker, cast.station_worker)


def _district() -> Unit:
    return Unit.objects.filter(kind=UnitKind.DISTRICT).earliest("division_code")


def _strangers(cast: Cast) -> dict[str, Visitor]:
    """For each post and device of this hall one of the other hall."""
    hall, window = cast.other_hall, cast.other_windows[0]
    members = {Post.ACCEPTANCE: cast.stranger}
    for post in (
        Post.DIRECTOR, Post.GUIDE, Post.DELIVERY, Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN, Post.AUDIT_ADMIN,
    ):  # fmt: skip
        members[post] = join(hall, post, username=f"there-{post.replace('_', '-')}", name=f"外厅{post.label}")
    there = things_of(hall, window.zone, window, cast.stranger, members[Post.GUIDE])
    found = {str(post): staff(member, there) for post, member in members.items()}
    return found | {kind: device(kind, there) for kind in there.devices}
