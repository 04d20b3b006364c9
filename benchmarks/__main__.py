"""`python -m benchmarks`: measure everything on both databases, and write docs/performance.md.

Each part runs in a process of its own on an empty database of its own: SQLite in a new data folder, or a
private PostgreSQL with everything that makes it durable.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import machine, page
from benchmarks.part import end_in_order
from benchmarks.size import SIZES
from yizhan.testing.postgres import private_cluster

DATABASES = ("sqlite", "postgresql")
PARTS = ("statements", "floor", "api", "boards")
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"

Rows = list[dict[str, Any]]


def main() -> None:
    """Measure what was asked for."""
    asked = _asked()
    end_in_order()
    with tempfile.TemporaryDirectory(prefix="yizhan-benchmarks-") as folder:
        described = machine.describe(Path(folder))
        for name, text in described.items():
            print(f"{name}: {text}")
        rows = [
            row
            for part in asked.part or PARTS
            for database in asked.database or DATABASES
            for row in _measured(part, database, Path(folder), "quick" if asked.quick else "full")
        ]
    tables = page.tables(rows)
    print("\n".join(("", *tables.values())))
    is_whole = not (asked.quick or asked.part or asked.database)
    if not (is_whole or asked.write):
        print("\nNot written: docs/performance.md shows whole runs, unless --write says otherwise.")
    else:
        described["Run"] = "whole" if is_whole else "partial: the figures are a first hint"
        page.write(PAGE, tables | {"machine": page.machine_table(described)})
        print(f"\nWritten: {PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few cycles only, to see that it works")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part (may be repeated)")
    parser.add_argument(
        "--write", action="store_true", help="put the tables of a partial run into the page, too"
    )
    parser.add_argument("--database", action="append", choices=DATABASES, help="only on this database")
    return parser.parse_args()


def _measured(part: str, database: str, folder: Path, size: str) -> Rows:
    """The rows of one part on one database; the run ends when one of its checks fails."""
    assert size in SIZES
    print(f"\n{part} on {database} …", flush=True)
    rows: Rows = []
    with _database(database, folder / f"{part}-{database}") as environment:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.part", part, size],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        try:
            for line in process.stdout:
                rows.append(json.loads(line))
                if part != "statements":
                    print(f"  {line.strip()}", flush=True)
        except BaseException:
            process.terminate()  # it closes what it has opened
            raise
        finally:
            code = process.wait()
        if code != 0:
            raise SystemExit(f"{part} on {database} failed")
    return rows


@contextmanager
def _database(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of an empty database and data folder; no hall on this machine is touched."""
    folder.mkdir()
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("YIZHAN_")}
    environment = inherited | {
        "YIZHAN_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "yizhan.settings",
    }
    if database == "sqlite":
        yield environment
    else:
        with private_cluster(durable=True) as address:
            yield environment | {"YIZHAN_DATABASE_URL": address}


if __name__ == "__main__":
    main()
