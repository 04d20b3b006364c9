"""Schemathesis sends what the description allows and forbids: no bug, and every answer as described."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, HookContext
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks
from schemathesis.specs.openapi.schemas import OpenApiSchema

from yizhan.devices.states import DeviceKind
from yizhan.exchange.schemas.questions import TOKEN
from yizhan.exchange.tests.callers import Caller, device_of
from yizhan.testing.cast import Member
from yizhan.testing.floor import Floor
from yizhan.web.wsgi import application

As = Callable[[Member], Caller]
pytestmark = pytest.mark.urls("yizhan.exchange.tests.urls")
EXAMPLES = 2
"""For each operation and token; the requests of a run are always the same."""
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.mark.parametrize(
    ("who", "mode", "at_least"),
    [
        ("director", GenerationMode.POSITIVE, 70),
        ("clerk", GenerationMode.POSITIVE, 40),
        ("director", GenerationMode.NEGATIVE, 30),
    ],
)
def test_the_api_keeps_its_description(
    floor: Floor, as_: As, who: str, mode: GenerationMode, at_least: int
) -> None:
    member: Member = getattr(floor.cast, who)
    caller = as_(member)
    caller.post(f"/windows/{floor.cast.windows[0].pk}/sign-in")
    there = _there(floor)
    sent = 0
    with _one_transaction():
        schema = _schema(mode)
        _name_what_is_there(schema, there)
        for found in schema.get_all_operations():
            operation: Any = found.ok()  # type: ignore[union-attr]
            if _is_for(operation, member) and (mode.is_positive or operation.body):
                _send(operation, mode, caller.token)
                sent += 1
    assert sent >= at_least


def _is_for(operation: Any, member: Member) -> bool:
    """Who is refused at the door gets one and the same answer; that is tested elsewhere."""
    told = operation.definition.raw
    return told["x-access"] == "public" or not member.actor.posts.isdisjoint(told["x-posts"])


def _send(operation: Any, mode: GenerationMode, token: str) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        response = case.call(headers={"Authorization": f"Bearer {token}"})
        case.validate_response(response, checks=CHECKS)

    send()


@contextmanager
def _one_transaction() -> Iterator[None]:
    """Requests outside of Django's own client close the connection, and with it the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def _schema(mode: GenerationMode) -> OpenApiSchema:
    config = SchemathesisConfig()
    config.projects.default.generation.update(modes=[mode])
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=application, config=config)


def _there(floor: Floor) -> dict[str, str]:
    """Keys of things that are there, so that requests reach the acts and do not all end at the gate."""
    cast, ticket = floor.cast, floor.issue(9, 10)
    board, _ = device_of(cast.hall.pk, DeviceKind.HALL_BOARD, "大厅屏")
    return {
        "ticket_id": str(ticket.pk),
        "token": ticket.visit.public_token,
        "category_id": str(floor.social.pk),
        "zone_id": str(cast.zone.pk),
        "window_id": str(cast.windows[0].pk),
        "unit_id": str(cast.hall.pk),
        "hall_id": str(cast.hall.pk),
        "user_id": str(cast.clerk2.user.pk),
        "day_id": str(floor.day.pk),
        "device_id": str(board.pk),
    }


def _name_what_is_there(schema: OpenApiSchema, there: dict[str, str]) -> None:
    def named(values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {name: there.get(name, value) if _is_key(value) else value for name, value in values.items()}

    @schema.hook
    def map_path_parameters(context: HookContext, path_parameters: Any) -> Any:
        return named(path_parameters)

    @schema.hook
    def map_body(context: HookContext, body: Any) -> Any:
        return named(body)


def _is_key(value: Any) -> bool:
    """What was made wrong on purpose stays wrong."""
    return isinstance(value, str) and re.fullmatch(f"[0-9a-fA-F-]{{36}}|{TOKEN}", value) is not None
