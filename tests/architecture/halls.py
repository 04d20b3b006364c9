"""Things of a hall, one of each kind that an address can name; made by acts only."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from uuid import UUID

from PIL import Image

from yizhan.accounts import actions as accounts
from yizhan.catalog import actions as catalog
from yizhan.catalog import selectors as items
from yizhan.catalog.models import Implementation
from yizhan.catalog.spreadsheet import written_csv
from yizhan.catalog.states import BusinessLine
from yizhan.devices import actions as devices
from yizhan.devices.models import Device
from yizhan.devices.states import DeviceKind
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.orgs.models import Membership, Unit, Window, Zone
from yizhan.people.actions import register_body, register_person
from yizhan.people.rules import BodyParticulars, Particulars
from yizhan.queueing.actions import calling, consulting, days, finishing, issuing, setting_up, windows
from yizhan.queueing.models import Call, WindowSession
from yizhan.queueing.states import Channel, ConsultationTopic
from yizhan.testing.cast import SET_UP, TODAY, Member, at

QUESTION = consulting.Question(BusinessLine.OTHER, ConsultationTopic.FEES)
ANSWERED = consulting.Question(BusinessLine.OTHER, ConsultationTopic.FEES, "不收费。")


@dataclass
class Things:
    """What addresses of one hall name, by the name of the parameter; and its devices with their tokens."""

    unit: Unit
    named: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)


def things_of(unit: Unit, zone: Zone, window: Window, server: Member, keeper: Member) -> Things:
    """One of each kind. `server` is signed in at the window; `keeper` is somebody else of the hall."""
    things = Things(unit, {"unit_id": str(unit.pk), "hall_id": str(unit.pk), "zone_id": str(zone.pk)})
    things.named |= {"window_id": str(window.pk), "day": "2026-11-25", "year": "2027", "rest": "nowhere"}
    things.named |= {
        "name": "digit-1.ogg",
        "request_key": "a-key-of-the-test",
        "username": keeper.user.username,
    }
    things.named |= _floor(unit, zone, window, server)
    things.named |= _catalogue(unit)
    things.named |= _people(unit, keeper)
    things.named |= _registered(unit)
    things.named |= {"key": "acceptance_notice", "format": "typst", "office_id": str(_office(unit))}
    _enrol(things, window)
    return things


def _floor(unit: Unit, zone: Zone, window: Window, server: Member) -> dict[str, str]:
    category = setting_up.add_category(unit, "A", "综合业务", zone, by=SYSTEM, at=SET_UP)
    day = days.open_day(unit, TODAY, by=SYSTEM, at=at(8, 50))
    by = server.actor
    session: WindowSession = windows.sign_in(window, server.user, by=by, at=at(9, 0))
    ticket = issuing.issue(category, channel=Channel.GUIDE, by=SYSTEM, at=at(9, 10))
    ticket = calling.call_next(session, by=by, at=at(9, 11))
    finishing.finish(ticket, session, by=by, at=at(9, 29), user=server.user, questions=[ANSWERED])
    asked = consulting.record_consultation(unit, QUESTION, server.user, by=by, at=at(9, 29))
    return {
        "category_id": str(category.pk),
        "day_id": str(day.pk),
        "ticket_id": str(ticket.pk),
        "token": ticket.visit.public_token,
        "call_id": str(Call.objects.get(ticket=ticket).pk),
        "question_id": str(asked.pk),
    }


def _catalogue(unit: Unit) -> dict[str, str]:
    catalog.adopt_items(unit, by=SYSTEM, at=SET_UP)
    item = Implementation.objects.filter(unit=unit, is_open=True).select_related("unit").earliest("pk")
    draft = catalog.draft_version(item, by=SYSTEM, at=SET_UP)
    rows = [row.cells for row in items.catalogue_of(unit, SYSTEM)][:2]
    pending = catalog.read_import(unit, "事项.csv", written_csv(rows), by=SYSTEM, at=SET_UP)
    return {"item_id": str(item.pk), "version_id": str(draft.pk), "import_id": str(pending.pk)}


def _people(unit: Unit, keeper: Member) -> dict[str, str]:
    picture = io.BytesIO()
    Image.new("RGB", (480, 640), "white").save(picture, "JPEG")
    accounts.put_photo(keeper.user, picture.getvalue(), by=SYSTEM, at=SET_UP)
    token, _ = orgs.issue_access_token(keeper.user, unit, name="样本", by=SYSTEM, at=SET_UP)
    membership = Membership.objects.get(user=keeper.user)
    return {"user_id": str(keeper.user.pk), "token_id": str(token.pk), "membership_id": str(membership.pk)}


def _registered(unit: Unit) -> dict[str, str]:
    """A person, the same one registered twice, and a body."""
    man = Particulars(name="样本甲", no_number_reason="other")
    person, other = (register_person(unit, man, by=SYSTEM, at=SET_UP) for _ in range(2))
    body = register_body(unit, BodyParticulars(name="样本协会", kind="6"), by=SYSTEM, at=SET_UP)
    return {"person_id": str(person.pk), "other_id": str(other.pk), "body_id": str(body.pk)}


def _office(unit: Unit) -> UUID:
    """A body that answers for items of the hall, under whose name papers go out."""
    return Implementation.objects.filter(unit=unit, responsible_body__isnull=False).values_list(
        "responsible_body_id", flat=True
    )[0]


def _enrol(things: Things, window: Window) -> None:
    unit_id: UUID = things.unit.pk
    printer: Device = devices.add_printer(unit_id, name="小票机", host="192.0.2.7", by=SYSTEM, at=SET_UP)
    for kind in (DeviceKind.KIOSK, DeviceKind.HALL_BOARD, DeviceKind.WINDOW_BOARD, DeviceKind.PAD):
        device, token = devices.enrol(
            unit_id,
            kind=kind,
            name=str(kind.label),
            place_id=None if kind == DeviceKind.HALL_BOARD else window.pk,
            printer=printer if kind == DeviceKind.KIOSK else None,
            by=SYSTEM,
            at=SET_UP,
        )
        things.devices[kind] = token
        things.named |= {"device_id": str(device.pk), "device_token": token}
    things.named["printer_id"] = str(printer.pk)
