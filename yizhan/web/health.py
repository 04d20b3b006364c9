"""/healthz: for whoever watches over the hall's machine, a monitor or a load balancer."""

from __future__ import annotations

from typing import Any

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from yizhan import __version__
from yizhan.accounts.access import public
from yizhan.web.process import seals
from yizhan.web.process.running import here
from yizhan.web.process.worker import SEALING

MOST_UNSEALED = 5000
"""More entries without a seal: the worker does not keep up, or does not run."""


@public
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when everything that runs here is well, else 503; which part is not, is in the answer."""
    parts = {**_database(), **_worker(), **_live()}
    is_well = all(part["ok"] for part in parts.values())
    content = {"status": "ok" if is_well else "failing", "version": __version__, **parts}
    return JsonResponse(content, status=200 if is_well else 503)


def _database() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = seals.unsealed()
    except Error:
        connection.close()
        return {"database": {"ok": False, "kind": connection.vendor}}
    return {
        "database": {"ok": True, "kind": connection.vendor},
        "journal": {"ok": waiting < MOST_UNSEALED, "unsealed": waiting},
    }


def _worker() -> dict[str, Any]:
    if here.worker is None:
        return {"worker": {"ok": True, "where": "elsewhere"}}
    sealed = here.worker.seconds_since(SEALING)
    return {
        "worker": {
            "ok": here.worker.is_alive,
            "where": "here",
            "sealed_seconds_ago": None if sealed is None else round(sealed),
        }
    }


def _live() -> dict[str, Any]:
    if here.hub is None:
        return {"live": {"ok": True, "where": "elsewhere"}}
    return {"live": {"ok": not here.hub.is_failing, "where": "here", "streams": here.hub.streams}}
