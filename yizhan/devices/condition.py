"""What a ticket printer says of itself: the four status bytes of DLE EOT, and their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

QUESTIONS = tuple(bytes((0x10, 0x04, n)) for n in (1, 2, 3, 4))
"""DLE EOT 1–4: answered at once, also while the printer prints or stands still."""
END_REACHED = b"\x1d\x72\x01"
"""GS r 1: answered in its turn, that is when everything sent before is printed."""
_FIXED, _FIXED_VALUE = 0b10010011, 0b00010010  # bits that every answer to DLE EOT has

_OFFLINE = 0x08  # of answer 1
_COVER_OPEN, _STOPPED_BY_PAPER, _ERROR = 0x04, 0x20, 0x40  # of answer 2
_CUTTER, _UNRECOVERABLE = 0x08, 0x20  # of answer 3
_NEAR_END, _PAPER_END = 0x0C, 0x60  # of answer 4


class Fault(StrEnum):
    """Why a slip does not come out; the value is what people read."""

    PAPER = "打印机缺纸，请装好纸卷后补打。"
    COVER = "打印机盖子没有合上，请合上后补打。"
    CUTTER = "打印机切刀卡住，请开盖检查后补打。"
    ERROR = "打印机报告故障，请关机再开机；仍不行请报修。"
    OFFLINE = "打印机处于脱机状态，请按打印机上的联机键后补打。"
    SILENT = "打印机没有应答，请检查电源和网线。"
    UNREACHABLE = "连不上打印机，请检查电源、网线和登记的地址。"
    BUSY = "打印机一直没有空闲，请稍后补打。"
    DISABLED = "打印机已停用，请另选一台打印机后补打。"
    CUT_OFF = "打印中连接断开，不知道是否已打出：请看一眼，没有就补打。"
    INTERRUPTED = "程序中断过，不知道是否已打出：请看一眼，没有就补打。"


PAPER_RUNS_OUT = "纸快用完了，请备好纸卷。"


@dataclass(frozen=True, slots=True)
class Condition:
    """How a printer is: what keeps it from printing, and whether its roll is nearly used up."""

    fault: Fault | None = None
    is_paper_low: bool = False

    @property
    def words(self) -> str:
        """For the device page; empty when all is well."""
        if self.fault:
            return self.fault.value
        return PAPER_RUNS_OUT if self.is_paper_low else ""


def is_answer(byte: int) -> bool:
    """Whether the byte is an answer to DLE EOT."""
    return byte & _FIXED == _FIXED_VALUE


def read_condition(printer: int, offline: int, error: int, paper: int) -> Condition:
    """Read the four answers; the cause that a person can mend comes first."""
    is_low = bool(paper & _NEAR_END)
    if paper & _PAPER_END or offline & _STOPPED_BY_PAPER:
        return Condition(Fault.PAPER, is_low)
    if offline & _COVER_OPEN:
        return Condition(Fault.COVER, is_low)
    if error & _CUTTER:
        return Condition(Fault.CUTTER, is_low)
    if error & _UNRECOVERABLE or offline & _ERROR:
        return Condition(Fault.ERROR, is_low)
    if printer & _OFFLINE:
        return Condition(Fault.OFFLINE, is_low)
    return Condition(None, is_low)


def answers_of(fault: Fault | None, *, is_paper_low: bool = False) -> tuple[int, int, int, int]:
    """The four bytes by which a printer says so; the simulator's side of `read_condition`."""
    base = _FIXED_VALUE
    stands = 0 if fault is None else _OFFLINE
    causes = {Fault.PAPER: _STOPPED_BY_PAPER, Fault.COVER: _COVER_OPEN}
    errors = {Fault.CUTTER: _CUTTER, Fault.ERROR: _UNRECOVERABLE}
    offline = causes.get(fault, 0) if fault else 0
    error = errors.get(fault, 0) if fault else 0
    paper = (_PAPER_END if fault is Fault.PAPER else 0) | (_NEAR_END if is_paper_low else 0)
    return base | stands, base | offline | (_ERROR if error else 0), base | error, base | paper
