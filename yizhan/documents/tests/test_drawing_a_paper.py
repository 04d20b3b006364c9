"""What stands on a sheet: squares for missing characters, marks over every page, the hall's own fonts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from yizhan.documents import drawing, templates, typefaces
from yizhan.documents.press import PICTURE, CannotPress
from yizhan.documents.registry import all_registered
from yizhan.documents.states import TemplateFormat
from yizhan.documents.trying import sample_sheet

pytestmark = pytest.mark.clause("6.3")
NEWEST = "\U000323af"
"""A character of Unicode 15, in no font of this machine."""


def sheet(key: str = "one_time_notice", **said: Any) -> drawing.Sheet:
    bundle = templates.built_in_bundle(key, TemplateFormat.TYPST)
    example = sample_sheet(key, bundle, is_trusted=True)
    return replace(example, content={**example.content, **said}, is_sample=False)


def told(one: drawing.Sheet) -> dict[str, Any]:
    """What the template reads, after the press has said what it cannot draw."""
    drawing.draw(one)
    read: dict[str, Any] = json.loads(drawing._read_by_it(one)["paper.json"])
    return read


def test_a_character_without_a_glyph_becomes_a_square_and_is_named_at_the_foot() -> None:
    read = told(sheet(applicant=f"张{NEWEST}明"))
    assert read["content"]["applicant"] == "张□明"
    assert read["by_hand"] == [{"text": "张□", "code": "U+323AF"}]


def test_each_missing_character_is_named_once_with_what_stands_before_it() -> None:
    other = "\U000323a0"
    read = told(sheet(applicant=f"张{NEWEST}{other}", item=f"张{NEWEST}{other}"))
    assert [one["code"] for one in read["by_hand"]] == ["U+323AF", "U+323A0"]


def test_a_name_whose_characters_all_exist_keeps_them() -> None:
    name = "王䶮·㐀𠮷𬎆"
    read = told(sheet(applicant=name))
    assert read["content"]["applicant"] == name
    assert read["by_hand"] == []


def test_a_sign_without_a_shape_leaves_no_square() -> None:
    assert "□" not in told(sheet(applicant="张\ufe01明\u2060"))["content"]["applicant"]


def test_a_void_paper_differs_on_every_page() -> None:
    long = [dict(sheet().content["missing"][0]) for _ in range(30)]
    plain = drawing.draw(sheet(missing=long), PICTURE)
    void = drawing.draw(replace(sheet(missing=long), void="2026年12月1日　日期写错"), PICTURE)
    assert len(plain) == len(void) > 1
    assert all(before != after for before, after in zip(plain, void, strict=True))


def test_a_template_that_draws_no_marks_cannot_leave_them_out() -> None:
    bare = replace(sheet(), bundle=templates.typst_bundle("只有一句话。"))
    assert drawing.draw(bare, PICTURE) != drawing.draw(replace(bare, reprint="补打 第1次"), PICTURE)


@pytest.mark.parametrize("paper", all_registered(), ids=lambda one: str(one.key))
@pytest.mark.parametrize("nasty", ["名" * 200, "x" * 300, "# * _ < $ {{ {% \\ `` @a", "第一行\n第二行"])
def test_every_paper_survives_what_people_type(paper: Any, nasty: str) -> None:
    content = {
        name: nasty if isinstance(value, str) and value else value for name, value in paper.sample.items()
    }
    one = sheet(paper.key, **{**content, "case_number": "", "progress_address": ""})
    assert drawing.draw(one)[0].startswith(b"%PDF")
    word = templates.built_in_bundle(paper.key, TemplateFormat.WORD)
    assert drawing.fill_word(replace(one, bundle=word)).startswith(b"PK")


@pytest.mark.parametrize("paper", all_registered(), ids=lambda one: str(one.key))
def test_every_paper_of_one_example_fits_one_sheet(paper: Any, tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(drawing.draw(sheet(paper.key))[0])
    with pikepdf.open(file) as opened:
        assert len(opened.pages) == 1


def test_the_halls_own_fonts_come_first(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    assert typefaces.families()["body"][0] == typefaces.BODY
    folder = tmp_path / "hall" / "fonts"
    folder.mkdir(parents=True)
    (folder / "own.ttf").write_bytes((typefaces.SHIPPED / "YizhanRare-Regular.ttf").read_bytes())
    settings.DATA_DIR = tmp_path / "hall"
    assert typefaces._own_families(str(folder)) == (typefaces.RARE,)


def test_another_complaint_of_the_press_is_not_taken_for_a_missing_character() -> None:
    with pytest.raises(CannotPress):
        drawing.draw(replace(sheet(), bundle=templates.typst_bundle("#nothing()")))
