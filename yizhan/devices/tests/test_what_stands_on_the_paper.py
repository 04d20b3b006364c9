"""From text to the printer's bytes and back to what one reads on the paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from yizhan.devices.condition import Condition, Fault, answers_of, is_answer, read_condition
from yizhan.devices.escpos import COLUMNS, Slip, check_slip, fold, width
from yizhan.devices.paper import Interpreter, Piece, read_paper, text_of
from yizhan.devices.picture import draw, font_file
from yizhan.testing.cast import at

pytestmark = pytest.mark.clause("6.1")


def test_a_slip_begins_with_a_clean_printer_in_chinese_mode_and_ends_with_a_cut() -> None:
    content = Slip().line("A001号").cut()
    assert content.startswith(b"\x1b@\x1c&")
    assert "A001号".encode("gb18030") in content
    assert content.endswith(b"\x1dVB\x03")


@pytest.mark.parametrize("name", ["𠮷", "㐀", "𬴊"])
def test_rare_names_take_four_bytes_and_come_out_right(name: str) -> None:
    content = Slip().line(f"{name}先生").cut()
    assert len(name.encode("gb18030")) == 4
    assert read_paper(content)[0].text == f"{name}先生"


def test_sizes_places_and_weights_come_out_as_asked() -> None:
    paper = read_paper(Slip().line("A001", size=6, centred=True, bold=True).line("小字").cut())
    number, small, cut = paper
    assert (number.size, number.centred, number.bold) == (6, True, True)
    assert (small.size, small.centred, small.bold) == (1, False, False)
    assert cut.piece is Piece.CUT


def test_the_printer_draws_the_code_itself() -> None:
    content = Slip().qr("https://example.invalid/t/ABC").cut()
    assert len(content) < 100
    assert [line.text for line in read_paper(content) if line.piece is Piece.CODE] == [
        "https://example.invalid/t/ABC"
    ]


def test_a_text_cannot_give_the_printer_a_command() -> None:
    content = Slip().line("甲\x1bm\x1dV\x00乙\n丙").cut()
    paper = read_paper(content)
    assert [line.piece for line in paper] == [Piece.TEXT, Piece.CUT]
    assert paper[0].text == "甲 m V 乙 丙"


def test_a_long_text_is_broken_where_a_reader_would_break_it() -> None:
    assert fold("叫3遍不到算过号。", 16) == ["叫3遍不到算过", "号。"]
    assert fold("意见电话 02986123456", 16) == ["意见电话 ", "02986123456"]
    assert fold("", 16) == [""]
    assert fold("x" * 100, COLUMNS) == ["x" * 48, "x" * 48, "xxxx"]


@given(st.text(alphabet="甲乙。，A1 （）", max_size=200), st.sampled_from([8, 16, 24, 48]))
def test_no_line_is_wider_than_the_paper_and_no_character_is_lost(text: str, columns: int) -> None:
    lines = fold(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.binary(max_size=300))
def test_no_bytes_whatsoever_upset_the_reader(received: bytes) -> None:
    interpreter = Interpreter()
    for byte in received:
        interpreter.feed(bytes((byte,)))
    whole = Interpreter()
    whole.feed(received)
    assert interpreter.lines == whole.lines


@pytest.mark.parametrize("fault", [None, Fault.PAPER, Fault.COVER, Fault.CUTTER, Fault.ERROR, Fault.OFFLINE])
@pytest.mark.parametrize("is_paper_low", [False, True])
def test_what_a_printer_says_of_itself_is_understood(fault: Fault | None, is_paper_low: bool) -> None:
    answers = answers_of(fault, is_paper_low=is_paper_low)
    assert all(is_answer(answer) for answer in answers)
    assert read_condition(*answers) == Condition(fault, is_paper_low)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_is_a_sentence_that_fits_its_place(fault: Fault) -> None:
    assert fault.value.endswith("。")
    assert len(fault.value) <= 80


def test_the_test_page_can_be_read_as_text_and_as_a_picture(tmp_path: Path) -> None:
    paper = read_paper(check_slip("大厅打印机", at(9, 30)))
    assert "2026-11-23 09:30:00" in text_of(paper)
    assert font_file() is not None, "the tests need a Chinese font; scripts/system-packages installs one"
    assert draw(paper, tmp_path / "slip.png")
    with Image.open(tmp_path / "slip.png") as picture:
        assert picture.width == 640
        ink = sum(picture.histogram()[:50])
        assert 5_000 < ink < picture.width * picture.height / 4
