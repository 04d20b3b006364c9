"""Read the shipped reference files into plain values; a slip in a file is a loud error that names the place.

Pure: no database. `load_reference` and `adopt_guides` (actions) write what is read here.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from yizhan.catalog.content import (
    ALTERNATIVES,
    Basis,
    FlowStep,
    GuideContent,
    Limit,
    MaterialContent,
    Option,
    ReviewStepContent,
    SituationContent,
)
from yizhan.catalog.states import (
    Audience,
    BusinessLine,
    HandlingType,
    ItemList,
    ItemStatus,
    ItemType,
    LimitUnit,
    LinkKind,
    MaterialForm,
    Need,
    ReviewKind,
    ReviewMode,
    SpecialProcedure,
)
from yizhan.orgs.states import Post

FOLDER = Path(__file__).parent / "reference"
SAME_ITEM = "same_item"
FOR_THE_HALL = "由本厅填写"
"""Ends the notes of a guide that are a task for the hall, not a gap that a resident must know of."""

# A guide speaks of natural and legal persons; GB/T 39046—2020 A.4 has six kinds.
AUDIENCES = {
    "natural_person": (Audience.PERSON,),
    "legal_person": (
        Audience.COMPANY,
        Audience.PUBLIC_INSTITUTION,
        Audience.SOCIAL_ORGANISATION,
        Audience.OTHER_ORGANISATION,
    ),
}

STEP_FIELDS = frozenset({"key", "name", "kind", "posts", "mode", "limit_workdays"})

RowKey = tuple[str, int]


class BrokenReferenceFile(ValueError):
    """A shipped file says something that cannot be: names the file and the place."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a printed list, exactly as printed."""

    list: str
    number: int
    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceItem:
    """A standard item: the printed rows that name it, and what was worked out about it."""

    rows: tuple[PrintedRow, ...]
    level: str
    name: str
    short_name: str
    short_name_en: str
    everyday_words: str
    item_type: str
    business_line: str
    form_box: str
    status: str
    note: str
    note_basis: str


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """Two printed rows that belong together."""

    one: RowKey
    other: RowKey
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class ReferenceGuide:
    """A shipped guide and the printed row that it explains."""

    row: RowKey
    content: GuideContent


@cache
def reference_items(folder: Path = FOLDER) -> tuple[ReferenceItem, ...]:
    """The 101 items of the 52 + 50 printed rows: community no. 13 is no. 5 again (annexes A3, A4)."""
    attributes = _by_row(folder / "items-attributes.csv")
    notes = _by_row(folder / "items-notes.csv")
    words = _by_row(folder / "items-words.csv")
    same = {link.one: link.other for link in _links(folder) if link.kind == SAME_ITEM}
    items: dict[RowKey, tuple[PrintedRow, ...]] = {}
    for row in printed_rows(folder):
        key = (row.list, row.number)
        first = same.get(key, key)
        items[first] = (*items.get(first, ()), row)
    return tuple(
        _item(rows, _needed(attributes, key, "items-attributes.csv"), _note(notes, rows), words.get(key, {}))
        for key, rows in items.items()
    )


def printed_rows(folder: Path = FOLDER) -> Iterator[PrintedRow]:
    """The rows of both lists in printed order."""
    for level in ItemList.values:
        for row in _rows(folder / f"items-{level}.csv"):
            yield PrintedRow(level, int(row["序号"]), row["事项名称"], row["事项类型"])


@cache
def reference_links(folder: Path = FOLDER) -> tuple[ReferenceLink, ...]:
    """The links between different items; a row that repeats an item is no link."""
    return tuple(link for link in _links(folder) if link.kind != SAME_ITEM)


@cache
def reference_guides(folder: Path = FOLDER) -> tuple[ReferenceGuide, ...]:
    """The shipped guides."""
    return tuple(_guide(path) for path in sorted((folder / "guides").glob("*.toml")))


# --- items ------------------------------------------------------------------------------------


def _item(
    rows: tuple[PrintedRow, ...], attributes: dict[str, str], note: dict[str, str], words: dict[str, str]
) -> ReferenceItem:
    first = rows[0]
    place = f"{first.list} {first.number}"
    return ReferenceItem(
        rows=rows,
        level=first.list,
        name=first.name,
        short_name=words.get("short_name") or first.name[:24],
        short_name_en=words.get("short_name_en", ""),
        everyday_words=words.get("everyday_words", ""),
        item_type=_one_of(ItemType.values, attributes["type_code"], place),
        business_line=_by_label(BusinessLine, attributes["business_line"], place),
        form_box=attributes["form_box"],
        status=_one_of(ItemStatus.values, note.get("status", ItemStatus.ACTIVE), place),
        note=note.get("note", ""),
        note_basis=note.get("basis", ""),
    )


def _note(notes: dict[RowKey, dict[str, str]], rows: tuple[PrintedRow, ...]) -> dict[str, str]:
    """The note of the item's first row that has one."""
    return next((notes[row.list, row.number] for row in rows if (row.list, row.number) in notes), {})


def _links(folder: Path) -> Iterator[ReferenceLink]:
    for row in _rows(folder / "items-links.csv"):
        one = (row["from_list"], int(row["from_number"]))
        other = (row["to_list"], int(row["to_number"]))
        kind = _one_of([SAME_ITEM, *LinkKind.values], row["kind"], f"items-links.csv {one}")
        yield ReferenceLink(one, other, kind, row["note"])


def _by_row(path: Path) -> dict[RowKey, dict[str, str]]:
    found: dict[RowKey, dict[str, str]] = {}
    for row in _rows(path):
        key = (row["list"], int(row["number"]))
        if key in found:
            raise BrokenReferenceFile(f"{path.name}: {key} stands there twice")
        found[key] = row
    return found


def _needed(rows: dict[RowKey, dict[str, str]], key: RowKey, file: str) -> dict[str, str]:
    if key not in rows:
        raise BrokenReferenceFile(f"{file}: {key} is missing")
    return rows[key]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, strict=True), start=2):
            if None in row or None in row.values():
                raise BrokenReferenceFile(f"{path.name} line {number}: wrong number of fields")
            yield row


# --- guides -----------------------------------------------------------------------------------


def _guide(path: Path) -> ReferenceGuide:
    try:
        with path.open("rb") as file:
            told = tomllib.load(file)
        return ReferenceGuide(
            (_one_of(ItemList.values, told["list"], path.name), told["number"]), _content(told)
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BrokenReferenceFile(f"{path.name}: {error!r}") from error


def _content(told: dict[str, Any]) -> GuideContent:
    situations = tuple(_situation(one) for one in told["situations"])
    answers = {f"{one.key}/{option.key}" for one in situations for option in one.options}
    return GuideContent(
        summary=told["summary"],
        summary_en=told["summary_en"],
        audience=tuple(code for word in told["audience"] for code in AUDIENCES[word]),
        conditions=tuple(told["conditions"]),
        flow=tuple(FlowStep(one["step"], one.get("who", ""), one.get("within", "")) for one in told["flow"]),
        basis=tuple(Basis(one["title"], one.get("article", "")) for one in told["basis"]),
        sources=tuple(told["sources"]),
        unknown=tuple(line for line in told["unknown"] if not line.endswith(FOR_THE_HALL)),
        handling_type=_by_label(HandlingType, told["handling_type"], "handling_type")
        if told["handling_type"]
        else "",
        statutory=_limit(told["statutory_limit"]),
        statutory_explain=_explained(told["statutory_limit"]),
        promised=_limit(told["promised_limit"]),
        promised_explain="" if _limit(told["promised_limit"]) is None else _explained(told["promised_limit"]),
        is_charged=told["fee"].get("charged"),
        fee_text=told["fee"]["text"],
        fee_basis=told["fee"]["basis"],
        result_name=told["result"],
        place=told["place"],
        phone=told["phone"],
        supervise_phone=told["supervise_phone"],
        checked_on=_day(told["checked_on"]),
        special_procedures=tuple(
            _one_of(SpecialProcedure.values, one, "special_procedures")
            for one in told.get("special_procedures", ())
        ),
        longest_extension=told.get("longest_extension"),
        answer_workdays=told.get("answer_workdays"),
        publicity_days=told.get("publicity_days"),
        situations=situations,
        materials=tuple(_material(one, answers) for one in told["materials"]),
        review_steps=tuple(_review_step(one) for one in told.get("review_steps", ())),
    )


def _situation(told: dict[str, Any]) -> SituationContent:
    options = tuple(Option(one["key"], one["text"]) for one in told["options"])
    return SituationContent(told["key"], told["question"], options)


def _material(told: dict[str, Any], answers: set[str]) -> MaterialContent:
    when = told["when"]
    for answer in filter(None, when.split(ALTERNATIVES)):
        _one_of(answers, answer, told["name"])
    need = _one_of(Need.values, told["need"], told["name"])
    if (need == Need.SITUATIONAL) != bool(when):
        raise BrokenReferenceFile(f"{told['name']}: situational materials, and no others, name a situation")
    return MaterialContent(
        name=told["name"],
        originals=told["original"],
        copies=told["copy"],
        form=_one_of(MaterialForm.values, told["kind"], told["name"]),
        need=need,
        when=when,
        issued_by=told["source"],
        note=told["note"],
    )


def _review_step(told: dict[str, Any]) -> ReviewStepContent:
    """A step as the file tells it. A field that it does not know is a slip, and loud."""
    if unknown := set(told) - STEP_FIELDS:
        raise BrokenReferenceFile(f"{told['name']}: {sorted(unknown)} is not known here")
    return ReviewStepContent(
        key=told["key"],
        name=told["name"],
        kind=_one_of(ReviewKind.values, told["kind"], told["name"]),
        posts=tuple(_one_of(Post.values, post, told["name"]) for post in told["posts"]),
        mode=_one_of(ReviewMode.values, told.get("mode", ReviewMode.ANY.value), told["name"]),
        limit_workdays=told.get("limit_workdays"),
    )


def _limit(told: dict[str, Any]) -> Limit | None:
    value = told.get("value")
    return None if value is None else Limit(int(value), _one_of(LimitUnit.values, told["unit"], "limit"))


def _explained(told: dict[str, Any]) -> str:
    """The explanation with its legal basis, where that fits on one line of the guide."""
    basis = told.get("basis", "")
    return f"{told['explain']}依据：{basis}" if basis else str(told["explain"])


def _day(told: Any) -> date:
    if not isinstance(told, date):
        raise BrokenReferenceFile(f"checked_on is no date: {told!r}")
    return told


def _one_of(known: Iterable[Any], word: Any, place: str) -> str:
    if word not in known:
        raise BrokenReferenceFile(f"{place}: {word!r} is not known here")
    return str(word)


def _by_label(choices: Any, label: str, place: str) -> str:
    by_label: Callable[[str], str | None] = {text: value for value, text in choices.choices}.get
    value = by_label(label)
    if value is None:
        raise BrokenReferenceFile(f"{place}: {label!r} is not known here")
    return value
