"""Pages that read identity cards may connect to the readers' programs on this computer; no other page may."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.csp import CSP

LOCAL_READERS = {
    "joyee": "ws://localhost:1919",
    "dianyi": "ws://localhost:9002",
    "http-a": "http://127.0.0.1:38088",
    "http-b": "http://127.0.0.1:8000",
    "usb": "http://127.0.0.1:19196",
}
"""Where each driver of id_reader_drivers.js finds its program; the simulator stands at the same addresses."""

type AnyView = Callable[..., HttpResponseBase]


def reaches_id_readers[View: AnyView](view: View) -> View:
    """The view's page may connect to the ID readers of the computer it is opened on (clause 6.2)."""

    @functools.wraps(view)
    def with_readers(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        # What another decorator has allowed stays allowed.
        policy = getattr(response, "_csp_config", settings.SECURE_CSP)
        own = policy.get("connect-src") or policy.get("default-src") or [CSP.SELF]
        added = [address for address in LOCAL_READERS.values() if address not in own]
        response._csp_config = {**policy, "connect-src": [*own, *added]}  # type: ignore[attr-defined]
        return response

    return with_readers  # type: ignore[return-value]
