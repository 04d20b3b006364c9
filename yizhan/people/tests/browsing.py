"""A signed-in browser of somebody of the cast, at the screens of persons and bodies."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from yizhan.testing.cast import Member


class Browser:
    """The screens as one person sees them."""

    def __init__(self, member: Member) -> None:
        self.client = Client()
        self.client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
        session = self.client.session
        session["unit_id"] = str(member.unit.pk)
        session.save()

    def get(self, page: str, /, *args: object) -> HttpResponse:
        """Open a page."""
        return self.client.get(reverse(f"people:{page}", args=args))  # type: ignore[return-value]

    def post(self, page: str, /, *args: object, **typed: Any) -> HttpResponse:
        """Send a form."""
        return self.client.post(reverse(f"people:{page}", args=args), typed)  # type: ignore[return-value]

    def read(self, page: str, /, *args: object) -> str:
        """What a page says that must be there."""
        answer = self.get(page, *args)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def sent(self, page: str, /, *args: object, **typed: Any) -> str:
        """Send a form that succeeds; what the page says to which it leads, or it answers itself."""
        answer = self.post(page, *args, **typed)
        if answer.status_code == 303:
            return self.client.get(answer.headers["Location"]).content.decode()
        assert answer.status_code == 200, (answer.status_code, answer.content.decode()[-2000:])
        return answer.content.decode()
