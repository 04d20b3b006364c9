"""Every page of the console, as it is opened and as it comes back with errors: no id stands twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, reverse

from yizhan.console.tests.browsing import Browser
from yizhan.console.urls import urlpatterns
from yizhan.devices import actions as devices
from yizhan.devices.models import Device
from yizhan.lib.actor import SYSTEM
from yizhan.testing.cast import Cast, at

Browse = Callable[[str], Browser]
WHO = ("system_admin", "director", "security_admin", "audit_admin")
ID = re.compile(r'\bid="([^"]*)"')
FOR = re.compile(r'\bfor="([^"]*)"')


@pytest.fixture
def kiosk(cast: Cast) -> Device:
    """A printer and a kiosk, so that the page of a device is there."""
    devices.add_printer(cast.hall.pk, name="大厅打印机", host="127.0.0.1", by=SYSTEM, at=at(8))
    return devices.enrol(cast.hall.pk, kind="kiosk", name="东门取号机", by=SYSTEM, at=at(8))[0]


def addresses(cast: Cast, kiosk: Device) -> Iterator[tuple[str, str]]:
    """Every address of the console that names things which the cast has."""
    named: dict[str, UUID] = {
        "unit_id": cast.hall.pk,
        "window_id": cast.windows[0].pk,
        "zone_id": cast.zone.pk,
        "user_id": cast.clerk.user.pk,
        "device_id": kiosk.pk,
    }
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        wanted = pattern.pattern.converters
        if wanted.keys() <= named.keys():
            values = {name: named[name] for name in wanted}
            yield str(pattern.name), reverse(f"console:{pattern.name}", kwargs=values)


def twice(page: str) -> list[str]:
    return [one for one, count in Counter(ID.findall(page)).items() if count > 1]


def check(answer: HttpResponse, said: str) -> None:
    page = answer.content.decode()
    assert twice(page) == [], said
    assert set(FOR.findall(page)) <= set(ID.findall(page)), said


def test_no_id_stands_twice_on_any_page(cast: Cast, browse: Browse, kiosk: Device) -> None:
    seen: set[str] = set()
    for who in WHO:
        browser = browse(who)
        for name, address in addresses(cast, kiosk):
            answer: Any = browser.client.get(address)
            if answer.status_code == 200:
                check(answer, f"{who}: {name}")
                seen.add(name)
    assert seen == {
        *("unit", "hours", "windows", "window", "zone", "policy", "people", "person", "new_account", "grant"),
        *("tokens", "audit", "audit_installation", "devices", "device"),
    }


def test_no_id_stands_twice_where_a_form_comes_back(cast: Cast, browse: Browse, kiosk: Device) -> None:
    back: set[str] = set()
    for who in WHO:
        browser = browse(who)
        for name, address in addresses(cast, kiosk):
            if name in {"deactivate", "disable_device", "retire_window"}:
                continue
            answer: Any = browser.client.post(address, {})
            if answer.status_code == 422 and b"<html" in answer.content:
                check(answer, f"{who}: {name}")
                back.add(name)
    assert back >= {"put_sign_name", "rename", "found_department", "add_window", "add_zone", "enrol_device"}
