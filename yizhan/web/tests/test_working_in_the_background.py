"""The worker: slips at once, everything else every so often, and on after an error."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.db import connection

from yizhan.devices.simulator import PrinterSimulator
from yizhan.devices.states import JobState
from yizhan.devices.tasks import Spooler
from yizhan.devices.tests.printers import printer_at, slip
from yizhan.live.tests.streams import now, wait_until
from yizhan.queueing.states import ENDED, DayState
from yizhan.testing import cast
from yizhan.testing.cast import TODAY
from yizhan.testing.floor import Floor
from yizhan.web import tasks
from yizhan.web.process import worker as workers
from yizhan.web.process.worker import Periodic, Worker

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_slip_is_printed_within_a_second_of_its_commit() -> None:
    worker = Worker([], Spooler())
    worker.start()
    with PrinterSimulator() as simulated:
        printer = printer_at(simulated)
        time.sleep(0.2)
        job = slip(printer, queued_at=now())
        begun = time.monotonic()
        assert wait_until(lambda: bool(simulated.slips))
        assert time.monotonic() - begun < 1

        def is_printed() -> bool:
            job.refresh_from_db()
            return job.state == JobState.PRINTED

        assert wait_until(is_printed)
    assert worker.is_alive
    worker.stop()
    assert not worker.is_alive


def test_an_error_is_logged_with_a_number_and_the_worker_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(workers, "LOOKS_EVERY", 0.05)
    rounds: list[str] = []

    def fails() -> None:
        rounds.append("fails")
        raise ZeroDivisionError

    def works() -> None:
        rounds.append("works")

    both = [Periodic("fails", timedelta(0), fails), Periodic("works", timedelta(0), works)]
    worker = Worker(both, Spooler())
    with caplog.at_level(logging.ERROR, "yizhan.worker"):
        worker.start()
        assert wait_until(lambda: rounds.count("fails") >= 2 and rounds.count("works") >= 2)
        worker.stop()
    assert "task fails failed, number " in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert worker.seconds_since("fails") is None
    assert (worker.seconds_since("works") or 99) < 10


def test_a_task_waits_for_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LOOKS_EVERY", 0.02)
    done: list[int] = []
    worker = Worker([Periodic("daily", timedelta(days=1), lambda: done.append(1))], Spooler())
    worker.start()
    time.sleep(0.5)
    worker.stop()
    assert done == [1]


def test_the_worker_leaves_no_connection_and_no_thread_behind() -> None:
    before = threading.active_count()

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    worker = Worker([Periodic("asks", timedelta(0), ask)], Spooler())
    worker.start()
    assert wait_until(lambda: worker.seconds_since("asks") is not None)
    worker.stop()
    assert threading.active_count() == before


@pytest.mark.clause("3.4")
def test_a_day_that_nobody_closed_is_closed_by_the_program_after_midnight(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = floor.issue(9, 5)
    floor.serve(floor.cast.clerk)
    for day, state in ((TODAY, DayState.OPEN), (TODAY + timedelta(days=1), DayState.CLOSED)):
        midnight = cast.at(0, 1, day=day)
        clock = SimpleNamespace(localdate=midnight.date, now=partial(cast.at, 0, 1, day=day))
        monkeypatch.setattr(tasks, "timezone", clock)
        tasks.close_stale_days()
        floor.day.refresh_from_db()
        assert floor.day.state == state
    ticket.refresh_from_db()
    assert ticket.state in ENDED
