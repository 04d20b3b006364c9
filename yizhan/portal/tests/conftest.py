"""The public pages of the cast's hall, read without scripts at half past nine of its Monday."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from yizhan.catalog import actions
from yizhan.catalog.models import Implementation
from yizhan.lib.actor import SYSTEM
from yizhan.orgs.models import Unit
from yizhan.testing.cast import SET_UP, Cast
from yizhan.testing.monday_morning import clock

__all__ = ["clock"]


def words(page: str) -> str:
    """The text of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@dataclass
class Portal:
    """Somebody at home with a browser."""

    cast: Cast
    client: Client = field(default_factory=Client)

    def reads_english(self) -> None:
        """From now on in English."""
        self.client.cookies["language"] = "en"

    def item(self, number: int, hall: Unit | None = None) -> Implementation:
        """The hall's item by its printed number."""
        rows = Implementation.objects.select_related("item", "unit", "responsible_body")
        return rows.get(unit=hall or self.cast.hall, item__listings__number=number)

    def get(self, page: str, *args: object, htmx: bool = False, **query: str) -> HttpResponse:
        """Ask for a page of the hall."""
        address = reverse(f"portal:{page}", args=[self.cast.hall.pk, *args])
        headers = {"hx-request": "true"} if htmx else {}
        return self.client.get(address, query, headers=headers)  # type: ignore[return-value]

    def read(self, page: str, *args: object, **query: str) -> str:
        """What a page of the hall says; it must be there."""
        answer = self.get(page, *args, htmx=False, **query)
        assert answer.status_code == 200, answer.status_code
        return words(answer.content.decode())


@pytest.fixture
def portal(cast: Cast) -> Portal:
    """The hall and its station with their lists and guides."""
    actions.load_reference(by=SYSTEM, at=SET_UP)
    for hall in (cast.hall, cast.station):
        actions.adopt_items(hall, by=SYSTEM, at=SET_UP)
        actions.adopt_guides(hall, by=SYSTEM, at=SET_UP)
    return Portal(cast)
