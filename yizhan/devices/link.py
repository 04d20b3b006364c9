"""The line to one network printer (TCP 9100): ask, send, and make sure."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from types import TracebackType

from yizhan.devices.condition import END_REACHED, QUESTIONS, Condition, Fault, is_answer, read_condition

CONNECT_WITHIN = 2.0  # seconds
ANSWER_WITHIN = 1.5  # seconds a status question
SEND_WITHIN = 5.0  # seconds for a slip's few hundred bytes; a printer takes them at once or not at all
OUT_WITHIN = 3.0  # seconds; the longest slip takes two
LOOK_EVERY = 0.7  # seconds


class SlipFailed(Exception):
    """The printer does not answer, cannot print, or did not print to the end."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


class PrinterLink:
    """An open connection. Raises SlipFailed(UNREACHABLE) when the printer is off or unplugged."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._is_out = False

    def __enter__(self) -> PrinterLink:
        try:
            self._line = socket.create_connection(self._address, timeout=CONNECT_WITHIN)
        except (OSError, UnicodeError) as problem:  # UnicodeError: a host name that no resolver takes
            raise SlipFailed(Fault.UNREACHABLE) from problem
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    def condition(self) -> Condition:
        """Ask how the printer is. Raises SlipFailed(SILENT) when it does not say."""
        return read_condition(*(self._answer_to(question) for question in QUESTIONS))

    def print_out(self, content: bytes) -> Condition:
        """Ask first, send, wait for the paper, ask again. Returns how the printer is afterwards.

        Raises SlipFailed: before anything was sent with what people can mend, afterwards with CUT_OFF when
        nobody can know what came out.
        """
        self._raise_fault(self.condition())
        try:
            self._line.settimeout(SEND_WITHIN)
            self._line.sendall(content + END_REACHED)
            after = self._condition_at_the_end()
        except (OSError, SlipFailed):
            raise SlipFailed(Fault.CUT_OFF) from None
        self._raise_fault(after)
        return after

    @staticmethod
    def _raise_fault(condition: Condition) -> None:
        if condition.fault:
            raise SlipFailed(condition.fault)

    def _answer_to(self, question: bytes) -> int:
        try:
            self._line.settimeout(ANSWER_WITHIN)
            self._line.sendall(question)
            while not is_answer(byte := self._next_byte()):
                self._is_out = True
        except OSError:
            raise SlipFailed(Fault.SILENT) from None
        return byte

    def _next_byte(self) -> int:
        received = self._line.recv(1)
        if not received:
            raise SlipFailed(Fault.SILENT)
        return received[0]

    def _condition_at_the_end(self) -> Condition:
        """How the printer is when it says that it has printed everything; or earlier with a fault; or after
        a while, because cheap printers do not know the question.
        """
        deadline = time.monotonic() + OUT_WITHIN
        while True:
            with suppress(TimeoutError):
                self._line.settimeout(LOOK_EVERY)
                self._is_out = not is_answer(self._next_byte()) or self._is_out
            condition = self.condition()
            if condition.fault or self._is_out or time.monotonic() > deadline:
                return condition
