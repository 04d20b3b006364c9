"""The spooler: a worker of the serving process that brings queued slips to their printers."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import UUID

from django.db import connection
from django.utils import timezone

from yizhan.devices import printing, selectors
from yizhan.devices.models import Device

log = logging.getLogger("yizhan.devices")

PRINTERS_AT_ONCE = 8


class Spooler:
    """Serves several printers at once, each by one thread: a printer without paper holds up nobody else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(PRINTERS_AT_ONCE, thread_name_prefix="printer")
        self._busy: set[UUID] = set()
        self._lock = threading.Lock()

    def print_pending(self) -> int:
        """Begin to print wherever slips wait; how many printers are being served. Does not wait for paper."""
        for printer in selectors.printers_with_slips():
            self._begin(printer, is_idle=False)
        with self._lock:
            return len(self._busy)

    def ask_conditions(self) -> None:
        """Ask every printer in use that is idle how it is."""
        for printer in selectors.printers_in_use():
            self._begin(printer, is_idle=True)

    def close(self) -> None:
        """Let the running slips end; begin no further ones."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _begin(self, printer: Device, *, is_idle: bool) -> None:
        with self._lock:
            if printer.pk in self._busy:
                return
            self._busy.add(printer.pk)
        self._threads.submit(self._serve, printer, is_idle).add_done_callback(_report)

    def _serve(self, printer: Device, is_idle: bool) -> None:
        try:
            if is_idle:
                printing.ask_condition(printer, at=timezone.now())
            else:
                printing.print_waiting(printer, clock=timezone.now)
        finally:
            connection.close()
            with self._lock:
                self._busy.discard(printer.pk)


def _report(served: Future[None]) -> None:
    if not served.cancelled() and (problem := served.exception()):
        log.error("a printer could not be served", exc_info=problem)


def end_stuck() -> int:
    """Periodic: fail what a stopped program left behind."""
    return printing.end_stuck(at=timezone.now())
