"""A signed-in browser of somebody of the cast."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yizhan.testing.cast import Cast, Member


class Browser:
    """The console as one person sees it."""

    def __init__(self, cast: Cast, member: Member) -> None:
        self.unit_id = cast.hall.pk
        self.client = Client()
        self.client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
        session = self.client.session
        session["unit_id"] = str(member.unit.pk)
        session.save()

    def address(self, page: str, *args: object, unit: UUID | None = None) -> str:
        """The page's address in the unit, the hall's unless another is named."""
        return reverse(f"console:{page}", args=[unit or self.unit_id, *args])

    def get(self, page: str, /, *args: object, unit: UUID | None = None, **query: Any) -> HttpResponse:
        """Open the page."""
        return self.client.get(self.address(page, *args, unit=unit), query)  # type: ignore[return-value]

    def read(self, page: str, /, *args: object, unit: UUID | None = None, **query: Any) -> str:
        """What the page says; it must be there."""
        response = self.get(page, *args, unit=unit, **query)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def post(self, page: str, /, *args: object, unit: UUID | None = None, **typed: Any) -> HttpResponse:
        """Send a form."""
        return self.client.post(self.address(page, *args, unit=unit), typed)  # type: ignore[return-value]

    def send(self, page: str, /, *args: object, unit: UUID | None = None, **typed: Any) -> str:
        """Send a form that succeeds, and read the page that it leads to."""
        response = self.post(page, *args, unit=unit, **typed)
        assert response.status_code == 302, (response.status_code, response.content.decode()[-3000:])
        return self.client.get(response.headers["Location"]).content.decode()

    def refused(self, page: str, /, *args: object, unit: UUID | None = None, **typed: Any) -> str:
        """Send a form that comes back with its errors (422)."""
        response = self.post(page, *args, unit=unit, **typed)
        assert response.status_code == 422, response.status_code
        return response.content.decode()


def today() -> date:
    """The day on which the screens play: they read the clock themselves."""
    return timezone.localtime().date()
