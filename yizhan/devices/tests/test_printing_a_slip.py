"""A slip on its way to paper, over a real socket to a simulated printer, with every fault."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from django.db import transaction

from yizhan.devices import actions, link, printing
from yizhan.devices.condition import PAPER_RUNS_OUT, Fault
from yizhan.devices.models import Device, PrintJob
from yizhan.devices.simulator import FAULTS, PrinterSimulator
from yizhan.devices.states import JobState
from yizhan.devices.tasks import Spooler
from yizhan.devices.tests.printers import Watch, printer_at, slip
from yizhan.lib.actor import SYSTEM
from yizhan.lib.ids import new_id
from yizhan.testing.cast import at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("6.1")]


@pytest.fixture
def simulated() -> Iterator[PrinterSimulator]:
    with PrinterSimulator() as running:
        yield running


@pytest.fixture
def printer(simulated: PrinterSimulator) -> Device:
    return printer_at(simulated)


def outcome(job: PrintJob) -> tuple[str, str]:
    job.refresh_from_db()
    return job.state, job.problem


def test_a_slip_comes_out_and_the_printer_is_seen(simulated: PrinterSimulator, printer: Device) -> None:
    job = slip(printer)
    printing.print_waiting(printer, clock=Watch())
    assert outcome(job) == (JobState.PRINTED, "")
    assert job.ended_at == at(9, 30)
    assert "A001" in simulated.text
    assert "请到等候一区坐等" in simulated.text
    printer.refresh_from_db()
    assert (printer.last_seen_at, printer.condition) == (at(9, 30), "")


def test_slips_come_out_in_the_order_of_the_tickets(simulated: PrinterSimulator, printer: Device) -> None:
    for n in range(5):
        slip(printer, f"A{n:03}", queued_at=at(9, 29, 50 + n))
    printing.print_waiting(printer, clock=Watch())
    assert [line.text for paper in simulated.slips for line in paper if line.size == 6] == [
        "A000", "A001", "A002", "A003", "A004",
    ]  # fmt: skip


@pytest.mark.parametrize("fault", ["paper", "cover", "cutter", "error", "offline"])
def test_a_fault_that_people_can_mend_fails_the_slip_at_once_and_says_what_to_do(
    simulated: PrinterSimulator, printer: Device, fault: str
) -> None:
    simulated.fault = FAULTS[fault]
    job = slip(printer)
    begun = time.monotonic()
    printing.print_waiting(printer, clock=Watch())
    assert time.monotonic() - begun < 2
    assert outcome(job) == (JobState.FAILED, FAULTS[fault].value)
    printer.refresh_from_db()
    assert (printer.last_seen_at, printer.condition) == (None, FAULTS[fault].value)
    assert simulated.slips == []
    simulated.fault = None
    again = slip(printer)
    printing.print_waiting(printer, clock=Watch())
    assert outcome(again)[0] == JobState.PRINTED
    printer.refresh_from_db()
    assert printer.condition == ""


@pytest.mark.parametrize("what", ["silent", "switched off"])
def test_a_printer_that_does_not_answer_is_waited_for_but_not_for_long(
    simulated: PrinterSimulator, printer: Device, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "ANSWER_WITHIN", 0.2)
    fault = FAULTS["silent"] if what == "silent" else Fault.UNREACHABLE
    if what == "silent":
        simulated.fault = fault
    else:
        Device.objects.filter(pk=printer.pk).update(port=_closed_port())
        printer.refresh_from_db()
    job, watch = slip(printer), Watch()
    watch.forward(19)
    printing.print_waiting(printer, clock=watch)
    assert outcome(job) == (JobState.QUEUED, "")
    watch.forward(2)
    printing.print_waiting(printer, clock=watch)
    assert outcome(job) == (JobState.FAILED, fault.value)


def test_a_printer_that_is_free_again_in_time_prints_what_waited(
    simulated: PrinterSimulator, printer: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "ANSWER_WITHIN", 0.2)
    job, watch = slip(printer), Watch()
    with socket.create_connection((simulated.host, simulated.port)):  # somebody else holds its only line
        time.sleep(0.1)
        printing.print_waiting(printer, clock=watch)
        assert outcome(job)[0] == JobState.QUEUED
    watch.forward(5)
    time.sleep(0.5)
    printing.print_waiting(printer, clock=watch)
    assert outcome(job)[0] == JobState.PRINTED


def test_paper_that_ends_in_the_middle_of_a_slip_is_noticed(
    simulated: PrinterSimulator, printer: Device
) -> None:
    simulated.paper_lines = 1
    job = slip(printer)
    printing.print_waiting(printer, clock=Watch())
    assert outcome(job) == (JobState.FAILED, Fault.PAPER.value)


def test_a_cable_pulled_while_printing_leaves_the_fate_unknown(
    simulated: PrinterSimulator, printer: Device
) -> None:
    simulated.cut_after = 40
    job = slip(printer)
    printing.print_waiting(printer, clock=Watch())
    assert outcome(job) == (JobState.FAILED, Fault.CUT_OFF.value)


def test_a_printer_that_falls_silent_after_the_slip_leaves_the_fate_unknown(
    simulated: PrinterSimulator, printer: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "ANSWER_WITHIN", 0.2)
    simulated.is_deaf_after_printing = True
    job = slip(printer)
    printing.print_waiting(printer, clock=Watch())
    assert outcome(job) == (JobState.FAILED, Fault.CUT_OFF.value)


def test_a_roll_that_ends_soon_is_told_to_the_device_page(
    simulated: PrinterSimulator, printer: Device
) -> None:
    simulated.is_paper_low = True
    job = slip(printer)
    printing.print_waiting(printer, clock=Watch())
    assert outcome(job)[0] == JobState.PRINTED
    printer.refresh_from_db()
    assert printer.condition == PAPER_RUNS_OUT


def test_a_disabled_printer_prints_nothing(simulated: PrinterSimulator, printer: Device) -> None:
    job = slip(printer)
    actions.disable(printer, by=SYSTEM, at=at(9))
    printing.print_waiting(printer, clock=Watch())
    assert outcome(job) == (JobState.FAILED, Fault.DISABLED.value)
    assert simulated.slips == []


def test_a_slip_of_an_act_that_is_rolled_back_is_never_printed(
    simulated: PrinterSimulator, printer: Device
) -> None:
    printing.queued.clear()
    with transaction.atomic():
        printing.queue_slip(printer, subject_id=new_id(), content=b"A001\n", at=at(9, 30))
        transaction.set_rollback(True)
    assert not printing.queued.is_set()
    printing.print_waiting(printer, clock=Watch())
    assert simulated.slips == []


def test_a_queued_slip_wakes_the_worker(printer: Device) -> None:
    printing.queued.clear()
    slip(printer)
    assert printing.queued.is_set()


@pytest.mark.race
def test_two_workers_print_each_slip_once(simulated: PrinterSimulator, printer: Device) -> None:
    jobs = [slip(printer, f"A{n:03}") for n in range(6)]
    stale = [PrintJob.objects.get(pk=job.pk) for job in jobs]
    with link.PrinterLink(simulated.host, simulated.port) as line:
        for mine, his in zip(jobs, stale, strict=True):
            printing.print_job(mine, line, clock=Watch())
            printing.print_job(his, line, clock=Watch())  # read before, so it still says queued
    time.sleep(0.3)
    assert len(simulated.slips) == 6
    assert all(outcome(job)[0] == JobState.PRINTED for job in jobs)


def test_a_printer_without_paper_holds_up_no_other(
    simulated: PrinterSimulator, printer: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "QUEUED_AT_MOST", printing.QUEUED_AT_MOST * 10**6)
    simulated.fault = Fault.SILENT
    waiting, spooler = slip(printer), Spooler()
    with PrinterSimulator() as other:
        job = slip(printer_at(other, printer.unit_id, "三号窗口打印机"))
        begun = time.monotonic()
        assert spooler.print_pending() == 2
        while outcome(job)[0] != JobState.PRINTED and time.monotonic() - begun < 5:
            time.sleep(0.02)
        assert outcome(job)[0] == JobState.PRINTED
        assert time.monotonic() - begun < link.ANSWER_WITHIN
        assert outcome(waiting)[0] == JobState.QUEUED
    spooler.close()


def test_idle_printers_are_asked_how_they_are(simulated: PrinterSimulator, printer: Device) -> None:
    printing.ask_condition(printer, at=at(10))
    printer.refresh_from_db()
    assert (printer.last_seen_at, printer.condition) == (at(10), "")
    simulated.fault = Fault.COVER
    printing.ask_condition(printer, at=at(10, 1))
    printer.refresh_from_db()
    assert printer.condition == Fault.COVER.value


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
