"""The tables of docs/performance.md, put between its markers; the words around them are written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def tables(rows: Sequence[Row]) -> dict[str, str]:
    """One table for each part that was measured."""
    made = {"floor": _floor, "api": _api, "boards": _boards, "statements": _statements}
    parts = {name: [row for row in rows if row["part"] == name] for name in made}
    return {name: made[name](measured) for name, measured in parts.items() if measured}


def machine_table(described: dict[str, str]) -> str:
    """What it was measured on."""
    return _table(("Machine", ""), described.items())


def write(page: Path, made: dict[str, str]) -> None:
    """Put each table between its two markers. Raises ValueError for a page without them."""
    text = page.read_text(encoding="utf-8")
    for name, table in made.items():
        place = re.compile(rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"{page.name} has no place for the table {name}")
        text = place.sub(lambda found, table=table: f"{found[1]}\n{table}\n\n{found[2]}", text)  # type: ignore[misc]
    page.write_text(text, encoding="utf-8")


def _floor(rows: Iterable[Row]) -> str:
    heads = (
        "Database",
        "Clients",
        "Bare, cycles/s",
        "Bare with the reads",
        "Acts",
        "**Acts ÷ bare**",
        "CPU ms a cycle: bare",
        "with reads",
        "acts",
        "Acts, p99 ms",
    )
    return _table(
        heads,
        (
            (
                NAMES[row["database"]],
                row["clients"],
                f"{row['bare']['per_second']:.0f}",
                f"{row['with_reads']['per_second']:.0f}",
                f"{row['acts']['per_second']:.0f}",
                f"**{row['ratio']:.2f}**",
                f"{row['bare']['cpu_ms']:.1f}",
                f"{row['with_reads']['cpu_ms']:.1f}",
                f"{row['acts']['cpu_ms']:.1f}",
                f"{row['acts']['p99_ms']:.0f}",
            )
            for row in rows
        ),
    )


def _api(rows: Iterable[Row]) -> str:
    heads = (
        "Database",
        "Clients",
        "Bare, cycles/s",
        "HTTP, cycles/s",
        "**HTTP ÷ bare**",
        "Requests/s",
        "Program's CPU ms a request",
        "p99 ms of a cycle",
    )
    return _table(
        heads,
        (
            (
                NAMES[row["database"]],
                row["clients"],
                f"{row['bare']['per_second']:.0f}",
                f"{row['http']['per_second']:.0f}",
                f"**{row['ratio']:.2f}**",
                f"{3 * row['http']['per_second']:.0f}",
                f"{row['http']['cpu_ms'] / 3:.1f}",
                f"{row['http']['p99_ms']:.0f}",
            )
            for row in rows
        ),
    )


def _boards(rows: Iterable[Row]) -> str:
    heads = (
        "Database",
        "Boards",
        "Bare, last board after ms",
        "Program",
        "**Program ÷ bare** (aim ≤ 2)",
        "KiB a board: bare",
        "program",
    )
    return _table(
        heads,
        (
            (
                NAMES[row["database"]],
                f"{row['boards']:,}",
                f"{row['bare']['last_ms']:.0f}",
                f"{row['live']['last_ms']:.0f}",
                f"**{row['ratio']:.2f}**",
                f"{row['bare']['kib']:.1f}",
                f"{row['live']['kib']:.1f}",
            )
            for row in rows
        ),
    )


def _statements(rows: Iterable[Row]) -> str:
    """Of one database: the other one gets the same statements."""
    kept = [row for row in rows if row["database"] == "sqlite"] or list(rows)
    cells = [
        (
            row["act"],
            row["number"],
            f"{row['before_us']:.0f}",
            f"{row['driver_us']:.0f}",
            f"`{row['sql']}`",
        )
        for row in kept
    ]
    sums = [f"**{sum(row[key] for row in kept):.0f}**" for key in ("before_us", "driver_us")]
    return _table(
        ("Act", "", "Python µs", "Driver µs", "Statement"), [*cells, ("**all**", len(kept), *sums, "")]
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---" for _ in heads], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
