"""A token acts as a user in a unit with today's posts, or as a device; nothing else opens the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from yizhan.accounts import actions as accounts
from yizhan.devices import actions as devices
from yizhan.devices.models import Device
from yizhan.devices.states import DeviceKind
from yizhan.exchange.bearer import unit_of_token
from yizhan.exchange.tests.callers import Caller, caller_of, device_of
from yizhan.exchange.tests.conftest import Clock
from yizhan.lib.actor import SYSTEM
from yizhan.live.tickets import Audience, Grant
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import AccessToken, Membership
from yizhan.orgs.sessions import UNIT
from yizhan.testing.cast import Cast, Member, at

pytestmark = pytest.mark.urls("yizhan.exchange.tests.urls")
As = Callable[[Member], Caller]


def test_a_token_acts_as_its_user_with_the_posts_of_today(cast: Cast, as_: As) -> None:
    me = as_(cast.director).get("/me").ok()
    assert (me["name"], me["unit_name"], me["posts"]) == ("秦主任", cast.hall.name, ["director"])


def test_a_device_acts_by_its_own_token(cast: Cast, clock: Clock) -> None:
    device, kiosk = device_of(cast.hall.pk, DeviceKind.KIOSK, "大厅取号机")
    assert kiosk.get("/me").ok()["id"] == str(device.pk)
    assert kiosk.get("/me").ok()["posts"] == ["kiosk"]


@pytest.mark.parametrize("token", ["", "wrong", "x" * 3000, "令牌"])
def test_without_a_token_that_is_known_nobody_comes_in(cast: Cast, clock: Clock, token: str) -> None:
    answer = Caller().client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    Caller().get("/me").refused(401, "token_needed")


def test_a_revoked_token_opens_nothing(cast: Cast, as_: As) -> None:
    caller = as_(cast.director)
    row = AccessToken.objects.get(user=cast.director.user)
    orgs.revoke_access_token(row, by=SYSTEM, at=at(9, 0))
    caller.get("/me").refused(401, "token_needed")


@pytest.mark.clause("2.3")
def test_a_token_expires_with_the_post_behind_it(cast: Cast, as_: As) -> None:
    caller = as_(cast.clerk)
    caller.get("/me").ok()
    orgs.end_membership(
        Membership.objects.get(user=cast.clerk.user), on=date(2026, 11, 23), by=SYSTEM, at=at(9, 0)
    )
    caller.get("/me").refused(401, "token_needed")


def test_a_token_of_a_closed_account_opens_nothing(cast: Cast, as_: As) -> None:
    caller = as_(cast.clerk)
    accounts.deactivate(cast.clerk.user, by=SYSTEM, at=at(9, 0))
    caller.get("/me").refused(401, "token_needed")


def test_a_disabled_device_is_refused_at_once(cast: Cast, clock: Clock) -> None:
    device, pad = device_of(cast.hall.pk, DeviceKind.PAD, "1号窗口评价器", cast.windows[0].pk)
    devices.disable(Device.objects.get(pk=device.pk), by=SYSTEM, at=at(9, 0))
    pad.post("/devices/heartbeat", {}).refused(401, "token_needed")


def test_a_signed_in_session_counts_for_nothing(cast: Cast, clock: Clock) -> None:
    caller = Caller()
    caller.client.force_login(cast.director.user, backend="django.contrib.auth.backends.ModelBackend")
    session = caller.client.session
    session[UNIT] = str(cast.hall.pk)
    session.save()
    caller.get("/me").refused(401, "token_needed")


def test_no_answer_sets_a_cookie(cast: Cast, as_: As) -> None:
    for answer in (as_(cast.director).get("/me"), Caller().get("/halls"), Caller().get("/nowhere")):
        assert not answer.response.cookies


def test_no_store_keeps_an_answer(cast: Cast, as_: As) -> None:
    assert as_(cast.director).get("/me").response.headers["Cache-Control"] == "no-store"


def test_another_post_is_told_who_may(cast: Cast, as_: As) -> None:
    told = as_(cast.clerk).get("/today").refused(403, "not_yours")
    assert told["title"] == "这一步不归您的岗位办理。"


def test_what_is_a_devices_is_not_a_persons(cast: Cast, as_: As) -> None:
    as_(cast.director).post("/devices/heartbeat", {}).refused(403, "device_only")


def test_the_stream_takes_the_same_tokens(cast: Cast, clock: Clock) -> None:
    _, board = device_of(cast.hall.pk, DeviceKind.HALL_BOARD, "大厅屏")
    assert unit_of_token(caller_of(cast.clerk).token) == Grant(cast.hall.pk, Audience.STAFF)
    assert unit_of_token(board.token) == Grant(cast.hall.pk, Audience.BOARD)
    assert unit_of_token("wrong") is None
