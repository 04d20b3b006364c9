"""Whoever calls the API in tests: a client with a token, in the words of the tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.test import Client

from yizhan.devices import actions as devices
from yizhan.devices.models import Device
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.testing.cast import SET_UP, Member

ROOT = "/api/v1"
PROBLEM = "application/problem+json"


@dataclass
class Answer:
    """What came back."""

    response: Any

    @property
    def status(self) -> int:
        """The status."""
        return int(self.response.status_code)

    @property
    def told(self) -> Any:
        """The JSON."""
        return json.loads(self.response.content)

    def ok(self) -> Any:
        """The JSON of a request that was carried out."""
        assert self.status in {200, 201}, (self.status, self.response.content.decode())
        assert self.response.headers["Content-Type"].startswith("application/json")
        return self.told

    def refused(self, status: int, code: str) -> Any:
        """The problem of a request that was not, complete and in Chinese."""
        assert (self.status, self.told.get("code")) == (status, code), self.response.content.decode()
        assert self.response.headers["Content-Type"] == PROBLEM
        assert self.told["status"] == status
        assert self.told["type"] == f"urn:yizhan:problem:{code}"
        assert any("\u4e00" <= sign <= "\u9fff" for sign in self.told["title"])
        assert self.told["detail"].endswith("。")
        return self.told


class Caller:
    """Another system, or a device, with its token; none: somebody on the street."""

    def __init__(self, token: str = "") -> None:
        self.token = token
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, **query: object) -> Answer:
        """Read."""
        return Answer(self.client.get(ROOT + path, query_params=_texts(query), headers=self._headers("")))

    def post(self, path: str, body: object = None, *, key: str = "") -> Answer:
        """Act."""
        return self.send("POST", path, body, key=key)

    def put(self, path: str, body: object = None) -> Answer:
        """Set."""
        return self.send("PUT", path, body)

    def patch(self, path: str, body: object = None) -> Answer:
        """Change."""
        return self.send("PATCH", path, body)

    def delete(self, path: str) -> Answer:
        """Take away."""
        return self.send("DELETE", path)

    def send(self, method: str, path: str, body: object = None, *, key: str = "") -> Answer:
        """Any method, with a JSON body."""
        content = b"" if body is None else json.dumps(body, default=str).encode()
        return self.send_bytes(method, path, content, key=key)

    def send_bytes(
        self, method: str, path: str, content: bytes, *, media_type: str = "application/json", key: str = ""
    ) -> Answer:
        """Any method, with any body."""
        headers = self._headers(key)
        response = self.client.generic(method, ROOT + path, content, content_type=media_type, headers=headers)
        return Answer(response)

    def upload(self, path: str, **files: object) -> Answer:
        """Send files."""
        return Answer(self.client.post(ROOT + path, files, headers=self._headers("")))

    def _headers(self, key: str) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return headers | ({"Idempotency-Key": key} if key else {})


def caller_of(member: Member, at: datetime = SET_UP) -> Caller:
    """Another system that acts as somebody of the cast."""
    _, token = orgs.issue_access_token(member.user, member.unit, name="测试", by=SYSTEM, at=at)
    return Caller(token)


def device_of(
    unit_id: UUID, kind: str, name: str, place_id: UUID | None = None, printer: Device | None = None
) -> tuple[Device, Caller]:
    """A device of a unit, with its token."""
    device, token = devices.enrol(
        unit_id, kind=kind, name=name, place_id=place_id, printer=printer, by=SYSTEM, at=SET_UP
    )
    return device, Caller(token)


def _texts(query: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in query.items()}
