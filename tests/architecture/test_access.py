"""docs/access.md is true: every address × every post, device and stranger, asked for real."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.halls import Things, things_of
from tests.architecture.visitors import Visitor, device, path_of, staff
from yizhan.accounts.access import Access
from yizhan.catalog import actions as catalog
from yizhan.exchange.bearer import bearer_of
from yizhan.journal.models import INSTALLATION
from yizhan.lib.actor import SYSTEM, Actor
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import Unit
from yizhan.orgs.selectors import posts_in
from yizhan.orgs.states import Post, UnitKind
from yizhan.testing.cast import SET_UP, WEEK, Cast, Member, add_window, at, join
from yizhan.testing.doors import SAME_ANSWER, Door, doors, table

DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"
NOBODY_MARKED = "no access marker: put @public, @signed_in, @for_posts or @for_devices on the view"
RECORDING = "digit-1.ogg"
ALWAYS_404 = {"api/v1/", "api/v1/<path:rest>"}
"""Open to everybody, and what they say is that there is nothing."""


@dataclass
class World:
    """Two halls and a station with everything in them, and everybody who comes to their doors."""

    here: Things
    visitors: list[Visitor]
    strangers: dict[str, Visitor]


class LetIn(Exception):
    """Far enough: what is behind this door was seen by another visitor."""


@dataclass
class Watch:
    """What the doors said to the last visitor; `only_the_door` ends the visit of whoever is let in."""

    turned_away: bool = False
    let_in: bool = False
    only_the_door: bool = False


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watches both kinds of door. What is behind a page is not drawn: other tests look at it."""
    watch, admits = Watch(), Access.admits

    def watched(access: Access, actor: Actor) -> bool:
        watch.let_in = admits(access, actor)
        watch.turned_away = not watch.let_in
        if watch.let_in and watch.only_the_door:
            raise LetIn
        return watch.let_in

    monkeypatch.setattr(Access, "admits", watched)
    monkeypatch.setattr("django.template.base.Template.render", lambda self, context: "")
    # Who somebody is does not change here: it is looked up once and not five thousand times.
    monkeypatch.setattr("yizhan.orgs.sessions.posts_in", cache(posts_in))
    monkeypatch.setattr("yizhan.exchange.doors.bearer_of", cache(bearer_of))
    logging.disable(logging.CRITICAL)
    yield watch
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    """The cast's halls at half past nine."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(9, 30))
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    for window in cast.windows[1:]:
        orgs.retire_window(window, by=SYSTEM, at=SET_UP)
    (voice := Path(settings.DATA_DIR) / "voice").mkdir(exist_ok=True)
    (voice / RECORDING).write_bytes(b"OggS")
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
def test_the_doors_open_to_whom_the_table_says(world: World, watch: Watch) -> None:
    posts = {visitor.post for visitor in world.visitors}
    assert posts >= set(Post.values), "somebody of each post knocks"
    wrong: list[str] = []
    for door in doors():
        seen = False
        for visitor in world.visitors:
            # A page is drawn once; whatever may write is done by everybody who may.
            watch.only_the_door = seen and door.methods == ("GET",)
            problem = _problem(visitor, door, watch)
            wrong += [f"{visitor.name}: {door} {problem}"] if problem else []
            seen = seen or watch.let_in
    assert not wrong, "\n".join(wrong)


@pytest.mark.clause("2.1")
def test_another_units_things_do_not_exist(world: World, watch: Watch) -> None:
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


def _problem(visitor: Visitor, door: Door, watch: Watch) -> str:
    """What is wrong with the answer, or nothing."""
    assert door.access
    watch.turned_away = watch.let_in = False
    expected = _admitted(door.access, visitor)
    response = visitor.knock(door, visitor.things)
    told = f"{response.status_code} {response.content[:200]!r}"
    to_sign_in = response.status_code == 302 and response.headers["Location"].startswith("/sign-in/")
    if not expected:
        is_refused = to_sign_in or response.status_code in {401, 403, 404}
        return "" if is_refused and not watch.let_in else f"is open: {told}"
    if watch.turned_away or (to_sign_in and not door.access.public):
        return f"is closed: {told}"
    if watch.only_the_door:
        return ""
    may_miss = door.route in ALWAYS_404 or visitor.post == Post.DISTRICT_OFFICER
    bad = {401, 500} if may_miss else {401, 404, 500}
    refused_behind = door.is_api and response.status_code == 403 and b"not_yours" in response.content
    return f"does not work: {told}" if response.status_code in bad or refused_behind else ""


def _admitted(access: Access, visitor: Visitor) -> bool:
    """What docs/access.md says, cell by cell."""
    if access.public:
        return True
    if visitor.device:
        return visitor.device in access.devices
    return bool(visitor.post) and (access.any_staff or visitor.post in access.posts)


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
    colleague = join(cast.station, Post.AGENT, username="station-agent", name="代办员甲")
    return things_of(cast.station, zone, window, cast.station_worker, colleague)


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
