"""The device page: what stands in the hall and how it is; enrolling, moving, disabling, test prints."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from yizhan.devices import actions, presence
from yizhan.devices.models import Device, PrintJob
from yizhan.devices.selectors import device_by_token
from yizhan.devices.tokens import COOKIE
from yizhan.lib.actor import SYSTEM
from yizhan.orgs.sessions import UNIT
from yizhan.testing.cast import Cast, Member, at

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.1")]

PAGE = "/units/devices/"


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[UNIT] = str(member.unit.pk)
    session.save()
    return client


@pytest.fixture
def keeper(cast: Cast) -> Client:
    return signed_in(cast.director)


@pytest.fixture
def printer(cast: Cast) -> Device:
    return actions.add_printer(cast.hall.pk, name="大厅打印机", host="127.0.0.1", by=SYSTEM, at=at(8))


@pytest.fixture
def kiosk(cast: Cast) -> Device:
    return actions.enrol(cast.hall.pk, kind="kiosk", name="东门取号机", by=SYSTEM, at=at(8))[0]


def test_an_enrolled_screen_shows_its_address_once_and_the_address_opens_it(
    cast: Cast, keeper: Client
) -> None:
    board = {"kind": "hall_board", "name": "大厅屏", "place_id": str(cast.zone.pk), "speaks": "on"}
    page = keeper.post(f"{PAGE}enrol/", board).content.decode()
    token = re.search(r'value="http://testserver/device/([\w-]+)"', page)
    assert token is not None
    assert 'class="qr"' in page
    device = device_by_token(token[1])
    assert device is not None
    assert (device.name, device.place_id, device.speaks) == ("大厅屏", cast.zone.pk, True)
    assert token[1] not in keeper.get(PAGE).content.decode()


def test_a_window_board_needs_its_window(cast: Cast, keeper: Client) -> None:
    for place in ("", str(cast.zone.pk), str(cast.other_windows[0].pk), "nonsense"):
        wrong = keeper.post(f"{PAGE}enrol/", {"kind": "pad", "name": "评价器", "place_id": place})
        assert wrong.status_code == 422
    right = {"kind": "pad", "name": "评价器", "place_id": str(cast.windows[0].pk)}
    assert keeper.post(f"{PAGE}enrol/", right).status_code == 200
    assert Device.objects.get().place_id == cast.windows[0].pk


def test_a_name_that_is_taken_is_refused_in_words(keeper: Client, kiosk: Device) -> None:
    again = {"kind": "kiosk", "name": kiosk.name}
    answer = keeper.post(f"{PAGE}enrol/", again, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "已经有一台同名的设备" in answer.content.decode()


def test_a_printer_is_added_and_prints_a_test_page(keeper: Client) -> None:
    keeper.post(f"{PAGE}printers/", {"name": "大厅打印机", "host": "192.168.1.20", "port": "9100"})
    printer = Device.objects.get()
    keeper.post(f"{PAGE}{printer.pk}/test/")
    assert PrintJob.objects.get().printer == printer
    page = keeper.get(PAGE).content.decode()
    assert "192.168.1.20:9100" in page


@pytest.mark.parametrize("host", ["", "a b", "http://x", "<b>"])
def test_a_printer_without_a_usable_address_is_refused(keeper: Client, host: str) -> None:
    answer = keeper.post(
        f"{PAGE}printers/", {"name": "打印机", "host": host, "port": "9100"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert not Device.objects.exists()


def test_a_kiosk_is_renamed_and_given_its_printer(keeper: Client, kiosk: Device, printer: Device) -> None:
    changed = {"name": "西门取号机", "place_id": "", "printer": str(printer.pk)}
    assert keeper.post(f"{PAGE}{kiosk.pk}/", changed).status_code == 302
    kiosk.refresh_from_db()
    assert (kiosk.name, kiosk.printer) == ("西门取号机", printer)


def test_a_new_address_ends_the_old_one(keeper: Client, kiosk: Device) -> None:
    before = kiosk.token_digest
    page = keeper.post(f"{PAGE}{kiosk.pk}/token/").content.decode()
    assert "/device/" in page
    kiosk.refresh_from_db()
    assert kiosk.token_digest != before


def test_a_disabled_device_stays_in_the_list_as_such(keeper: Client, kiosk: Device) -> None:
    keeper.post(f"{PAGE}{kiosk.pk}/disable/")
    page = keeper.get(PAGE).content.decode()
    assert "已停用" in page
    assert f"{PAGE}{kiosk.pk}/disable/" not in page


def test_a_heartbeat_shows_on_the_page(keeper: Client, cast: Cast) -> None:
    device, token = actions.enrol(cast.hall.pk, kind="hall_board", name="大厅屏", by=SYSTEM, at=at(8))
    assert "还没有连上" in keeper.get(PAGE).content.decode()
    board = Client(enforce_csrf_checks=True)
    board.cookies[COOKIE] = token
    assert board.post(f"{PAGE}alive/", {"condition": "没有声音"}).status_code == 204
    page = keeper.get(PAGE).content.decode()
    assert "在线" in page
    assert "没有声音" in page
    lost = timezone.now() - presence.ONLINE_WITHIN * 2  # noqa: TID251 - the page runs by the real clock
    Device.objects.filter(pk=device.pk).update(last_seen_at=lost)
    assert "失联" in keeper.get(PAGE, headers={"HX-Request": "true"}).content.decode()


def test_the_list_alone_is_fetched_again_and_again(keeper: Client, kiosk: Device) -> None:
    part = keeper.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="devices"')
    assert kiosk.name in part


def test_another_halls_device_is_not_there(cast: Cast, kiosk: Device) -> None:
    foreign = actions.enrol(cast.other_hall.pk, kind="kiosk", name="别处的取号机", by=SYSTEM, at=at(8))[0]
    keeper = signed_in(cast.director)
    assert foreign.name not in keeper.get(PAGE).content.decode()
    for step in ("", "token/", "disable/", "test/"):
        assert keeper.post(f"{PAGE}{foreign.pk}/{step}").status_code == 404


def test_who_does_not_keep_devices_sees_none(cast: Cast, kiosk: Device) -> None:
    for member in (cast.clerk, cast.security_admin, cast.audit_admin):
        client = signed_in(member)
        assert client.get(PAGE).status_code == 403
        assert client.post(f"{PAGE}{kiosk.pk}/disable/", headers={"HX-Request": "true"}).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert Client().post(f"{PAGE}alive/").status_code == 404
    kiosk.refresh_from_db()
    assert kiosk.disabled_at is None
