"""A row of an uploaded list against the catalogue: added, changed, the same, or refused and why.

Everything is compared as the text of the table's own cells, so that the preview shows exactly what will
stand in the catalogue, and an exported list comes back as "nothing changed".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from yizhan.catalog.rules.columns import BY_KEY, COLUMNS, NO, YES, Shelf, default_of
from yizhan.catalog.rules.limits import Promise, limit_text, promise_against_statute, written_limit
from yizhan.catalog.rules.review import steps_beyond_limit
from yizhan.catalog.states import Admission, LimitUnit

_SEPARATORS = re.compile(r"[、,，;；\s]+")
EMPTIED = "清空"
"""Written into a cell to empty it; an empty cell leaves everything as it is."""


class Verdict(StrEnum):
    """What becomes of a row on confirmation."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Present:
    """What the catalogue says today about one item: of the hall, or of the list but not taken up."""

    item_id: UUID
    implementation_id: UUID | None
    numbers: frozenset[int]
    names: frozenset[str]
    cells: Mapping[str, str]
    is_used_elsewhere: bool = False
    has_draft: bool = False
    step_workdays: int = 0

    @property
    def is_taken_up(self) -> bool:
        """Whether the hall has the item in its catalogue."""
        return self.implementation_id is not None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of an uploaded table: its line as Excel counts, and the cells of the known columns."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changes."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The verdict on one row, with its changes or the reasons of its refusal."""

    verdict: Verdict
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, the item that it means, and the verdict."""

    row: TableRow
    present: Present | None
    compared: Compared

    @property
    def is_to_write(self) -> bool:
        """Whether confirmation writes it."""
        return self.compared.verdict in {Verdict.ADDED, Verdict.CHANGED}


def judge(rows: Iterable[TableRow], catalogue: Sequence[Present]) -> list[Judged]:
    """The verdict on every row of a table; an item named twice is refused the second time."""
    by_number = {number: one for one in catalogue for number in one.numbers}
    by_name = {name: one for one in catalogue for name in one.names}
    seen: dict[object, int] = {}
    judged: list[Judged] = []
    for row in rows:
        present, reason = _meant(row, by_number, by_name)
        key = present.item_id if present else row.cells.get("name", "")
        if not reason and key in seen:
            reason = f"与第{seen[key]}行是同一个事项。"
        if reason:
            judged.append(Judged(row, present, Compared(Verdict.REFUSED, reasons=(reason,))))
            continue
        seen[key] = row.line
        judged.append(Judged(row, present, compare(row.cells, present)))
    return judged


def _meant(
    row: TableRow, by_number: Mapping[int, Present], by_name: Mapping[str, Present]
) -> tuple[Present | None, str]:
    """The item that a row means, by its printed number or its name; both must agree."""
    name, numbers = row.cells.get("name", ""), row.cells.get("numbers", "")
    if not numbers:
        return by_name.get(name), ""
    wanted = {
        int(part) if part.isascii() and part.isdigit() else 0 for part in _SEPARATORS.split(numbers) if part
    }
    found = {one.item_id: one for number in wanted if (one := by_number.get(number))}
    if len(found) != 1 or not all(number in by_number for number in wanted):
        return None, f"序号“{numbers}”在印发的清单上没有对应的事项；清单以外的事项请把序号空着。"
    present = next(iter(found.values()))
    if name and name not in present.names:
        return None, f"清单上第{numbers}项是“{present.cells['name']}”，表中写的是“{name}”，对不上。"
    return present, ""


def compare(given: Mapping[str, str], present: Present | None) -> Compared:
    """Compare the cells of one row with the catalogue. The first things wrong are all told at once."""
    written, reasons = _written(given)
    if reasons:
        return Compared(Verdict.REFUSED, reasons=tuple(reasons))
    before = dict(present.cells) if present else {}
    if present:
        written.pop("numbers", None)  # the printed numbers and names are not changed by any import
        written.pop("name", None)
    after = _completed({**before, **written}, is_new=present is None or not present.is_taken_up)
    changes = tuple(
        Change(column.key, before.get(column.key, ""), after.get(column.key, ""))
        for column in COLUMNS
        if before.get(column.key, "") != after.get(column.key, "")
    )
    reasons = [reason for rule in _RULES if (reason := rule(after, changes, present))]
    if reasons:
        return Compared(Verdict.REFUSED, changes, tuple(reasons))
    if present is None or not present.is_taken_up:
        return Compared(Verdict.ADDED, changes)
    return Compared(Verdict.CHANGED if changes else Verdict.SAME, changes)


def _written(given: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The filled cells in the catalogue's own spelling, and what cannot be read."""
    written: dict[str, str] = {}
    reasons: list[str] = []
    for key, text in given.items():
        column = BY_KEY[key]
        if text == EMPTIED and not column.is_needed:
            written[key] = ""
        elif text:
            try:
                written[key] = column.canonical(text)
            except ValueError as unreadable:
                reasons.append(str(unreadable))
    return written, reasons


def _completed(cells: dict[str, str], *, is_new: bool) -> dict[str, str]:
    """Fill what follows from the rest: defaults of a new item; a reason goes with what it explains."""
    if is_new:
        cells = {column.key: cells.get(column.key) or default_of(column.key, cells) for column in COLUMNS}
    if cells.get("admission") != Admission.ABSENT.label:
        cells["admission_reason"] = ""
    if cells.get("is_open") == YES:
        cells["closed_reason"] = ""
    return cells


def _needs_its_fields(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    missing = [column.label for column in COLUMNS if column.is_needed and not cells.get(column.key)]
    return f"缺少：{'、'.join(missing)}。" if missing else ""


def _keeps_the_statute(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    statutory, promised = written_limit(cells.get("statutory", "")), written_limit(cells.get("promised", ""))
    standing = promise_against_statute(statutory, promised)
    if standing is Promise.LONGER:
        return f"承诺时限{limit_text(promised)}超过了法定时限{limit_text(statutory)}。"
    if standing is Promise.UNCLEAR and statutory:
        unit = LimitUnit(statutory.unit).label
        return f"法定时限按“{unit}”算，承诺时限的单位不同，比不出长短；请把承诺时限也写成“{unit}”。"
    return ""


def _leaves_time_for_the_steps(
    cells: Mapping[str, str], changes: Sequence[Change], present: Present | None
) -> str:
    if present is None or not any(change.key in {"statutory", "promised"} for change in changes):
        return ""
    statutory, promised = written_limit(cells.get("statutory", "")), written_limit(cells.get("promised", ""))
    too_long = steps_beyond_limit(present.step_workdays, statutory, promised)
    return f"{too_long}；请先在办事指南里改审核路线。" if too_long else ""


def _absent_has_a_reason(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    absent = cells.get("admission") == Admission.ABSENT.label and not cells.get("admission_reason")
    return "未进驻的事项要写明未进驻原因。" if absent else ""


def _closed_has_a_reason(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    closed = cells.get("is_open") == NO and not cells.get("closed_reason")
    return "停办的事项要写明停办原因。" if closed else ""


def _fee_is_decided(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    undecided = cells.get("fee_text") and not cells.get("is_charged")
    return "写了收费标准，请在“是否收费”一栏填是或否。" if undecided else ""


def _entrusted_by_whom(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    newly = any(change.key == "admission" and change.after == Admission.ENTRUSTED.label for change in changes)
    return "委托受理要选委托单位，请在事项页面上改，表格里改不了。" if newly else ""


def _item_is_only_ours(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    if present is None or not present.is_used_elsewhere:
        return ""
    shared = [BY_KEY[change.key].label for change in changes if BY_KEY[change.key].shelf is Shelf.ITEM]
    names = "、".join(shared)
    return f"{names}由几个厅共用，本厅不能单独改；请报区县审批局统一修改。" if shared else ""


def _no_draft_in_the_way(cells: Mapping[str, str], changes: Sequence[Change], present: Present | None) -> str:
    if present is None or not present.has_draft:
        return ""
    in_guide = any(BY_KEY[change.key].shelf is Shelf.GUIDE for change in changes)
    return "办事指南有一份草稿还没公布；请先公布或放弃草稿，再导入时限、收费和地点。" if in_guide else ""


_RULES: tuple[Callable[[Mapping[str, str], Sequence[Change], Present | None], str], ...] = (
    _needs_its_fields,
    _keeps_the_statute,
    _leaves_time_for_the_steps,
    _absent_has_a_reason,
    _closed_has_a_reason,
    _fee_is_decided,
    _entrusted_by_whom,
    _item_is_only_ours,
    _no_draft_in_the_way,
)
