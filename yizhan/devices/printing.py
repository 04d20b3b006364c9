"""Slips on their way to paper: queued in an act's transaction, printed after its commit.

The states of a job are the spooler's, not the hall's business: they are guarded like acts, but not journaled.
What people do about a slip (issue, 补打, test) is an act.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from yizhan.devices import presence
from yizhan.devices.condition import Fault
from yizhan.devices.link import PrinterLink, SlipFailed
from yizhan.devices.models import Device, PrintJob
from yizhan.devices.states import FAIL, PRINTED, TAKE, JobState
from yizhan.lib.refusal import StaleState
from yizhan.rows.lifecycle import advance

QUEUED_AT_MOST = timedelta(seconds=20)
"""Nobody stands longer before a machine; a slip that comes out later lies about for the next person."""
SENDING_AT_MOST = timedelta(seconds=60)
"""From queueing; within all time limits of a link a job never takes so long, so its worker is dead."""

Clock = Callable[[], datetime]
"""A spooler works while time goes on, so it takes a clock and not one instant."""

queued = threading.Event()
"""Set after a commit that queued a slip, so that the worker of this process need not wait for its turn."""


def queue_slip(printer: Device, *, subject_id: UUID, content: bytes, at: datetime, copy: int = 0) -> PrintJob:
    """Queue a slip inside the running act; it is printed only when that act is committed.

    One job per subject and copy: the same request never prints twice.
    """
    job = PrintJob.objects.create(
        printer=printer, subject_id=subject_id, copy=copy, content=content, queued_at=at
    )
    transaction.on_commit(queued.set)
    return job


def print_job(job: PrintJob, link: PrinterLink, *, clock: Clock) -> PrintJob:
    """Print one job on an open line. One that another worker took is left alone."""
    if clock() - job.queued_at > QUEUED_AT_MOST:
        return fail(job, Fault.BUSY, at=clock())
    with suppress(StaleState):
        advance(job, TAKE)
        try:
            condition = link.print_out(bytes(job.content))
        except SlipFailed as failure:
            presence.trouble(job.printer_id, failure.fault)
            return fail(job, failure.fault, at=clock())
        advance(job, PRINTED, ended_at=clock())
        presence.seen(job.printer_id, at=clock(), condition=condition.words)
    return job


def print_waiting(printer: Device, *, clock: Clock) -> None:
    """Print what waits for one printer, in order, over one line.

    While nobody answers slips wait, because a network printer serves one caller at a time; but not for long.
    """
    jobs = PrintJob.objects.filter(printer=printer, state=JobState.QUEUED).order_by("queued_at")
    if printer.disabled_at is not None:
        for job in jobs:
            fail(job, Fault.DISABLED, at=clock())
        return
    try:
        with PrinterLink(printer.host, printer.port) as link:
            link.condition()
            for job in jobs:
                if print_job(job, link, clock=clock).problem == Fault.CUT_OFF:
                    return  # the line is gone; the rest gets a new one
    except SlipFailed as failure:
        presence.trouble(printer.pk, failure.fault)
        for job in jobs.filter(queued_at__lte=clock() - QUEUED_AT_MOST):
            fail(job, failure.fault, at=clock())


def end_stuck(*, at: datetime) -> int:
    """Fail what a stopped program left behind: nobody knows whether it was printed, so a person looks."""
    stuck = PrintJob.objects.filter(state=JobState.SENDING, queued_at__lte=at - SENDING_AT_MOST)
    return len([fail(job, Fault.INTERRUPTED, at=at) for job in stuck])


def ask_condition(printer: Device, *, at: datetime) -> None:
    """Ask an idle printer how it is, for the device page."""
    try:
        with PrinterLink(printer.host, printer.port) as link:
            condition = link.condition()
    except SlipFailed as failure:
        presence.trouble(printer.pk, failure.fault)
    else:
        presence.seen(printer.pk, at=at, condition=condition.words)


def fail(job: PrintJob, fault: Fault, *, at: datetime) -> PrintJob:
    """Note that the slip will not come out, and why; unless the job has ended otherwise meanwhile."""
    with suppress(StaleState):
        advance(job, FAIL, problem=fault.value, ended_at=at)
    return job
