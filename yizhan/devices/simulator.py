"""A ticket printer without paper: answers like a real one, and puts each slip into a folder as text and PNG.

For demonstrations, for setting up a hall before its printers come, and for tests, with every fault.
"""

from __future__ import annotations

import re
import socket
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from yizhan.devices.condition import Fault, answers_of
from yizhan.devices.paper import Interpreter, Line, Piece, text_of
from yizhan.devices.picture import draw

FAULTS = {
    "paper": Fault.PAPER,
    "cover": Fault.COVER,
    "cutter": Fault.CUTTER,
    "error": Fault.ERROR,
    "offline": Fault.OFFLINE,
    "silent": Fault.SILENT,
}
_QUESTION = re.compile(rb"\x10\x04([\x01-\x04])")


class PrinterSimulator:
    """Listens on `port` (0: any free one) and serves one caller at a time, as network printers do.

    `fault` may be changed while it runs. `paper_lines`: the roll ends after so many lines. `cut_after`: the
    cable is pulled after so many bytes. `is_deaf_after_printing`: it says no more once a slip has come.
    """

    def __init__(
        self, port: int = 0, *, host: str = "127.0.0.1", folder: Path | None = None, fault: str = ""
    ) -> None:
        self.fault = FAULTS[fault] if fault else None
        self.is_paper_low = False
        self.paper_lines: int | None = None
        self.cut_after: int | None = None
        self.is_deaf_after_printing = False
        self.slips: list[list[Line]] = []
        self.files: list[Path] = []
        self._folder = folder
        self._listening = socket.create_server((host, port))
        self._listening.settimeout(0.2)
        self.host, self.port = self._listening.getsockname()[:2]
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="printer-simulator", daemon=True)

    def __enter__(self) -> PrinterSimulator:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._thread.join(timeout=5)
        self._listening.close()

    def wait(self) -> None:
        """Serve until interrupted."""
        while not self._stopping.wait(3600):
            pass

    @property
    def text(self) -> str:
        """All slips so far as plain text."""
        return "".join(text_of(slip) for slip in self.slips)

    def _serve(self) -> None:
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                line, _ = self._listening.accept()
                with line, suppress(ConnectionError):
                    line.settimeout(0.2)
                    self._serve_caller(line)

    def _serve_caller(self, line: socket.socket) -> None:
        interpreter, held, received_in_all = Interpreter(), b"", 0
        while not self._stopping.is_set():
            try:
                received = line.recv(4096)
            except TimeoutError:
                received = b""
            else:
                if not received:
                    break
            received_in_all += len(received)
            if self.cut_after is not None and received_in_all > self.cut_after:
                return
            held = self._take(line, interpreter, held + received)
        self._put_out(interpreter)

    def _take(self, line: socket.socket, interpreter: Interpreter, received: bytes) -> bytes:
        """Answer questions at once, also while it stands still; what is not printed yet is given back."""
        if self.fault is Fault.SILENT or (self.is_deaf_after_printing and self.slips):
            return b""
        if self._stands_still():
            self._answer(line, received)
            return _QUESTION.sub(b"", received)
        ends = interpreter.ends_reached
        interpreter.feed(received)
        self._use_up(interpreter)
        self._answer(line, received)
        if not self._stands_still() and not self.is_deaf_after_printing:
            line.sendall(b"\x00" * (interpreter.ends_reached - ends))
        if interpreter.lines and interpreter.lines[-1].piece is Piece.CUT:
            self._put_out(interpreter)
        return b""

    def _stands_still(self) -> bool:
        return self.fault is not None

    def _use_up(self, interpreter: Interpreter) -> None:
        if self.paper_lines is not None and len(interpreter.lines) > self.paper_lines:
            del interpreter.lines[self.paper_lines :]
            self.fault = Fault.PAPER

    def _answer(self, line: socket.socket, received: bytes) -> None:
        answers = answers_of(self.fault, is_paper_low=self.is_paper_low)
        for question in _QUESTION.findall(received):
            line.sendall(bytes((answers[question[0] - 1],)))

    def _put_out(self, interpreter: Interpreter) -> None:
        if not interpreter.lines:
            return
        slip, interpreter.lines = interpreter.lines, []
        self.slips.append(slip)
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        number = len(list(self._folder.glob("slip-*.txt"))) + 1
        file = self._folder / f"slip-{number:04}.txt"
        file.write_text(text_of(slip), encoding="utf-8")
        self.files.append(file)
        if draw(slip, file.with_suffix(".png")):
            self.files.append(file.with_suffix(".png"))
