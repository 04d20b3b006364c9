"""A row of an uploaded table against the catalogue: added, changed, the same, or refused and why."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from yizhan.catalog.rules.columns import COLUMNS
from yizhan.catalog.rules.importing import Change, Present, TableRow, Verdict, compare, judge

CELLS = {
    "numbers": "31",
    "name": "70岁以上高龄保健补贴审核转报",
    "short_name": "高龄补贴",
    "short_name_en": "Allowance",
    "everyday_words": "老人",
    "item_type": "审核转报",
    "business_line": "老龄类",
    "form_box": "审核转报",
    "nature": "本级事项",
    "admission": "直接进驻",
    "is_open": "是",
    "statutory": "20个工作日",
}
OLD_AGE = Present(uuid4(), uuid4(), frozenset({31}), frozenset({CELLS["name"]}), CELLS)
NEW = {"name": "代办居住证", "item_type": "公共服务", "business_line": "其他"}


def test_an_exported_row_comes_back_as_the_same() -> None:
    assert compare(CELLS, OLD_AGE).verdict is Verdict.SAME


def test_an_empty_cell_leaves_everything_as_it_is() -> None:
    assert compare({"name": CELLS["name"]}, OLD_AGE).verdict is Verdict.SAME


def test_a_changed_cell_is_shown_before_and_after() -> None:
    compared = compare({"name": CELLS["name"], "promised": "5 工作日"}, OLD_AGE)
    assert compared.verdict is Verdict.CHANGED
    assert compared.changes == (Change("promised", "", "5个工作日"),)


def test_a_cell_is_emptied_by_a_word_only() -> None:
    compared = compare({"name": CELLS["name"], "everyday_words": "清空"}, OLD_AGE)
    assert compared.changes == (Change("everyday_words", "老人", ""),)


def test_a_new_item_gets_its_defaults_in_sight() -> None:
    compared = compare(NEW, None)
    assert compared.verdict is Verdict.ADDED
    assert {change.key: change.after for change in compared.changes} == NEW | {
        "short_name": "代办居住证",
        "business_line": "其他类型",
        "form_box": "公共服务",
        "nature": "本级事项",
        "admission": "直接进驻",
        "is_open": "是",
    }


@pytest.mark.parametrize(
    ("item_type", "box"),
    [
        ("行政许可", "其他行政权力"),
        ("行政征收", "其他行政权力"),
        ("其他类职权", "其他行政权力"),
        ("行政给付", "行政给付"),
        ("行政确认", "行政确认"),
        ("审核转报", "审核转报"),
        ("公共服务", "公共服务"),
    ],
)
def test_types_without_a_box_of_the_form_count_as_other_powers(item_type: str, box: str) -> None:
    changes = compare(NEW | {"item_type": item_type}, None).changes
    assert Change("form_box", "", box) in changes


def test_reasons_go_with_what_they_explain() -> None:
    absent = replace(OLD_AGE, cells=CELLS | {"admission": "未进驻", "admission_reason": "窗口不够"})
    changes = compare({"name": CELLS["name"], "admission": "直接进驻"}, absent).changes
    assert Change("admission_reason", "窗口不够", "") in changes
    closed = replace(OLD_AGE, cells=CELLS | {"is_open": "否", "closed_reason": "搬迁"})
    assert (
        Change("closed_reason", "搬迁", "")
        in compare({"name": CELLS["name"], "is_open": "是"}, closed).changes
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"item_type": "行政许诺"}, "事项类型“行政许诺”不认识，请填：行政许可、行政征收、"),
        ({"business_line": "教育"}, "业务条线“教育”不认识"),
        ({"admission": "半进驻"}, "进驻方式“半进驻”不认识，请填：直接进驻、委托受理、未进驻。"),
        ({"is_open": "也许"}, "开办“也许”不认识，请填：是、否。"),
        ({"admission": "未进驻"}, "未进驻的事项要写明未进驻原因。"),
        ({"admission": "委托受理"}, "委托受理要选委托单位"),
        ({"is_open": "否"}, "停办的事项要写明停办原因。"),
        ({"promised": "很快"}, "承诺时限“很快”看不懂，请写成“20个工作日”“15天”或“当场”。"),
        ({"promised": "21个工作日"}, "承诺时限21个工作日超过了法定时限20个工作日。"),
        ({"promised": "25天"}, "请把承诺时限也写成“个工作日”。"),
        ({"fee_text": "10元"}, "写了收费标准，请在“是否收费”一栏填是或否。"),
        ({"short_name": "长" * 25}, "短名太长：25个字，最多24个字。"),
        ({"place": "一楼\x07"}, "办理地点里有看不见的控制字符。"),
    ],
)
def test_a_row_is_refused_with_its_reason(cells: dict[str, str], reason: str) -> None:
    compared = compare({"name": CELLS["name"]} | cells, OLD_AGE)
    assert compared.verdict is Verdict.REFUSED
    assert reason in "".join(compared.reasons)


def test_all_unreadable_cells_of_a_row_are_told_at_once() -> None:
    assert (
        len(compare({"name": "某事", "item_type": "甲", "statutory": "乙", "is_open": "丙"}, None).reasons)
        == 3
    )


def test_a_new_item_needs_its_fields() -> None:
    assert compare({"name": "某事"}, None).reasons == ("缺少：事项类型、业务条线。",)


def test_what_several_halls_share_is_not_changed_by_one() -> None:
    shared = replace(OLD_AGE, is_used_elsewhere=True)
    compared = compare({"name": CELLS["name"], "short_name": "老年补贴"}, shared)
    assert compared.reasons == ("短名由几个厅共用，本厅不能单独改；请报区县审批局统一修改。",)
    assert compare({"name": CELLS["name"], "place": "一楼"}, shared).verdict is Verdict.CHANGED


def test_a_draft_in_the_way_stops_what_would_publish_a_version() -> None:
    drafted = replace(OLD_AGE, has_draft=True)
    assert compare({"name": CELLS["name"], "promised": "5个工作日"}, drafted).verdict is Verdict.REFUSED
    assert compare({"name": CELLS["name"], "short_name": "老年补贴"}, drafted).verdict is Verdict.CHANGED


def judged(*rows: dict[str, str]) -> list[tuple[Verdict, str]]:
    table = [TableRow(line, cells) for line, cells in enumerate(rows, start=2)]
    return [(one.compared.verdict, "".join(one.compared.reasons)) for one in judge(table, [OLD_AGE])]


def test_a_row_is_known_by_its_printed_number_or_its_name() -> None:
    assert judged({"numbers": "31"})[0][0] is Verdict.SAME
    assert judged({"numbers": "31", "name": CELLS["name"]})[0][0] is Verdict.SAME
    assert judged({"name": CELLS["name"]})[0][0] is Verdict.SAME


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"numbers": "99"} | NEW, "序号“99”在印发的清单上没有对应的事项"),
        ({"numbers": "三十一"} | NEW, "序号“三十一”在印发的清单上没有"),
        ({"numbers": "31、99"} | NEW, "序号“31、99”在印发的清单上没有"),
        ({"numbers": "31", "name": "低保"}, "清单上第31项是“70岁以上高龄保健补贴审核转报”，表中写的是“低保”"),
    ],
)
def test_a_number_and_a_name_that_do_not_agree_are_refused(cells: dict[str, str], reason: str) -> None:
    [(verdict, told)] = judged(cells)
    assert verdict is Verdict.REFUSED
    assert reason in told


def test_an_item_named_twice_is_refused_the_second_time() -> None:
    assert judged({"name": CELLS["name"]}, {"numbers": "31"})[1] == (Verdict.REFUSED, "与第2行是同一个事项。")
    assert judged(NEW, NEW)[1] == (Verdict.REFUSED, "与第2行是同一个事项。")


def test_every_column_says_what_to_write_in_it() -> None:
    assert len({column.label for column in COLUMNS}) == len(COLUMNS) == 19
    assert all(column.hint for column in COLUMNS)
