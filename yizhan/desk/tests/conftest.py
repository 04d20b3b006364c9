"""The hall's floor seen through its screens: plain forms, no script, at an hour of the cast's day."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from yizhan.catalog import actions as catalog
from yizhan.catalog.models import Implementation
from yizhan.lib.actor import SYSTEM
from yizhan.queueing.models import Ticket
from yizhan.testing.cast import SET_UP, Cast, Member
from yizhan.testing.monday_morning import clock

__all__ = ["clock"]

Answer = Any  # the test client's own kind of response
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "yizhan.desk.tests.urls"


@pytest.fixture
def items(cast: Cast) -> dict[int, Implementation]:
    """The hall's items by their printed numbers."""
    catalog.load_reference(by=SYSTEM, at=SET_UP)
    catalog.adopt_items(cast.hall, by=SYSTEM, at=SET_UP)
    rows = (
        Implementation.objects.filter(unit=cast.hall)
        .select_related("item")
        .prefetch_related("item__listings")
    )
    return {listing.number: row for row in rows for listing in row.item.listings.all()}


class Screen:
    """Somebody's browser without scripts: it opens pages, sends forms, follows where it is led."""

    def __init__(self, member: Member) -> None:
        self.browser = Client()
        self.browser.force_login(member.user, backend=BACKEND)
        session = self.browser.session
        session["unit_id"] = str(member.unit.pk)
        session.save()

    def open(self, screen: str, /, *args: Any, **query: str) -> str:
        """The page's text; the page must be there."""
        answer = self.get(screen, *args, **query)
        assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
        text: str = answer.content.decode()
        return text

    def get(self, screen: str, /, *args: Any, **query: str) -> Answer:
        """The answer to asking for a page."""
        return self.browser.get(reverse(f"desk:{screen}", args=args), query)

    def send(self, screen: str, /, *args: Any, came_from: str = "desk", **fields: Any) -> Answer:
        """The answer to sending a form as a browser without scripts does."""
        typed = {"request_key": str(uuid.uuid4()), **fields}
        page = came_from if came_from.startswith("/") else reverse(f"desk:{came_from}")
        return self.browser.post(
            reverse(f"desk:{screen}", args=args), typed, headers={"referer": f"http://testserver{page}"}
        )

    def press(self, screen: str, /, *args: Any, came_from: str = "desk", **fields: Any) -> str:
        """Send a form that is accepted, and read the page to which it leads."""
        answer = self.send(screen, *args, came_from=came_from, **fields)
        assert answer.status_code in {302, 303}, (answer.status_code, words(answer.content.decode()))
        text: str = self.browser.get(answer.headers["Location"]).content.decode()
        return text

    def htmx(self, screen: str, /, *args: Any, **fields: Any) -> Answer:
        """The answer to the same form sent by htmx."""
        typed = {"request_key": str(uuid.uuid4()), **fields}
        return self.browser.post(reverse(f"desk:{screen}", args=args), typed, headers={"hx-request": "true"})


@pytest.fixture
def clerk(cast: Cast) -> Screen:
    """The first clerk's screen."""
    return Screen(cast.clerk)


@pytest.fixture
def guide(cast: Cast) -> Screen:
    """The guide desk's tablet."""
    return Screen(cast.guide)


@pytest.fixture
def director(cast: Cast) -> Screen:
    """The director's screen."""
    return Screen(cast.director)


def words(html: str) -> str:
    """What a page says, without its marks."""
    bare = re.sub(r"<(script|template|noscript|dialog|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))


def state_of(ticket: Ticket) -> str:
    """Where a ticket is now."""
    ticket.refresh_from_db()
    return ticket.state
