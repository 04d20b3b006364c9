"""The program as its users start it: a process of its own with an own data folder."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

STARTED_WITHIN = 60.0  # seconds; the machine may be busy with other tests


@dataclass
class Program:
    """`yizhan …`, running."""

    arguments: list[str]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def start(self) -> Program:
        """Begin; what it prints is collected."""
        inherited = {name: text for name, text in os.environ.items() if not name.startswith("YIZHAN_")}
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "yizhan", *self.arguments],
            cwd=Path(__file__).parents[3],
            env=inherited | {"YIZHAN_DATA_DIR": str(self.folder)} | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()
        return self

    @property
    def text(self) -> str:
        """Everything printed so far."""
        return "".join(self.lines)

    def port(self) -> int:
        """The port in the printed address, as soon as the hall is open."""
        deadline = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < deadline:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", self.text):
                return int(found[1])
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the program did not open: {self.text}")

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Tell it to stop; how many seconds that took."""
        begun = time.monotonic()
        self._process.send_signal(number)
        self.code()
        return time.monotonic() - begun

    def code(self) -> int:
        """Its exit code, waited for."""
        try:
            return self._process.wait(timeout=STARTED_WITHIN)
        finally:
            if self._process.poll() is None:
                self._process.kill()
            self._reading.join(timeout=5)

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.lines.append(line)


def run(arguments: list[str], folder: Path, **environment: str) -> tuple[int, str]:
    """Run the program to its end: its exit code and all that it printed."""
    program = Program(arguments, folder, environment).start()
    return program.code(), program.text
