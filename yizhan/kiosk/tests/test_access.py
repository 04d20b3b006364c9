"""A kiosk sees its own hall, and other devices and residents see no kiosk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from yizhan.devices import presence
from yizhan.devices.models import Device
from yizhan.kiosk.tests.screens import Screen, enrolled
from yizhan.lib.actor import SYSTEM
from yizhan.queueing.actions import days, setting_up
from yizhan.queueing.models import Category, Ticket
from yizhan.testing.cast import TODAY, Cast, Member, at
from yizhan.testing.floor import Floor
from yizhan.testing.monday_morning import Clock

pytestmark = pytest.mark.clause("6.1")


@pytest.fixture
def elsewhere(cast: Cast) -> Category:
    """A category of the other hall, whose day is open."""
    zone = cast.other_hall.zones.get()
    category = setting_up.add_category(cast.other_hall, "A", "别处的业务", zone, by=SYSTEM, at=at(8))
    days.open_day(cast.other_hall, TODAY, by=SYSTEM, at=at(8, 30))
    return category


def test_another_halls_category_does_not_exist_here(kiosk: Screen, floor: Floor, elsewhere: Category) -> None:
    assert "别处的业务" not in kiosk.read("kiosk:home")
    assert kiosk.get("kiosk:category", elsewhere.pk).status_code == 404
    answer = kiosk.send("kiosk:take", category=elsewhere.pk, request_key="somewhere-else")
    assert answer.status_code == 404
    assert not Ticket.objects.exists()


def test_another_halls_number_does_not_exist_here(floor: Floor, kiosk: Screen, cast: Cast) -> None:
    token = floor.issue(9, 10).visit.public_token
    assert kiosk.get("kiosk:ticket", token).status_code == 200
    other = enrolled(cast.other_hall, "kiosk", name="别处的取号机")
    assert other.get("kiosk:ticket", token).status_code == 404
    assert other.get("kiosk:slip", token).status_code == 404


def test_a_board_opens_no_kiosk_and_a_resident_is_asked_to_sign_in(floor: Floor, cast: Cast) -> None:
    board = enrolled(cast.hall, "hall_board", name="大厅屏")
    for page in ("home", "now", "guides", "about", "help"):
        assert board.get(f"kiosk:{page}").status_code in {302, 404}
        assert Screen().get(f"kiosk:{page}").status_code == 302


def test_a_kiosk_out_of_use_opens_nothing(kiosk: Screen, floor: Floor) -> None:
    Device.objects.filter(pk=kiosk.device.pk).update(disabled_at=at(9), token_digest="")  # type: ignore[union-attr]
    told = kiosk.get("kiosk:home")
    assert told.status_code == 404
    assert "这个设备地址无效，可能已停用或已换发" in told.content.decode()


@pytest.mark.parametrize("who", ["guide", "director", "clerk"])
def test_staff_of_the_hall_may_look_at_it(cast: Cast, floor: Floor, who: str) -> None:
    member: Member = getattr(cast, who)
    browser = Client()
    browser.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session["unit_id"] = str(member.unit.pk)
    session.save()
    assert browser.get(reverse("kiosk:home")).status_code == 200


def test_asking_for_the_figures_is_the_kiosks_sign_of_life(kiosk: Screen, floor: Floor, clock: Clock) -> None:
    kiosk.get("kiosk:now")
    device = Device.objects.get(pk=kiosk.device.pk)  # type: ignore[union-attr]
    assert device.last_seen_at == clock.now
    assert presence.is_online(device, clock.now)
