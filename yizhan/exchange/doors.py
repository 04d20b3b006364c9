"""The access marker of an operation, and the door that asks for the token.

`allowed(...)` stands under the router's decorator. What is not marked is closed to everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.operation import Operation
from ninja.security import HttpBearer
from ninja.utils import contribute_operation_callback

from yizhan.accounts.access import Access, ActingRequest
from yizhan.exchange.bearer import Bearer, bearer_of
from yizhan.exchange.refusals import DeviceOnly, TokenNeeded
from yizhan.lib.actor import ANONYMOUS_RESIDENT, ActorKind
from yizhan.lib.refusal import NotYours, Refusal

type AnyOperation = Callable[..., Any]
NOBODY = Access()


class CallerRequest(ActingRequest):
    """A request that came through a door. `auth` is the bearer; operations open to everybody have none."""

    auth: Bearer


class BearerToken(HttpBearer):
    """Asks for the token, says who acts, and compares him with the operation's marker."""

    def __init__(self, access: Access) -> None:
        super().__init__()
        self.access = access

    def __call__(self, request: HttpRequest) -> Bearer:
        """The bearer. Raises TokenNeeded, NotYours."""
        bearer: Bearer | None = super().__call__(request)
        if bearer is None:
            raise TokenNeeded
        if not self.access.admits(bearer.actor):
            raise _closed_to(bearer, self.access)
        return bearer

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """The session and its cookies count for nothing here: the actor is the token's, or nobody."""
        bearer = bearer_of(token.strip(), on=timezone.localdate())  # noqa: TID251 - the API reads the clock
        request.actor = bearer.actor if bearer else ANONYMOUS_RESIDENT  # type: ignore[attr-defined]
        return bearer


CLOSED = BearerToken(NOBODY)
"""The door of an operation whose marker was forgotten."""


def allowed[Function: AnyOperation](
    *posts: str, devices: tuple[str, ...] = (), any_staff: bool = False, public: bool = False
) -> Callable[[Function], Function]:
    """Say who may use an operation: posts, kinds of device, any staff, or everybody without a token."""
    access = Access(
        public=public, any_staff=any_staff, posts=frozenset(posts), devices=frozenset(map(str, devices))
    )

    def mark(function: Function) -> Function:
        function.access = access  # type: ignore[attr-defined]
        contribute_operation_callback(function, _put_door)
        return function

    return mark


def access_of(operation: Operation) -> Access:
    """The marker of an operation; closed to everybody where it was forgotten."""
    found: Access = getattr(operation.view_func, "access", NOBODY)
    return found


def _put_door(operation: Operation) -> None:
    access = access_of(operation)
    door = None if access.public else BearerToken(access)
    operation.auth_param = door
    operation.auth_callbacks = [door] if door else []


def _closed_to(bearer: Bearer, access: Access) -> Refusal:
    if access.devices and not access.posts and bearer.actor.kind == ActorKind.STAFF:
        return DeviceOnly()
    return NotYours(owner="相应岗位的同事")
