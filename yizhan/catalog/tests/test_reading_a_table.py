"""Tables of items in and out: what is read, what is refused with a sentence, and no formula in a cell."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from yizhan.catalog.refusals import TableUnreadable
from yizhan.catalog.spreadsheet import MOST_ROWS, disarmed, read_table, written_csv, written_xlsx

HEAD = ["事项名称", "事项类型", "业务条线"]
ROW = ["代办居住证", "公共服务", "其他类型"]
CELLS = {"name": "代办居住证", "item_type": "公共服务", "business_line": "其他类型"}


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def table(*rows: list[str], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


def problem(content: bytes) -> str:
    with pytest.raises(TableUnreadable) as refused:
        read_table(content)
    assert refused.value.todo.endswith("什么都没有写入。")
    return refused.value.what


@pytest.mark.parametrize(
    "content",
    [
        workbook(HEAD, ROW),
        table(HEAD, ROW),
        table(HEAD, ROW, encoding="utf-8-sig"),
        table(HEAD, ROW, encoding="gb18030"),
        table(HEAD, ROW, encoding="utf-16"),
    ],
    ids=["xlsx", "utf-8", "utf-8-sig", "gb18030", "utf-16"],
)
def test_the_same_row_is_read_from_every_kind_of_table(content: bytes) -> None:
    rows, unknown = read_table(content)
    assert [(row.line, row.cells) for row in rows] == [(2, CELLS)]
    assert unknown == []


def test_headings_may_stand_below_a_title_in_any_order_with_columns_of_their_own() -> None:
    rows, unknown = read_table(
        workbook(["2026年事项表"], [None], ["备注", "事项类型", "事项名称"], ["x", "公共服务", "代办居住证"])
    )
    assert [(row.line, row.cells) for row in rows] == [(4, {"item_type": "公共服务", "name": "代办居住证"})]
    assert unknown == ["备注"]


def test_empty_rows_are_passed_over_and_lines_are_counted_as_excel_does() -> None:
    rows, _ = read_table(workbook(HEAD, [None], ROW, ["", " ", None], ROW))
    assert [row.line for row in rows] == [3, 5]


def test_numbers_and_ticks_are_read_as_words() -> None:
    rows, _ = read_table(workbook(["事项名称", "序号", "开办", "咨询电话"], ["甲", 31.0, True, 86785000]))
    assert rows[0].cells == {"name": "甲", "numbers": "31", "is_open": "是", "phone": "86785000"}


def test_only_the_result_of_a_formula_is_read() -> None:
    rows, _ = read_table(workbook([*HEAD, "办理地点"], [*ROW, "=HYPERLINK('http://x','y')"]))
    assert rows[0].cells == CELLS  # no program has computed it yet: nothing is there


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "没有找到“事项名称”"),
        (table(["名称", "类型"], ["甲", "乙"]), "前10行里没有找到“事项名称”这一列"),
        (table(HEAD), "表里只有列名"),
        (table(["事项名称", "序号", "序号"], ["甲", "1", "2"]), "“序号”这一列出现了两次"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "加了密码的或旧格式"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "不是Excel（.xlsx），也不是CSV"),
        (b"%PDF-1.7\n" + b"\0" * 100, "不是Excel（.xlsx），也不是CSV"),
        (workbook(HEAD, ROW)[:-200], "已损坏"),
        (workbook(HEAD, ROW)[:200], "已损坏"),
        (b"PK\x03\x04 not a package", "已损坏"),
        (b"x" * (5 * 1024 * 1024 + 1), "超过5 MB"),
        (table(HEAD, *[ROW] * (MOST_ROWS + 1)), "超过2000行"),
        (workbook(HEAD, *[ROW] * (MOST_ROWS + 1)), "超过2000行"),
        (b'"' + "事项名称".encode() + b'\n"' + b"a" * 200_000, "CSV文件的格式有错"),
    ],
    ids=[
        "nothing",
        "other table",
        "no rows",
        "twice",
        "locked or xls",
        "picture",
        "pdf",
        "cut",
        "stump",
        "no zip",
        "large",
        "long csv",
        "long xlsx",
        "endless cell",
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert sentence in problem(content)


def package(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return target.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    content = package({"xl/worksheets/sheet1.xml": b" " * (100 * 1024 * 1024)})
    assert len(content) < 200_000
    assert "解压后太大" in problem(content)


def test_a_workbook_of_something_else_is_refused() -> None:
    assert "已损坏" in problem(package({"word/document.xml": b"<w/>"}))


def test_a_package_with_a_password_is_refused() -> None:
    content = bytearray(package({"xl/workbook.xml": b"<w/>"}))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    assert "加了密码" in problem(bytes(content))


def test_nested_entities_are_refused_and_not_expanded() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(HEAD, ROW))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        bomb = f'<?xml version="1.0"?><!DOCTYPE x [{laughs}]><x><si><t>&l11;</t></si></x>'
        assert problem(package(parts | {name: bomb.encode()}))


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@sum", "\t=1", "=cmd|'/c calc'!A1"])
def test_no_exported_cell_can_become_a_formula_and_it_comes_back_as_it_was(text: str) -> None:
    row = {"name": "甲", "place": text}
    assert disarmed(text) == f"'{text}"
    assert f",'{text}".encode() in written_csv([row]) or f",\"'{text}".encode() in written_csv([row])
    book = load_workbook(io.BytesIO(written_xlsx([row])))
    cells = [cell for line in book["事项目录"].iter_rows(min_row=2) for cell in line if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    for content in (written_csv([row]), written_xlsx([row])):
        assert read_table(content)[0][0].cells == {"name": "甲", "place": " ".join(text.split())}


def test_the_template_says_what_to_write_in_each_column() -> None:
    book = load_workbook(io.BytesIO(written_xlsx([], hints=True)))
    assert book.sheetnames == ["事项目录", "填写说明"]
    notes = {row[0]: row[1] for row in book["填写说明"].iter_rows(values_only=True)}
    assert notes["进驻方式"] == "不填是“直接进驻”：直接进驻、委托受理、未进驻。"
    assert "表里只有列名" in problem(written_xlsx([], hints=True))


def test_an_exported_csv_opens_with_its_chinese_in_spreadsheet_programs() -> None:
    assert written_csv([]).startswith(b"\xef\xbb\xbf")
