"""The program is killed with a slip half sent: nobody prints it again by itself, a person is told to look."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from yizhan.devices import printing
from yizhan.devices.condition import Fault
from yizhan.devices.simulator import PrinterSimulator
from yizhan.devices.states import JobState
from yizhan.devices.tests.printers import Watch, printer_at, slip
from yizhan.live.tests.streams import database_address
from yizhan.testing.cast import at

WORKER = """
import django; django.setup()
from yizhan.devices import printing, selectors
from yizhan.testing.cast import at
for printer in selectors.printers_with_slips(): printing.print_waiting(printer, clock=lambda: at(9, 30))
"""


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("6.1")
def test_a_killed_worker_leaves_a_slip_that_fails_and_is_not_printed_twice() -> None:
    with PrinterSimulator() as simulated:
        simulated.is_deaf_after_printing = True
        printer = printer_at(simulated)
        job = slip(printer)
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "yizhan.settings",
            "YIZHAN_DATABASE_URL": database_address(),
        }
        worker = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)  # noqa: S603
        deadline = time.monotonic() + 30
        while not simulated.slips and time.monotonic() < deadline:
            time.sleep(0.01)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        job.refresh_from_db()
        assert (len(simulated.slips), job.state) == (1, JobState.SENDING)

        simulated.is_deaf_after_printing = False
        watch = Watch()
        watch.forward(15)
        printing.print_waiting(printer, clock=watch)
        assert printing.end_stuck(at=watch()) == 0  # its worker may still be at it
        watch.forward(60)
        assert printing.end_stuck(at=watch()) == 1
        printing.print_waiting(printer, clock=watch)
        job.refresh_from_db()
        assert (job.state, job.problem) == (JobState.FAILED, Fault.INTERRUPTED.value)
        assert job.ended_at == at(9, 31, 15)
        assert len(simulated.slips) == 1
