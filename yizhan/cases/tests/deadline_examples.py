"""The worked examples of docs/algorithms/deadline.md, read as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yizhan.cases.rules.counting import Stop
from yizhan.cases.rules.deadline import Extension, Facts, Limit
from yizhan.cases.states import StopKind
from yizhan.catalog.states import LimitUnit

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "deadline.md"
DUE_HEAD = ["accepted", "statute", "promise", "stops", "extended", "seen_on", "due", "stands", "sentence"]
ANSWER_HEAD = [
    *("received", "class", "own_days", "supplements", "seen_on"),
    *("answer_by", "deemed_accepted", "sentence"),
]
NOTHING = "–"
_KINDS = {kind.label: kind.value for kind in StopKind} | {"补正": StopKind.SUPPLEMENT.value}
_UNITS = {"w": LimitUnit.WORKDAYS, "d": LimitUnit.DAYS}
_STOP = re.compile(r"(\S+) (\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)?")


@dataclass(frozen=True, slots=True)
class Example:
    """One row: its line in the document and its cells by the head's words."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells[name]

    @property
    def seen_on(self) -> date:
        """The day on which somebody looks."""
        return date.fromisoformat(self["seen_on"])

    @property
    def facts(self) -> Facts:
        """The stored facts that the row's first cells name."""
        accepted = self["accepted"].removeprefix("视为 ")
        day = None if accepted == NOTHING else date.fromisoformat(accepted)
        return Facts(
            received_on=day or self.seen_on,
            accepted_on=day,
            statutory=_limit(self["statute"]),
            promised=_limit(self["promise"]),
            stops=tuple(_stops(self["stops"])),
            extensions=tuple(_extensions(self["extended"])),
            is_deemed_accepted=accepted != self["accepted"],
        )


def due_examples() -> list[Example]:
    """The rows of the tables of dates."""
    return list(_rows(DUE_HEAD))


def answer_examples() -> list[Example]:
    """The rows of the table of answers to a receipt."""
    return list(_rows(ANSWER_HEAD))


def thirds() -> dict[int, int]:
    """The small table: with how many days left a limit is warned."""
    limits, left = (
        re.findall(r"(\d+)w? \|", line)
        for line in DOCUMENT.read_text(encoding="utf-8").splitlines()
        if line.startswith(("| limit |", "| warned with so many left |"))
    )
    return dict(zip(map(int, limits), map(int, left), strict=True))


def _rows(head: list[str]) -> Iterator[Example]:
    is_inside = False
    for number, line in enumerate(DOCUMENT.read_text(encoding="utf-8").splitlines(), start=1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            is_inside = False
        elif [cell.replace(" ", "_") for cell in cells] == head:
            is_inside = True
        elif is_inside and not line.startswith("|---"):
            yield Example(number, dict(zip(head, cells, strict=True)))


def _limit(text: str) -> Limit | None:
    return None if text == NOTHING else Limit(int(text[:-1]), _UNITS[text[-1]])


def _stops(text: str) -> Iterator[Stop]:
    for part in () if text == NOTHING else text.split("; "):
        found = _STOP.fullmatch(part)
        assert found, part
        kind, first, last = found.groups()
        yield Stop(_KINDS[kind], date.fromisoformat(first), date.fromisoformat(last) if last else None)


def _extensions(text: str) -> Iterator[Extension]:
    for part in () if text == NOTHING else text.split("; "):
        amount, _, day = part.partition(" ")
        yield Extension(int(amount[:-1]), _UNITS[amount[-1]], date.fromisoformat(day))
