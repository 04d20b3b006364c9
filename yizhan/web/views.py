"""The first page after signing in, and the address that makes a browser a device of the hall."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yizhan.accounts.access import ActingRequest, public, signed_in
from yizhan.devices.refusals import DeviceTokenUnknown
from yizhan.devices.selectors import device_by_token
from yizhan.devices.states import DeviceKind
from yizhan.devices.tokens import COOKIE
from yizhan.web.menu import start_of

DEVICE_PAGES = {
    DeviceKind.KIOSK: "kiosk:home",
    DeviceKind.HALL_BOARD: "boards:hall",
    DeviceKind.WINDOW_BOARD: "boards:window",
    DeviceKind.PAD: "boards:pad",
}
KEPT_FOR = timedelta(days=400)


@signed_in
@require_GET
def start(request: ActingRequest) -> HttpResponse:
    """Lead to the screen on which the working day of this post begins."""
    return redirect(start_of(request.actor))


@public
@never_cache
@require_GET
def enter_as_device(request: ActingRequest, token: str) -> HttpResponse:
    """Make this browser the device of the token, and show its page. The token leaves the address at once."""
    device = device_by_token(token)
    if device is None:
        raise DeviceTokenUnknown
    response = HttpResponseRedirect(_page_of(device.kind))
    response.set_cookie(COOKIE, token, max_age=KEPT_FOR, httponly=True, secure=settings.HTTPS, samesite="Lax")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _page_of(kind: str) -> str:
    return reverse(DEVICE_PAGES[DeviceKind(kind)])
