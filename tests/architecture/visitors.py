"""Whoever comes to the doors: each post, each kind of device, somebody on the street; and how he knocks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from tests.architecture.halls import Things
from yizhan.devices.tokens import COOKIE
from yizhan.exchange.api import api
from yizhan.lib.actor import SYSTEM
from yizhan.orgs import actions as orgs
from yizhan.orgs.sessions import UNIT
from yizhan.testing.cast import SET_UP, Member
from yizhan.testing.doors import Door

# What “pk” means in the addresses of the screens: by the step before it.
PK = {
    "tickets": "ticket_id",
    "issued": "ticket_id",
    "windows": "window_id",
    "questions": "question_id",
    "day": "day_id",
    "categories": "category_id",
    "items": "item_id",
    "versions": "version_id",
    "imports": "import_id",
}
# What forms of the screens name, so that a post reaches the act where nothing else is asked.
UNITS = {"parent_id": "unit_id", "managed_by_id": "unit_id"}
FORM_TYPE = "application/x-www-form-urlencoded"
FORM = {"unit": "unit_id", "printer": "printer_id", "category": "category_id", "request_key": "request_key"}
_STEP = re.compile(r"(?:([a-z-]+)/)?<(?:[a-z_]+:)?([a-z_]+)>")


@dataclass
class Visitor:
    """Somebody at the door. `things` are those of the hall in which he acts."""

    name: str
    things: Things
    post: str = ""
    device: str = ""
    token: str = ""
    client: Client = field(default_factory=lambda: _client())
    cookies: dict[str, str] = field(default_factory=dict)

    def knock(self, door: Door, things: Things) -> HttpResponse:
        """Ask for the address with the things of a hall; whatever it does is undone."""
        path = "/" + path_of(door, things)
        method = door.methods[0] if door.methods[0] in {"GET", "PUT", "PATCH", "DELETE"} else "POST"
        method = "GET" if door.methods == ("任何方法",) or "GET" in door.methods else method
        self.client.cookies.clear()
        for name, value in self.cookies.items():
            self.client.cookies[name] = value
        with transaction.atomic():
            response: HttpResponse = self._ask(method, path, door)
            transaction.set_rollback(True)
        return response

    def _ask(self, method: str, path: str, door: Door) -> Any:
        if not door.is_api:
            form = urlencode({name: self.things.named[key] for name, key in FORM.items()})
            content = "" if method == "GET" else form
            return self.client.generic(method, path, content, content_type=FORM_TYPE)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        query, body, file = wanted_by(door, self.things)
        if file:
            upload = SimpleUploadedFile("file.csv", b"a,b\n1,2\n")
            return self.client.post(path, {file: upload}, headers=headers)
        sent = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(
            method, path, sent, content_type="application/json", headers=headers, query_params=query
        )


def _client() -> Client:
    """A client of the one program: its middleware is loaded once."""
    client = Client(raise_request_exception=False)
    client.handler = _program
    return client


_program = ClientHandler(enforce_csrf_checks=False)


def staff(member: Member, things: Things) -> Visitor:
    """A member of staff, signed in at the screens and with a token for the API."""
    post = next(iter(member.actor.posts))
    visitor = Visitor(member.user.name, things, post=post)
    visitor.client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    session = visitor.client.session
    session[UNIT] = str(member.unit.pk)
    session.save()
    visitor.cookies = {name: morsel.value for name, morsel in visitor.client.cookies.items()}
    _, visitor.token = orgs.issue_access_token(member.user, member.unit, name="门", by=SYSTEM, at=SET_UP)
    return visitor


def device(kind: str, things: Things) -> Visitor:
    """A device of a hall."""
    token = things.devices[kind]
    return Visitor(kind, things, device=kind, token=token, cookies={COOKIE: token})


def path_of(door: Door, things: Things) -> str:
    """The address with its parameters filled in. A parameter without a thing is a KeyError."""

    def filled(match: re.Match[str]) -> str:
        step, name = match[1] or "", match[2]
        key = PK[step] if name == "pk" else "device_token" if (step, name) == ("device", "token") else name
        return (f"{step}/" if match[1] else "") + things.named[key]

    return _STEP.sub(filled, door.route)


def wanted_by(door: Door, things: Things) -> tuple[dict[str, str], Any, str]:
    """What an operation of the API needs: its query, its smallest body, the name of its file."""
    operation = _operation(door)
    schemas = _described()["components"]["schemas"]
    query = {
        one["name"]: str(_smallest(one["schema"], schemas, one["name"], things))
        for one in operation["parameters"]
        if one["in"] == "query" and one["required"]
    }
    kinds = operation.get("requestBody", {}).get("content", {})
    if form := kinds.get("multipart/form-data"):
        return query, None, next(iter(form["schema"]["properties"]))
    body = kinds.get("application/json")
    return query, _smallest(body["schema"], schemas, "", things) if body else None, ""


def _smallest(schema: dict[str, Any], schemas: dict[str, Any], name: str, things: Things) -> Any:
    """The smallest value that a schema allows; keys name things of the hall."""
    key = UNITS.get(name, name)
    if key in things.named and schema.get("format") == "uuid":
        return things.named[key]
    if "$ref" in schema:
        return _smallest(schemas[schema["$ref"].rpartition("/")[2]], schemas, name, things)
    for several in ("anyOf", "allOf"):
        if several in schema:
            return _smallest(schema[several][0], schemas, name, things)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        needed = schema.get("required", [])
        return {one: _smallest(schema["properties"][one], schemas, one, things) for one in needed}
    if kind == "array":
        return [_smallest(schema["items"], schemas, "", things)] * schema.get("minItems", 0)
    if kind == "string":
        return _text(schema, name, things)
    return schema.get("minimum", 1) if kind == "integer" else True


def _text(schema: dict[str, Any], name: str, things: Things) -> str:
    if name == "seen":
        return "0" * 32
    shapes = {"uuid": "00000000-0000-7000-8000-000000000000", "date": "2026-11-25"}
    if schema.get("format") in shapes:
        return shapes[schema["format"]]
    special = {"prefix": "C", "opens": "09:00", "closes": "12:00"}
    return things.named.get(name, special.get(name, "a1-test-text"))


def _described() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix="")


def _operation(door: Door) -> dict[str, Any]:
    """What the description says of the door; nothing for the addresses of the API that are no operations."""
    if not _known:
        for path, methods in _described()["paths"].items():
            _known.update({(path.lstrip("/"), method.upper()): told for method, told in methods.items()})
    route = re.sub(r"<(?:[a-z_]+:)?([a-z_]+)>", r"{\1}", door.route.removeprefix("api/v1/"))
    return _known.get((route, door.methods[0]), {"parameters": []})


_known: dict[tuple[str, str], dict[str, Any]] = {}
