"""Printers and slips for tests: a simulated printer on loopback, enrolled as a real one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from yizhan.devices import actions
from yizhan.devices.escpos import Slip
from yizhan.devices.models import Device, PrintJob
from yizhan.devices.printing import queue_slip
from yizhan.devices.simulator import PrinterSimulator
from yizhan.lib.actor import SYSTEM
from yizhan.lib.ids import new_id
from yizhan.testing.cast import at


@dataclass
class Watch:
    """A clock that stands still until it is put forward."""

    now: datetime = field(default_factory=lambda: at(9, 30))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def printer_at(simulated: PrinterSimulator, unit_id: UUID | None = None, name: str = "大厅打印机") -> Device:
    """The simulated printer as a device of the unit."""
    return actions.add_printer(
        unit_id or new_id(), name=name, host=simulated.host, port=simulated.port, by=SYSTEM, at=at(8)
    )


def slip(printer: Device, label: str = "A001", *, queued_at: datetime | None = None) -> PrintJob:
    """A queued slip with this number."""
    content = Slip().line(label, size=6, centred=True).line("请到等候一区坐等").cut()
    with transaction.atomic():
        return queue_slip(printer, subject_id=new_id(), content=content, at=queued_at or at(9, 30))
