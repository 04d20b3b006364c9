"""A device that is disabled, a token that is revoked, somebody who leaves: their open streams end too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from yizhan.accounts import actions as accounts
from yizhan.devices import actions as devices
from yizhan.devices.models import Device
from yizhan.devices.tokens import COOKIE
from yizhan.exchange.bearer import unit_of_token
from yizhan.lib.actor import SYSTEM
from yizhan.lib.ids import new_id
from yizhan.live.standing import Credential, Proof
from yizhan.live.tests.streams import Board, Served, fetch, served, wait_until, write_entry
from yizhan.live.tickets import Audience, Grant, stream_key
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import Membership
from yizhan.orgs.sessions import UNIT
from yizhan.testing.cast import PASSWORD, SET_UP, Cast, Member, at
from yizhan.web.standing import AT_ONCE, credentials_of, standing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("6.1")]

ASKED_EVERY = 0.1  # seconds; in a hall it is five


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(9, 30))
    monkeypatch.setattr("yizhan.live.hub.STANDING_ASKED_EVERY", ASKED_EVERY)


@pytest.fixture
def server() -> Iterator[Served]:
    with served(unit_of_token, credentials_of, standing) as running:
        yield running


def enrolled(cast: Cast, name: str = "大厅屏", kind: str = "hall_board") -> tuple[Device, str]:
    return devices.enrol(cast.hall.pk, kind=kind, name=name, by=SYSTEM, at=SET_UP)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    session = client.session
    session[UNIT] = str(member.unit.pk)
    session.save()
    return client


def screen(server: Served, cast: Cast, token: str) -> Board:
    """The hall's board with its device's cookie."""
    key = quote(stream_key(cast.hall.pk, Audience.BOARD, bound=True))
    return Board(server.port, f"/live/stream?key={key}", {"Cookie": f"{COOKIE}={token}"}).open()


def desk(server: Served, member: Member, client: Client) -> Board:
    """A clerk's page with his session's cookie."""
    key = quote(stream_key(member.unit.pk, Audience.STAFF))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    return Board(server.port, f"/live/stream?key={key}", {"Cookie": cookie}).open()


def program(server: Served, token: str) -> Board:
    """Another system with its token."""
    return Board(server.port, "/live/stream", {"Authorization": f"Bearer {token}"}).open()


def comes_again(board: Board) -> int:
    """What the same page is answered when it comes again."""
    return fetch(board.port, board.path.replace("stream", "poll"), **board.headers)[0]


def hears(*boards: Board, unit: Cast) -> None:
    position = write_entry(unit.hall.pk)
    assert all(board.status == 200 and board.has(position) for board in boards)


def test_a_disabled_device_hears_no_more_and_the_others_go_on(server: Served, cast: Cast) -> None:
    device, token = enrolled(cast)
    _, other_token = enrolled(cast, "二楼屏")
    board, other = screen(server, cast, token), screen(server, cast, other_token)
    hears(board, other, unit=cast)
    devices.disable(device, by=cast.director.actor, at=at(9, 31))
    assert board.ends()
    assert comes_again(board) == 403
    assert not other.ended
    hears(other, unit=cast)
    other.cut()


def test_the_old_token_of_a_device_hears_no_more_and_the_new_one_does(server: Served, cast: Cast) -> None:
    device, old = enrolled(cast)
    before = screen(server, cast, old)
    hears(before, unit=cast)
    _, new = devices.renew_token(device, by=cast.director.actor, at=at(9, 31))
    assert before.ends()
    assert comes_again(before) == 403
    after = screen(server, cast, new)
    hears(after, unit=cast)
    after.cut()


def left(cast: Cast, client: Client) -> None:
    client.post(reverse("accounts:sign_out"))


def post_ended(cast: Cast, client: Client) -> None:
    for membership in Membership.objects.filter(user=cast.clerk.user):
        orgs.end_membership(membership, by=SYSTEM, at=at(9, 31))


def account_closed(cast: Cast, client: Client) -> None:
    accounts.deactivate(cast.clerk.user, by=SYSTEM, at=at(9, 31))


def password_changed(cast: Cast, client: Client) -> None:
    accounts.change_password(
        cast.clerk.user, old=PASSWORD, new="a-new-word-of-the-hall", by=cast.clerk.actor, at=at(9, 31)
    )


def went_to_another_unit(cast: Cast, client: Client) -> None:
    session = client.session
    session[UNIT] = str(new_id())
    session.save()


@pytest.mark.parametrize(
    "happens", [left, post_ended, account_closed, password_changed, went_to_another_unit]
)
def test_who_leaves_or_loses_his_right_hears_no_more(
    server: Served, cast: Cast, happens: Callable[[Cast, Client], None]
) -> None:
    client = signed_in(cast.clerk)
    his, colleagues = desk(server, cast.clerk, client), desk(server, cast.clerk2, signed_in(cast.clerk2))
    hears(his, colleagues, unit=cast)
    happens(cast, client)
    assert his.ends()
    assert comes_again(his) == 403
    hears(colleagues, unit=cast)
    colleagues.cut()


def test_a_revoked_token_of_another_system_hears_no_more(server: Served, cast: Cast) -> None:
    row, token = orgs.issue_access_token(cast.clerk.user, cast.hall, name="大屏系统", by=SYSTEM, at=SET_UP)
    listening = program(server, token)
    hears(listening, unit=cast)
    orgs.revoke_access_token(row, by=SYSTEM, at=at(9, 31))
    assert listening.ends()
    assert comes_again(listening) == 403


def test_the_address_alone_opens_nothing_of_staff_or_of_a_screen(server: Served, cast: Cast) -> None:
    _, token = enrolled(cast)
    for key in (
        stream_key(cast.hall.pk, Audience.STAFF),
        stream_key(cast.hall.pk, Audience.BOARD, bound=True),
    ):
        assert fetch(server.port, f"/live/poll?key={quote(key)}")[0] == 403
    staff = quote(stream_key(cast.hall.pk, Audience.STAFF))
    as_device = {"Cookie": f"{COOKIE}={token}"}
    assert fetch(server.port, f"/live/poll?key={staff}", **as_device)[0] == 403  # a screen is no clerk
    strange = quote(stream_key(cast.stranger.unit.pk, Audience.BOARD, bound=True))
    assert fetch(server.port, f"/live/poll?key={strange}", **as_device)[0] == 403  # of another hall


def test_a_residents_page_needs_its_key_alone(server: Served, cast: Cast) -> None:
    key = quote(stream_key(cast.hall.pk, Audience.TICKET))
    page = Board(server.port, f"/live/stream?key={key}").open()
    hears(page, unit=cast)
    page.cut()


def test_a_database_that_does_not_answer_ends_no_stream(
    cast: Cast,
) -> None:
    is_away = False

    def ask(asked: frozenset[Credential]) -> set[Credential]:
        if is_away:
            raise OperationalError("away")
        return standing(asked)

    _, token = enrolled(cast)
    with served(unit_of_token, credentials_of, ask) as server:
        board = screen(server, cast, token)
        hears(board, unit=cast)
        is_away = True
        assert wait_until(lambda: comes_again(board) == 503)
        is_away = False
        hears(board, unit=cast)
        board.cut()


def test_five_thousand_boards_and_a_hall_of_clerks_cost_a_handful_of_queries(cast: Cast) -> None:
    screens = Grant(cast.hall.pk, Audience.BOARD)
    tokens = [enrolled(cast, f"屏{n}")[1] for n in range(3)]
    asked = {
        Credential(Proof.DEVICE, f"{n:064}", cast.hall.pk) for n in range(AT_ONCE - len(tokens))
    } | set().union(*(credentials_of({COOKIE: token}, "", screens) for token in tokens))
    for member in (cast.clerk, cast.clerk2, cast.director):
        key = signed_in(member).cookies["sessionid"].value
        asked.add(Credential(Proof.SESSION, key, cast.hall.pk))
    with CaptureQueriesContext(connection) as queries:
        found = standing(frozenset(asked))
    assert len(found) == 6
    assert len(queries) == 4
