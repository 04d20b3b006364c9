"""On what was measured: without it no absolute figure means anything."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import django
import psycopg
import uvicorn

from yizhan.testing.postgres import server_programs

FLUSHES = 300
BLOCK = b"\0" * 4096


def describe(folder: Path) -> dict[str, str]:
    """Processor, memory, disk (measured in the folder that the databases stand in), versions, other load."""
    return {
        "Measured": f"{datetime.now(UTC):%Y-%m-%d}",
        "Processor": f"{os.cpu_count()} cores, {_processor()}",
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "System": f"{platform.system()} {platform.release()}",
        "Disk": f"{flushes_per_second(folder):,.0f} fdatasync/s of 4 KiB",
        "Python": f"{platform.python_version()}, Django {django.__version__}, uvicorn {uvicorn.__version__}",
        "SQLite": f"{sqlite3.sqlite_version}, WAL, synchronous=FULL",
        "PostgreSQL": f"{_postgres()}, fsync and synchronous_commit on, psycopg {psycopg.__version__}",
        "Load before": f"{os.getloadavg()[0]:.1f} (a quiet machine: below 0.3)",
    }


def flushes_per_second(folder: Path) -> float:
    """How often a second the disk says that a block is safely stored."""
    file = folder / "flushes"
    with file.open("wb", buffering=0) as output:
        begun = time.perf_counter()
        for _ in range(FLUSHES):
            output.write(BLOCK)
            os.fdatasync(output)
        seconds = time.perf_counter() - begun
    file.unlink()
    return FLUSHES / seconds


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _postgres() -> str:
    told = subprocess.run(
        [server_programs() / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return told.stdout.split()[2]
