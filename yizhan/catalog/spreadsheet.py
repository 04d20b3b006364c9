"""Tables in and out: Excel and CSV read with suspicion, and written so that no cell can become a formula."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from yizhan.catalog.refusals import TableUnreadable
from yizhan.catalog.rules.columns import BY_LABEL, COLUMNS, LONGEST_CELL
from yizhan.catalog.rules.importing import TableRow

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 2000
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_COLUMNS = 60
HEADING_WITHIN = 10  # rows; a title and a note may stand above the headings
EMPTY_ROWS = 3000  # formatted but empty rows are passed over up to here

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"  # the old .xls, and every workbook with a password
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Whatever a broken workbook makes the library raise. The errors of both XML parsers that it may find
# installed (lxml comes with docxtpl) are SyntaxErrors.
_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, NotImplementedError, RuntimeError,
    LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, OverflowError, AssertionError,
)  # fmt: skip

_SAVE_AS = "请用表格软件打开它，去掉密码，另存为“.xlsx”或“CSV”再上传。"
Cells = Sequence[str]


def read_table(content: bytes) -> tuple[list[TableRow], list[str]]:
    """The rows of an uploaded table, and the headings that are not known. Refuses with a sentence.

    What the file is decides its content, never its name.
    """
    if len(content) > LARGEST_FILE:
        raise _unreadable("文件超过5 MB。", "请删去图片和多余的工作表，或分成几张表。")
    if content.startswith(_OLE):
        raise _unreadable(
            "这是加了密码的或旧格式（.xls）的表格，打不开。", "请去掉密码，另存为“.xlsx”或“CSV”再上传。"
        )
    rows = _workbook_rows(content) if content.startswith(_ZIP) else _csv_rows(content)
    try:
        return _known_rows(rows)
    except csv.Error as error:
        raise _unreadable(
            "这份CSV文件的格式有错，读不完整。", "请用表格软件打开后另存为“.xlsx”再上传。"
        ) from error
    except _BROKEN as error:
        raise _broken() from error


def written_xlsx(rows: Iterable[Mapping[str, str]], *, hints: bool = False) -> bytes:
    """The rows as a workbook; with hints, a second sheet says what to write in each column."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("事项目录")
    sheet.freeze_panes = "C2"
    for index, column in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + index)].width = max(8, 2 * len(column.label) + 2)
    sheet.column_dimensions["B"].width = 44
    sheet.append([_cell(sheet, column.label, bold=True) for column in COLUMNS])
    for row in rows:
        sheet.append([_cell(sheet, row.get(column.key, "")) for column in COLUMNS])
    if hints:
        notes = book.create_sheet("填写说明")
        notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 16, 90
        for column in COLUMNS:
            notes.append([_cell(notes, column.label, bold=True), _cell(notes, column.hint)])
        notes.append(
            [_cell(notes, "空着", bold=True), _cell(notes, "已有的内容不变；要清掉原来的内容，请写“清空”。")]
        )
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def written_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as CSV; the byte order mark lets spreadsheet programs read the Chinese."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([column.label for column in COLUMNS])
    writer.writerows([[disarmed(row.get(column.key, "")) for column in COLUMNS] for row in rows])
    return target.getvalue().encode("utf-8-sig")


def disarmed(text: str) -> str:
    """The text as a cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _armed_again(text: str) -> str:
    """The text of a cell that was disarmed on its way out."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, value=disarmed(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _known_rows(rows: Iterator[Cells]) -> tuple[list[TableRow], list[str]]:
    """Find the headings, then read the known columns of every row that is not empty."""
    numbered = enumerate(rows, start=1)
    headings: Cells = ()
    for _, cells in islice(numbered, HEADING_WITHIN):
        if "事项名称" in cells:
            headings = cells
            break
    if not headings:
        raise _unreadable("前10行里没有找到“事项名称”这一列。", "请下载模板，按模板的列名填写。")
    if repeated := sorted({name for name in headings if name in BY_LABEL and headings.count(name) > 1}):
        raise _unreadable(f"“{'、'.join(repeated)}”这一列出现了两次。", "请只留一列再上传。")
    found: list[TableRow] = []
    for line, cells in numbered:
        pairs = zip(headings, cells, strict=False)
        known = {BY_LABEL[name].key: text for name, text in pairs if name in BY_LABEL and text}
        if known:
            found.append(TableRow(line, known))
        if len(found) > MOST_ROWS or line > EMPTY_ROWS + len(found):
            raise _unreadable(f"表格超过{MOST_ROWS}行。", "请删去空行和多余的行，或分成几张表。")
    if not found:
        raise _unreadable("表里只有列名，没有事项。", "请填好事项再上传。")
    return found, [name for name in headings if name and name not in BY_LABEL]


def _workbook_rows(content: bytes) -> Iterator[Cells]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
            encrypted = any(part.flag_bits & 1 for part in package.infolist())
        if encrypted:
            raise _unreadable("这个文件加了密码，打不开。", "请去掉密码再上传。")
        if unpacked > LARGEST_UNPACKED:
            raise _unreadable("这个文件解压后太大，不像一张事项表。", "请新建一张表，只粘贴事项内容再上传。")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong size, and read_only mode believes it
    except _BROKEN as error:
        raise _broken() from error
    for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        yield [_text(value) for value in row]


def _csv_rows(content: bytes) -> Iterator[Cells]:
    text = _decoded(content)
    if "\0" in text:
        raise _unreadable("这个文件不是Excel（.xlsx），也不是CSV文本。", _SAVE_AS)
    for row in csv.reader(io.StringIO(text, newline="")):
        yield [_text(value) for value in row[:MOST_COLUMNS]]


def _decoded(content: bytes) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable("这个文件不是Excel（.xlsx），也不是CSV文本。", _SAVE_AS)


def _text(value: object) -> str:
    """A cell as text: 20.0 as 20, 真/假 as 是/否, one line, and never longer than any column holds."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(_armed_again(str(value)[: 4 * LONGEST_CELL]).split())[:LONGEST_CELL]


def _broken() -> TableUnreadable:
    return _unreadable("这个文件已损坏，打不开。", _SAVE_AS)


def _unreadable(problem: str, remedy: str) -> TableUnreadable:
    return TableUnreadable(problem=problem, remedy=remedy)
