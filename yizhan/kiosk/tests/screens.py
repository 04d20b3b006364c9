"""The hall's public screens as their devices see them: kiosk, boards, pad, and a resident's phone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from yizhan.devices import actions as devices
from yizhan.devices.models import Device
from yizhan.devices.tokens import COOKIE
from yizhan.lib.actor import SYSTEM
from yizhan.orgs.models import Unit
from yizhan.testing.cast import SET_UP

HAN = re.compile(r"[\u4e00-\u9fff]+")
UNSEEN = {"title", "script", "style", "template", "dialog"}
EMPTY = {"meta", "link", "input", "img", "br", "use", "hr"}


class Screen:
    """A device's browser: it carries the device's cookie and nobody is signed in."""

    def __init__(self, device: Device | None = None, token: str = "") -> None:
        self.device = device
        self.browser = Client()
        if token:
            self.browser.cookies[COOKIE] = token

    def reads_english(self) -> Screen:
        """Somebody has switched this screen to English."""
        self.browser.cookies["language"] = "en"
        return self

    def get(self, address: str, /, *args: object, **query: Any) -> HttpResponse:
        """The answer to asking for a named address."""
        return self.browser.get(reverse(address, args=args), query)  # type: ignore[return-value]

    def read(self, address: str, /, *args: object, **query: Any) -> str:
        """The words of a page that must be there."""
        answer = self.get(address, *args, **query)
        assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
        return words(answer)

    def send(self, address: str, /, *args: object, came_from: str = "", **typed: Any) -> HttpResponse:
        """The answer to a form, sent as a browser sends it: with the page that it stood on."""
        headers = {"referer": f"http://testserver{came_from}"} if came_from else {}
        return self.browser.post(reverse(address, args=args), typed, headers=headers)  # type: ignore[return-value]


def enrolled(unit: Unit, kind: str, **details: Any) -> Screen:
    """A device of the hall, enrolled by its keeper."""
    name = details.pop("name", kind)
    device, token = devices.enrol(unit.pk, kind=kind, name=name, by=SYSTEM, at=SET_UP, **details)
    return Screen(device, token)


def printer_of(unit_id: UUID) -> Device:
    """The hall's slip printer. Nothing is sent to it: a test says what became of a slip."""
    return devices.add_printer(unit_id, name="小票打印机", host="127.0.0.1", by=SYSTEM, at=SET_UP)


def words(answer: HttpResponse) -> str:
    """What a page says, without its marks."""
    return _Said(answer.content.decode()).everything


def unmarked_chinese(answer: HttpResponse) -> list[str]:
    """Chinese that an English page says without marking it as Chinese."""
    return HAN.findall(_Said(answer.content.decode()).unmarked)


class _Said(HTMLParser):
    """The text that is seen; `unmarked` leaves out what stands inside lang="zh-Hans"."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[tuple[str, bool, bool]] = []
        self._all: list[str] = []
        self._unmarked: list[str] = []
        self.feed(html)

    @property
    def everything(self) -> str:
        return " ".join(" ".join(self._all).split())

    @property
    def unmarked(self) -> str:
        return " ".join(self._unmarked)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            return
        given = dict(attrs)
        hidden, chinese = self._open[-1][1:] if self._open else (False, False)
        hidden = hidden or tag in UNSEEN
        chinese = given.get("lang", "").startswith("zh") if "lang" in given else chinese  # type: ignore[union-attr]
        self._open.append((tag, hidden, chinese))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, *_ in self._open):
            return  # of an element that never holds words
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        hidden, chinese = self._open[-1][1:] if self._open else (False, False)
        if hidden:
            return
        self._all.append(data)
        if not chinese:
            self._unmarked.append(data)
