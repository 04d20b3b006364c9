"""What the worker does every so often, assembled here because the arrows of the house point down."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from yizhan.cases import tasks as cases
from yizhan.devices import tasks as devices
from yizhan.devices.tasks import Spooler
from yizhan.files.sweeping import sweep
from yizhan.lib.actor import SYSTEM
from yizhan.lib.refusal import StaleState
from yizhan.queueing.actions import days
from yizhan.web.process import seals
from yizhan.web.process.worker import SEALING, Periodic


def periodic(spooler: Spooler) -> list[Periodic]:
    """All periodic tasks, each with its pace."""
    key = seals.audit_key()
    return [
        Periodic(SEALING, timedelta(seconds=10), lambda: seals.seal_new(key)),
        Periodic("export the seals", timedelta(minutes=5), export_seals),
        Periodic("ask printers", timedelta(minutes=1), spooler.ask_conditions),
        Periodic("end stuck slips", timedelta(seconds=15), devices.end_stuck),
        Periodic("close stale days", timedelta(minutes=10), close_stale_days),
        Periodic("accept the unanswered", timedelta(minutes=10), cases.accept_the_unanswered),
        Periodic("recompute deadlines", timedelta(minutes=10), cases.recompute_deadlines),
        Periodic("sweep leftover files", timedelta(hours=12), sweep_files),
        Periodic("forget old sessions", timedelta(days=1), SessionStore.clear_expired),
    ]


def export_seals() -> None:
    """The heads of the chains into a file of today."""
    seals.export_heads(settings.DATA_DIR / "seals", timezone.localdate())


def sweep_files() -> None:
    """Bytes on disk that no row names, left by an act that was refused."""
    sweep(timezone.now())


def close_stale_days() -> None:
    """No ticket stays open overnight: a day that nobody closed is closed after midnight."""
    for day in list(days.stale_days(timezone.localdate())):
        with suppress(StaleState):  # somebody closed it meanwhile
            days.close_day(day, by=SYSTEM, at=timezone.now(), even_if_busy=True)
