"""The catalogue's screens as one person's browser without scripts sees them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from yizhan.testing.cast import Member


class _Fields(HTMLParser):
    """What a browser would send of the form with the id, if nobody touched it."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.fields = form, False, dict[str, Any]()
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = given.get("id") == self.form
        elif self.inside and tag == "input" and name:
            self._input(name, given)
        elif self.inside and tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif self.inside and tag == "select":
            self._select, self.fields[name] = name, ""
        elif self.inside and tag == "option" and "selected" in given:
            self.fields[self._select] = given.get("value") or ""

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.fields.setdefault(name, []).append(given.get("value") or "on")
        else:
            self.fields[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""
        elif tag == "form":
            self.inside = False


class Screen:
    """Somebody's browser: opens pages, sends forms, follows where it is led."""

    def __init__(self, member: Member) -> None:
        self.client = Client()
        self.client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
        session = self.client.session
        session["unit_id"] = str(member.unit.pk)
        session.save()

    def get(self, page: str, /, *args: object, **query: str) -> HttpResponse:
        """Ask for a page."""
        return self.client.get(reverse(f"catalog:{page}", args=args), query)  # type: ignore[return-value]

    def read(self, page: str, /, *args: object, **query: str) -> str:
        """What the page says; it must be there."""
        answer = self.get(page, *args, **query)
        assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
        return answer.content.decode()

    def post(self, page: str, /, *args: object, **typed: Any) -> HttpResponse:
        """Send a form."""
        address = reverse(f"catalog:{page}", args=args)
        return self.client.post(
            address, typed, headers={"referer": f"http://testserver{reverse('catalog:start')}"}
        )  # type: ignore[return-value]

    def send(self, page: str, /, *args: object, **typed: Any) -> str:
        """Send a form that succeeds, and read the page that it leads to."""
        answer = self.post(page, *args, **typed)
        assert answer.status_code in {302, 303}, (answer.status_code, words(answer))
        return words(self.client.get(answer.headers["Location"], follow=True))

    def refused(self, page: str, /, *args: object, **typed: Any) -> str:
        """Send a form that comes back with what is wrong (422)."""
        answer = self.post(page, *args, **typed)
        assert answer.status_code == 422, answer.status_code
        return answer.content.decode()


def fields_of(page: str, form: str) -> dict[str, Any]:
    """What the form of a page would send as it stands."""
    parser = _Fields(form)
    parser.feed(page)
    return parser.fields


def words(answer: Any) -> str:
    """The text of a page without its tags."""
    text = answer if isinstance(answer, str) else answer.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
