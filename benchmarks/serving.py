"""The program as a hall runs it, `yizhan serve` in a process of its own on a free port of loopback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

OPENED_WITHIN = 60.0  # seconds
STOPPED_WITHIN = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Serving:
    """Where it listens, and its process."""

    port: int
    pid: int

    def memory(self) -> float:
        """KiB of memory that it really uses."""
        return memory_of(self.pid)

    def cpu(self) -> float:
        """CPU seconds that it used so far."""
        user, system = (
            Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
        )
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving() -> Iterator[Serving]:
    """Open the hall of this process's data folder and database, and close it in the end."""
    told = Path(settings.DATA_DIR) / "serve.log"
    with told.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "yizhan", "serve", "--port", "0"], stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield Serving(_port(process, told), process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def memory_of(process: int) -> float:
    """KiB of memory that a process really uses."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1])
    raise SystemExit("this system does not tell how much memory a process uses")


def _port(process: subprocess.Popen[bytes], told: Path) -> int:
    """The port of the printed address, as soon as the hall is open."""
    deadline = time.monotonic() + OPENED_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", told.read_text(encoding="utf-8")):
            return int(found[1])
        time.sleep(0.05)
    raise SystemExit(f"the program did not open: {told.read_text(encoding='utf-8')}")
