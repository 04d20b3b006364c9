"""The reference content is complete, consistent and honest before any of it is loaded.

Plain files, read without Django: the printed lists (annexes A3, A4), what is said about them, the guides,
and the units of Xi'an that the lists are carried out by.
"""

from __future__ import annotations

import copy
import csv
import datetime
import hashlib
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
UNITS = Path(__file__).resolve().parents[2] / "orgs" / "reference"
LISTS = {"township": 52, "community": 50}
PRINTED = {
    "items-township.csv": "f208970c67b0579c1c4c703de5c77473afc4562c1456f6f463647c3b5d0af96f",
    "items-community.csv": "20635643994712de3578fab0967c96191e1463ed33d899fb9053b53951de5de7",
}
TYPE_CODES = {
    "行政许可": "01", "行政征收": "04", "行政给付": "05", "行政确认": "07",
    "其他类职权": "10", "审核转报": "11", "公共服务": "20",
}  # fmt: skip
MONTHLY_BOXES = {"审核转报", "行政给付", "行政确认", "公共服务", "其他行政权力"}
BUSINESS_LINES = {"社保类", "民政类", "老龄类", "残联类", "退役军人服务类", "卫计类", "其他类型"}
OUTDATED_OR_LIMITED = {
    "township": {16, 22, 28, 29, 30, 35, 46, 48, 49, 50},
    "community": {6, 9, 12, 13, 17, 18, 19, 23, 24, 26, 29, 34, 37, 38, 42, 44, 49},
}
LONGEST = {"title": 60, "title_en": 60, "summary": 300, "summary_en": 500, "result": 100}
LINK_KINDS = {"same_item", "same_matter", "near_duplicate"}
TEXT_KEYS = {"title", "title_en", "summary", "summary_en", "result", "supervise_phone", "disclaimer"}
MAY_BE_EMPTY = {"place", "phone", "handling_type"}
LIST_KEYS = {"audience", "conditions", "sources", "unknown", "certainty", "basis", "flow"}
TABLE_KEYS = {"situations", "materials", "fee", "statutory_limit", "promised_limit"}
GUIDE_KEYS = TEXT_KEYS | MAY_BE_EMPTY | LIST_KEYS | TABLE_KEYS | {"list", "number", "checked_on"}
MAY_BE_ABSENT = {
    "special_procedures", "longest_extension", "answer_workdays", "publicity_days", "review_steps",
}  # fmt: skip
MATERIAL_KEYS = {"name", "original", "copy", "kind", "need", "when", "source", "note"}
Guide = dict[str, Any]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def printed(name: str) -> list[dict[str, str]]:
    return rows_of(REFERENCE / f"items-{name}.csv")


def keys_of(rows: list[dict[str, str]], prefix: str = "") -> list[tuple[str, int]]:
    return [(row[f"{prefix}list"], int(row[f"{prefix}number"])) for row in rows]


def notes() -> dict[tuple[str, int], dict[str, str]]:
    rows = rows_of(REFERENCE / "items-notes.csv")
    assert len(keys_of(rows)) == len(set(keys_of(rows)))
    return dict(zip(keys_of(rows), rows, strict=True))


ALL_ITEMS = {(name, number) for name, count in LISTS.items() for number in range(1, count + 1)}
GUIDES: dict[str, Guide] = {
    path.name: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(REFERENCE.glob("guides/*.toml"))
}


def limit_problems(guide: Guide) -> list[str]:
    statutory, promised = guide["statutory_limit"], guide["promised_limit"]
    problems = []
    for limit in (statutory, promised):
        if not limit["explain"]:
            problems.append("a limit says nothing")
        if ("value" in limit) != (limit["unit"] in {"workdays", "days"}):
            problems.append("a limit has a value without a unit, or a unit without a value")
    if "value" in statutory and not statutory["basis"]:
        problems.append("a statutory limit without its basis")
    same_unit = "value" in statutory and "value" in promised and statutory["unit"] == promised["unit"]
    if same_unit and promised["value"] > statutory["value"]:
        problems.append("the promise is longer than the statute")
    return problems


def fee_problems(fee: dict[str, Any]) -> list[str]:
    if (fee.get("text") or fee.get("basis")) and not isinstance(fee.get("charged"), bool):
        return ["a fee text without the word whether a fee is charged"]
    return ["a fee without its basis"] if fee.get("charged") and not fee.get("basis") else []


def material_problems(guide: Guide) -> list[str]:
    answers = {f"{s['key']}/{option['key']}" for s in guide["situations"] for option in s["options"]}
    problems = []
    for material in guide["materials"]:
        if set(material) != MATERIAL_KEYS or not material["name"]:
            problems.append(f"a material with other keys than {sorted(MATERIAL_KEYS)}")
            continue
        if material["kind"] not in {"original", "copy", "form", "photo", "electronic"}:
            problems.append(f"{material['name']}: unknown kind")
        if material["need"] not in {"required", "situational", "optional"}:
            problems.append(f"{material['name']}: unknown need")
        if (material["need"] == "situational") != bool(material["when"]):
            problems.append(f"{material['name']}: situational without its situation, or the reverse")
        if material["when"] and material["when"] not in answers:
            problems.append(f"{material['name']}: no such answer {material['when']}")
        if material["need"] != "optional" and not material["original"] + material["copy"]:
            problems.append(f"{material['name']}: needed, but not a single copy of it")
    if not guide["materials"] and not any("材料" in sentence for sentence in guide["unknown"]):
        problems.append("no materials, and not a word that they are unknown")
    return problems


def guide_problems(guide: Guide) -> list[str]:
    """Everything that is wrong with one guide; an empty list means that it may be loaded."""
    told = set(guide) - MAY_BE_ABSENT
    if told != GUIDE_KEYS:
        return [f"keys missing {sorted(GUIDE_KEYS - told)}, too many {sorted(told - GUIDE_KEYS)}"]
    problems = [f"{key} is empty" for key in sorted(TEXT_KEYS | LIST_KEYS) if not guide[key]]
    problems += [f"{key} is too long" for key, length in LONGEST.items() if len(guide[key]) > length]
    if (guide["list"], guide["number"]) not in ALL_ITEMS:
        problems.append("no such item in the printed lists")
    if not set(guide["audience"]) <= {"natural_person", "legal_person"}:
        problems.append("unknown audience")
    if guide["handling_type"] not in {"", "即办件", "承诺件"}:
        problems.append("unknown handling type")
    if not isinstance(guide["checked_on"], datetime.date):
        problems.append("checked_on is no date")
    if any(not step.get("step") or not step.get("who") for step in guide["flow"]):
        problems.append("a step without its actor")
    if any(set(basis) != {"title", "article"} or not basis["title"] for basis in guide["basis"]):
        problems.append("a basis without its title")
    if any(not (s["key"] and s["question"] and len(s["options"]) >= 2) for s in guide["situations"]):
        problems.append("a situation that asks nothing")
    return problems + limit_problems(guide) + fee_problems(guide["fee"]) + material_problems(guide)


@pytest.mark.clause("A3", "A4")
@pytest.mark.parametrize(("file_name", "digest"), PRINTED.items())
def test_the_printed_lists_are_kept_byte_for_byte(file_name: str, digest: str) -> None:
    assert hashlib.sha256((REFERENCE / file_name).read_bytes()).hexdigest() == digest


@pytest.mark.clause("A3", "A4")
def test_the_lists_have_52_and_50_rows_numbered_without_a_gap() -> None:
    for name, count in LISTS.items():
        assert [int(row["序号"]) for row in printed(name)] == list(range(1, count + 1))


@pytest.mark.clause("A4")
def test_the_community_list_has_49_names_because_13_repeats_5() -> None:
    names = [row["事项名称"] for row in printed("community")]
    assert len(set(names)) == 49
    assert names[12] == names[4]
    assert len({row["事项名称"] for row in printed("township")}) == 52


@pytest.mark.clause("A3", "A4")
def test_the_types_are_counted_as_printed() -> None:
    counts = {name: Counter(row["事项类型"] for row in printed(name)) for name in LISTS}
    assert counts["township"] == {
        "审核转报": 28, "其他类职权": 10, "公共服务": 6,
        "行政许可": 3, "行政给付": 3, "行政征收": 1, "行政确认": 1,
    }  # fmt: skip
    assert counts["community"] == {"公共服务": 27, "审核转报": 22, "行政给付": 1}


def test_the_attributes_repeat_every_printed_row_with_a_known_code_box_and_line() -> None:
    rows = rows_of(REFERENCE / "items-attributes.csv")
    expected = [
        (name, row["序号"], row["事项名称"], row["事项类型"]) for name in LISTS for row in printed(name)
    ]
    assert [(r["list"], r["number"], r["name"], r["printed_type"]) for r in rows] == expected
    for row in rows:
        assert row["type_code"] == TYPE_CODES[row["printed_type"]], row
        assert row["form_box"] in MONTHLY_BOXES, row
        assert row["business_line"] in BUSINESS_LINES, row


def test_every_item_has_a_short_name_in_two_languages_and_everyday_words() -> None:
    rows = rows_of(REFERENCE / "items-words.csv")
    assert Counter(keys_of(rows)) == Counter(ALL_ITEMS)
    for row in rows:
        words = row["everyday_words"].split(" ")
        assert 0 < len(row["short_name"]) <= 12, row
        assert 0 < len(row["short_name_en"]) <= 45, row
        assert row["short_name_en"].isascii(), row
        assert 3 <= len(words) <= 10, row
        assert all(words), row
        assert len(set(words)) == len(words), row


def test_only_the_repeated_item_shares_its_short_name_inside_a_list() -> None:
    names = Counter((row["list"], row["short_name"]) for row in rows_of(REFERENCE / "items-words.csv"))
    assert {key for key, count in names.items() if count > 1} == {("community", "高龄补贴")}


def test_every_outdated_item_has_its_note_with_a_reason_and_a_basis() -> None:
    expected = {(name, number) for name, numbers in OUTDATED_OR_LIMITED.items() for number in numbers}
    assert expected <= set(notes()) <= ALL_ITEMS
    for row in notes().values():
        assert row["status"] in {"active", "doubtful", "stopped"}, row
        assert 10 < len(row["note"]) <= 300, row
        assert 0 < len(row["basis"]) <= 200, row


def test_a_doubt_is_called_a_doubt_where_only_memory_speaks() -> None:
    for key in (("township", 16), ("community", 17), ("community", 18)):
        assert notes()[key]["status"] == "doubtful"
        assert "据核对日资料" in notes()[key]["note"]


def test_every_link_joins_two_existing_items_once() -> None:
    rows = rows_of(REFERENCE / "items-links.csv")
    pairs = [frozenset(pair) for pair in zip(keys_of(rows, "from_"), keys_of(rows, "to_"), strict=True)]
    assert all(len(pair) == 2 and pair <= ALL_ITEMS for pair in pairs)
    assert len(pairs) == len(set(pairs))
    assert {row["kind"] for row in rows} == LINK_KINDS


@pytest.mark.clause("A4")
def test_every_name_that_stands_in_both_lists_is_linked() -> None:
    rows = rows_of(REFERENCE / "items-links.csv")
    linked = {
        (start, end)
        for start, end, row in zip(keys_of(rows, "from_"), keys_of(rows, "to_"), rows, strict=True)
        if row["kind"] == "same_matter"
    }
    town = {row["事项名称"]: int(row["序号"]) for row in printed("township")}
    same_item = {13}  # stands for no. 5, which carries the link
    shared = [
        (int(row["序号"]), town[row["事项名称"]])
        for row in printed("community")
        if row["事项名称"] in town and int(row["序号"]) not in same_item
    ]
    assert len(shared) == 11
    assert all((("community", low), ("township", high)) in linked for low, high in shared)


@pytest.mark.clause("7.3")
def test_there_are_at_least_ten_guides_one_per_item() -> None:
    items = [(guide["list"], guide["number"]) for guide in GUIDES.values()]
    assert len(items) >= 10
    assert len(items) == len(set(items))


@pytest.mark.clause("7.3")
@pytest.mark.parametrize("file_name", GUIDES)
def test_a_guide_is_complete_and_says_what_is_not_known(file_name: str) -> None:
    assert guide_problems(GUIDES[file_name]) == []


def test_no_guide_explains_a_stopped_item() -> None:
    stopped = {key for key, row in notes().items() if row["status"] == "stopped"}
    assert stopped.isdisjoint((guide["list"], guide["number"]) for guide in GUIDES.values())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"number": 53}, "no such item"),
        ({"summary": ""}, "summary is empty"),
        (
            {"statutory_limit": {"value": 20, "unit": "", "explain": "二十天", "basis": "法"}},
            "without a unit",
        ),
        ({"promised_limit": {"value": 6, "unit": "workdays", "explain": "6个工作日"}}, "longer than"),
        ({"fee": {"text": "不收费", "basis": ""}}, "a fee text without"),
        ({"materials": [], "unknown": ["金额"]}, "no materials"),
        ({"situations": []}, "no such answer matter/temporary"),
        ({"remark": "多余的一栏"}, "too many ['remark']"),
    ],
)
def test_a_broken_guide_is_found_out(changes: Guide, problem: str) -> None:
    found = guide_problems({**copy.deepcopy(GUIDES["temporary-relief.toml"]), **changes})
    assert any(problem in sentence for sentence in found)


def test_the_units_of_xian_are_complete() -> None:
    kinds = Counter(row["level"] for row in rows_of(UNITS / "divisions.csv"))
    assert kinds == {"3": 1, "4": 13, "5": 172, "6": 3223}


def test_a_development_zone_manages_streets_that_are_on_the_map() -> None:
    towns = {row["code"] for row in rows_of(UNITS / "divisions.csv") if row["level"] == "5"}
    zones = rows_of(UNITS / "other-units.csv")
    names = [row["name"] for row in zones]
    assert len(names) == len(set(names))
    assert {row["kind"] for row in zones} <= {"development_zone", "scenic_area"}
    managed = rows_of(UNITS / "development-zone-towns.csv")
    assert {row["town_code"] for row in managed} <= towns
    assert {row["zone"] for row in managed} <= set(names)
    assert len({row["town_code"] for row in managed}) == len(managed)
