"""openapi.json: every act is there under its name, or the reason why not."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from ninja.constants import NOT_SET

from yizhan.exchange.api import api
from yizhan.exchange.doors import NOBODY, access_of
from yizhan.exchange.schemas.tickets import CancelReason
from yizhan.exchange.tests.callers import Caller
from yizhan.journal.acts import ACTS
from yizhan.queueing.states import CANCEL_REASONS

pytestmark = pytest.mark.urls("yizhan.exchange.tests.urls")

NOT_BY_THE_API = {
    "accounts.signed_in": "a session begins in the browser; a token needs none",
    "accounts.signed_out": "a session ends in the browser; a token is revoked",
    "accounts.password_changed": "only the person knows the old one, and who guesses is locked out there",
}
NOT_YET_BY_THE_API = {
    *("body", "case", "clock", "document", "duty", "keys", "letterhead", "material", "objection"),
    *("person", "publicity", "result", "site", "step", "template"),
}
"""Subjects whose acts have no operation yet; the first one that gets it must be struck out here."""


def test_every_act_has_its_operation_or_a_reason() -> None:
    told = {(operation.openapi_extra or {}).get("x-act") for operation in api.operations()} - {None}
    to_come = {act for act in ACTS if act.partition(".")[0] in NOT_YET_BY_THE_API}
    assert told == set(ACTS) - set(NOT_BY_THE_API) - to_come


def test_the_reasons_of_cancelling_are_those_of_the_screens() -> None:
    assert get_args(CancelReason) == CANCEL_REASONS


def test_every_operation_is_marked_and_described() -> None:
    for operation in api.operations():
        assert access_of(operation) != NOBODY, operation.view_func
        assert operation.view_func.__doc__
        assert any("\u4e00" <= sign <= "\u9fff" for sign in operation.summary), operation.view_func


def test_reading_never_carries_an_act_and_acting_always_does() -> None:
    unmarked = {"heartbeat"}  # no act: it changes nothing in the hall's business
    for operation in api.operations():
        acts = "x-act" in (operation.openapi_extra or {})
        assert acts == (operation.methods != ["GET"]) or operation.view_func.__name__ in unmarked


def test_an_address_stands_in_one_place() -> None:
    """Django asks the first pattern that fits: a second topic with the same address would never be heard."""
    routes = Counter(str(pattern.pattern) for pattern in api.addresses())
    assert routes.most_common(1)[0][1] == 1


def test_the_description_is_open_to_everybody_and_names_who_may(db: None) -> None:
    description = Caller().get("/openapi.json").ok()
    assert description["openapi"] == "3.1.0"
    issue = description["paths"]["/api/v1/tickets"]["post"]
    assert (issue["x-act"], issue["x-devices"]) == ("ticket.issued", ["kiosk"])
    assert set(issue["x-posts"]) == {"guide", "acceptance", "director", "station_worker"}
    assert description["paths"]["/api/v1/halls"]["get"]["x-access"] == "public"
    names = Counter(
        operation["operationId"] for path in description["paths"].values() for operation in path.values()
    )
    assert names.most_common(1)[0][1] == 1
    for path in description["paths"].values():
        for operation in path.values():
            assert ("security" in operation) == (operation["x-access"] == "token")


def test_schemas_of_one_name_are_one_schema() -> None:
    """The library merges schemas by name: two of one name would silently replace each other."""
    seen: dict[str, object] = {}
    for operation in api.operations():
        models = [
            *operation.models,
            *(model for model in operation.response_models.values() if model and model is not NOT_SET),
        ]
        for model in models:
            for name, schema in model.model_json_schema(mode="serialization").get("$defs", {}).items():
                assert seen.setdefault(name, schema) == schema, name
