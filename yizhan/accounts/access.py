"""The access marker that every view carries: who may open this address at all.

Which *objects* he may see is decided afterwards by the gate selectors. A view without a marker fails the
architecture test; the table address × post is generated from these markers (docs/access.md).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from yizhan.devices.refusals import DeviceTokenUnknown
from yizhan.devices.tokens import COOKIE
from yizhan.lib.actor import Actor, ActorKind
from yizhan.lib.refusal import NotYours

type AnyView = Callable[..., HttpResponseBase]


class ActingRequest(HttpRequest):
    """A request after the middleware: who acts, and whether he reads English and large type."""

    actor: Actor
    english: bool
    large_type: bool
    number: str


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open an address: everybody, any staff, staff with one of the posts, devices of some kinds."""

    public: bool = False
    any_staff: bool = False
    posts: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()

    @property
    def is_for_staff_alone(self) -> bool:
        """Whether only staff ever see it: such a page is Chinese, refusals and messages included."""
        return not self.public and not self.devices

    def admits(self, actor: Actor) -> bool:
        """Whether the actor may open the address."""
        if self.public:
            return True
        if actor.kind == ActorKind.STAFF:
            return self.any_staff or not self.posts.isdisjoint(actor.posts)
        return actor.kind == ActorKind.DEVICE and not self.devices.isdisjoint(actor.posts)


def public[View: AnyView](view: View) -> View:
    """Everybody may open it."""
    return _mark(view, Access(public=True))


def signed_in[View: AnyView](view: View) -> View:
    """Any member of staff with a valid membership may open it."""
    return _mark(view, Access(any_staff=True))


def for_posts(*posts: str, devices: tuple[str, ...] = ()) -> Callable[[AnyView], AnyView]:
    """Staff holding one of the posts may open it, and devices of the kinds."""
    access = Access(posts=frozenset(posts), devices=frozenset(devices))
    return lambda view: _mark(view, access)


def for_devices(*kinds: str) -> Callable[[AnyView], AnyView]:
    """Devices of the kinds may open it, nobody else."""
    return for_posts(devices=kinds)


def _mark[View: AnyView](view: View, access: Access) -> View:
    @functools.wraps(view)
    def guarded(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if access.is_for_staff_alone:
            request.english = False  # whatever a resident chose before in the same browser
        if access.admits(request.actor):
            return view(request, *args, **kwargs)
        return _turned_away(request, access)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def _turned_away(request: ActingRequest, access: Access) -> HttpResponse:
    """Not signed in: to the sign-in page. Signed in with other posts: a sentence. A device: no such page.

    A device that was disabled, or got a new address, is told so: nobody signs in on a board.
    """
    if request.actor.kind == ActorKind.STAFF:
        raise NotYours(owner="相应岗位的同事")
    if access.devices and request.actor.kind != ActorKind.DEVICE and COOKIE in request.COOKIES:
        raise DeviceTokenUnknown
    if access.devices and not access.posts:
        raise Http404
    return redirect_to_login(request.get_full_path())
