"""Devices come, move and go by acts of those who keep them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from yizhan.devices import actions, presence, refusals
from yizhan.devices.models import Device, PrintJob
from yizhan.devices.selectors import device_by_token, devices_visible_to, next_copy_of, printers_visible_to
from yizhan.devices.states import DeviceKind
from yizhan.journal.models import Entry
from yizhan.lib.actor import SYSTEM, Actor, ActorKind
from yizhan.lib.ids import new_id
from yizhan.lib.refusal import NotYours, Refusal
from yizhan.orgs.states import Post
from yizhan.testing.cast import at

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.1")]

UNIT, OTHER = new_id(), new_id()


def staff(*posts: str, unit_id: UUID = UNIT) -> Actor:
    return Actor(ActorKind.STAFF, str(new_id()), unit_id, frozenset(posts))


KEEPER = staff(Post.SYSTEM_ADMIN)


@pytest.fixture
def kiosk() -> Device:
    return actions.enrol(UNIT, kind=DeviceKind.KIOSK, name="大厅取号机", by=KEEPER, at=at(8))[0]


@pytest.fixture
def printer() -> Device:
    return actions.add_printer(UNIT, name="大厅打印机", host="192.168.1.9", by=KEEPER, at=at(8))


def test_a_device_is_known_by_its_token_which_is_not_stored() -> None:
    device, token = actions.enrol(UNIT, kind="pad", name="1号评价器", place_id=OTHER, by=KEEPER, at=at(8))
    assert device_by_token(token) == device
    assert (device.place_id, device.enrolled_at) == (OTHER, at(8))
    assert not Device.objects.filter(token_digest=token).exists()
    entry = Entry.objects.get()
    assert (entry.act, entry.unit_id, entry.subject_id) == ("device.enrolled", UNIT, str(device.pk))
    assert token not in str(entry.facts)


def test_a_disabled_device_is_refused_at_once(kiosk: Device) -> None:
    _, token = actions.renew_token(kiosk, by=KEEPER, at=at(9))
    actions.disable(kiosk, by=KEEPER, at=at(10))
    assert device_by_token(token) is None
    assert not presence.seen(kiosk.pk, at=at(11))
    for step in (
        lambda: actions.disable(kiosk, by=KEEPER, at=at(11)),
        lambda: actions.renew_token(kiosk, by=KEEPER, at=at(11)),
        lambda: actions.change(kiosk, name="取号机", by=KEEPER, at=at(11)),
    ):
        with pytest.raises(refusals.DeviceDisabled):
            step()


def test_a_new_token_ends_the_old_one(kiosk: Device) -> None:
    _, first = actions.renew_token(kiosk, by=KEEPER, at=at(9))
    _, second = actions.renew_token(kiosk, by=KEEPER, at=at(9))
    assert device_by_token(first) is None
    assert device_by_token(second) == kiosk


def test_a_device_is_renamed_and_put_elsewhere(kiosk: Device) -> None:
    changed = actions.change(kiosk, name="  东门取号机 ", place_id=OTHER, by=KEEPER, at=at(9))
    assert (changed.name, changed.place_id) == ("东门取号机", OTHER)


def test_a_kiosk_prints_on_the_printer_that_was_chosen(kiosk: Device, printer: Device) -> None:
    actions.choose_printer(kiosk, printer, by=KEEPER, at=at(9))
    kiosk.refresh_from_db()
    assert kiosk.printer == printer
    actions.choose_printer(kiosk, None, by=KEEPER, at=at(9))
    kiosk.refresh_from_db()
    assert kiosk.printer is None


def test_only_a_printer_in_use_of_the_own_hall_can_be_chosen(kiosk: Device, printer: Device) -> None:
    foreign = actions.add_printer(OTHER, name="邻镇打印机", host="10.0.0.1", by=SYSTEM, at=at(8))
    pad, _ = actions.enrol(UNIT, kind="pad", name="1号评价器", by=KEEPER, at=at(8))
    for wrong in (foreign, kiosk, pad):
        with pytest.raises(refusals.NotAPrinter):
            actions.choose_printer(kiosk, wrong, by=KEEPER, at=at(9))
    with pytest.raises(refusals.NoPrinterForThis):
        actions.choose_printer(pad, printer, by=KEEPER, at=at(9))
    actions.disable(printer, by=KEEPER, at=at(9))
    with pytest.raises(refusals.NotAPrinter):
        actions.choose_printer(kiosk, printer, by=KEEPER, at=at(9))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": "  "}, refusals.DeviceNameNeeded),
        ({"name": "大厅取号机"}, refusals.DeviceNameTaken),
        ({"name": "大" * 31}, Refusal),
        ({"name": "大\x00"}, Refusal),
        ({"kind": "printer"}, refusals.DeviceKindUnknown),
        ({"kind": "toaster"}, refusals.DeviceKindUnknown),
    ],
)
@pytest.mark.usefixtures("kiosk")
def test_a_wrong_enrolment_is_refused_and_nothing_is_written(
    changes: dict[str, str], refusal: type[Refusal]
) -> None:
    wanted = {"kind": "kiosk", "name": "另一台"} | changes
    with pytest.raises(refusal):
        actions.enrol(UNIT, kind=wanted["kind"], name=wanted["name"], by=KEEPER, at=at(9))
    assert (Device.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("", 9100),
        ("a b", 9100),
        ("http://x/", 9100),
        ("-x", 9100),
        ("x" * 101, 9100),
        ("ok", 0),
        ("ok", 70000),
    ],
)
def test_a_printer_needs_an_address_that_can_be_one(host: str, port: int) -> None:
    with pytest.raises(refusals.PrinterAddressNeeded):
        actions.add_printer(UNIT, name="打印机", host=host, port=port, by=KEEPER, at=at(8))


def test_only_those_who_keep_the_halls_devices_may_change_them(kiosk: Device) -> None:
    for by in (
        staff(Post.GUIDE, Post.ACCEPTANCE),
        staff(Post.SYSTEM_ADMIN, Post.DIRECTOR, unit_id=OTHER),
        Actor(ActorKind.DEVICE, str(kiosk.pk), UNIT, frozenset({"kiosk"})),
    ):
        with pytest.raises(NotYours):
            actions.enrol(UNIT, kind="kiosk", name="又一台", by=by, at=at(9))
        with pytest.raises(NotYours):
            actions.disable(kiosk, by=by, at=at(9))
    assert actions.disable(kiosk, by=staff(Post.DIRECTOR), at=at(9)).disabled_at == at(9)


def test_the_keepers_are_posts_of_the_house() -> None:
    assert set(actions.KEEPERS) == {Post.SYSTEM_ADMIN, Post.DIRECTOR}


def test_each_hall_sees_its_own_devices(kiosk: Device, printer: Device) -> None:
    assert set(devices_visible_to(KEEPER)) == {kiosk, printer}
    assert set(printers_visible_to(KEEPER)) == {printer}
    assert not devices_visible_to(staff(Post.SYSTEM_ADMIN, unit_id=OTHER)).exists()
    assert not devices_visible_to(Actor(ActorKind.RESIDENT)).exists()


def test_a_test_page_is_queued_each_time(printer: Device, kiosk: Device) -> None:
    actions.print_test(printer, by=KEEPER, at=at(9))
    actions.print_test(printer, by=KEEPER, at=at(9))
    assert PrintJob.objects.filter(printer=printer).count() == 2
    with pytest.raises(refusals.NotAPrinter):
        actions.print_test(kiosk, by=KEEPER, at=at(9))


def test_the_next_copy_of_a_slip_is_counted_from_the_first_print(printer: Device) -> None:
    ticket = new_id()
    PrintJob.objects.create(printer=printer, subject_id=ticket, content=b"", queued_at=at(9))
    assert next_copy_of(ticket) == 1
    PrintJob.objects.create(printer=printer, subject_id=ticket, copy=1, content=b"", queued_at=at(9))
    assert next_copy_of(ticket) == 2


def test_a_heartbeat_is_written_at_most_every_twenty_seconds(kiosk: Device) -> None:
    assert presence.seen(kiosk.pk, at=at(9))
    assert not presence.seen(kiosk.pk, at=at(9, 0, 19))
    assert presence.seen(kiosk.pk, at=at(9, 0, 20))
    assert presence.seen(kiosk.pk, at=at(9, 0, 21), condition="没有声音")  # a change is news
    kiosk.refresh_from_db()
    assert (kiosk.last_seen_at, kiosk.condition) == (at(9, 0, 21), "没有声音")
    assert presence.is_online(kiosk, at(9, 1))
    assert not presence.is_online(kiosk, at(9, 0, 21) + timedelta(seconds=91))
    assert Entry.objects.count() == 1  # the enrolment only


def test_a_sign_of_life_leaves_what_the_device_said_of_itself(kiosk: Device) -> None:
    presence.seen(kiosk.pk, at=at(9), condition="没有声音")
    assert presence.seen(kiosk.pk, at=at(9, 1))
    kiosk.refresh_from_db()
    assert (kiosk.last_seen_at, kiosk.condition) == (at(9, 1), "没有声音")
    presence.seen(kiosk.pk, at=at(9, 2), condition="")
    kiosk.refresh_from_db()
    assert kiosk.condition == ""


def test_what_a_device_says_of_itself_is_cut_to_its_place(kiosk: Device) -> None:
    presence.seen(kiosk.pk, at=at(9), condition="坏\x00了" + "x" * 200)
    kiosk.refresh_from_db()
    assert kiosk.condition.startswith("坏了x")
    assert len(kiosk.condition) == 80
