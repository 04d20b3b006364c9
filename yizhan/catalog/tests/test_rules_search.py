"""Residents find a matter by everyday words, characters and pinyin (clause 7.3)."""

from __future__ import annotations

import pytest

from yizhan.catalog.reading import reference_items
from yizhan.catalog.rules.search import Sought, initials, plain, search, spoken

pytestmark = pytest.mark.clause("7.3")

TOWN = [
    Sought(
        item.short_name, item.short_name, item.name, tuple(item.everyday_words.split()), item.short_name_en
    )
    for item in reference_items()
    if item.level == "township" and item.status == "active"
]


@pytest.mark.parametrize(
    "query",
    [
        "高龄补贴",
        "高龄",
        "gl",
        "GL",
        "glbt",
        "gaoling",
        "gaolingbutie",
        "老人钱",
        "高补",
        "70岁",
        "八十岁",
        "80岁",
        "我妈70岁能领什么",
        "老年人补助",
        "高領补贴",
        "ｇｌ",
        "Old-age allowance",
        " 高龄 ",
    ],
)
def test_the_old_age_allowance_is_found_first(query: str) -> None:
    assert search(query, TOWN)[0] == "高龄补贴"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("低保", "低保"),
        ("db", "低保"),
        ("dibao", "低保"),
        ("没收入", "低保"),
        ("看病没钱", "临时救助和医疗救助"),
        ("生孩子", "生育登记"),
        ("怎么办准生证", "生育登记"),
        ("准生征", "生育登记"),
        ("没工作了", "就业困难认定"),
        ("当兵", "应征入伍"),
        ("当兵去哪里报名", "应征入伍"),
        ("ylbx", "居民养老保险"),
        ("残疾证", "残疾人补贴"),
        ("摆摊", "灵活就业登记"),
        ("allowance", "低保"),
        ("老人 补贴", "高龄补贴"),
        ("村里建厂", "乡村建设规划许可"),
    ],
)
def test_everyday_words_lead_to_the_matter(query: str, first: str) -> None:
    assert search(query, TOWN)[0] == first


@pytest.mark.parametrize(
    "query", ["", "   ", "？？", "上户口", "护照", "xyz", "<script>", "a" * 500, "\0", "%"]
)
def test_what_the_hall_does_not_do_finds_nothing_and_breaks_nothing(query: str) -> None:
    assert search(query, TOWN) == []


def test_exact_goes_before_prefix_before_word_before_fuzzy() -> None:
    items = [
        Sought("fuzzy", "低收入保障", "某事项一"),
        Sought("word", "城市低保", "某事项二"),
        Sought("prefix", "低保边缘", "某事项三"),
        Sought("exact", "低保", "某事项四"),
    ]
    assert search("低保", items) == ["exact", "prefix", "word", "fuzzy"]


def test_of_several_terms_who_knows_more_stands_first() -> None:
    items = [
        Sought("one", "残疾人证", "甲", ("残疾",)),
        Sought("both", "残疾人补贴", "乙", ("残疾", "补贴")),
    ]
    assert search("残疾 补贴", items) == ["both", "one"]


def test_equal_fits_keep_their_printed_order() -> None:
    items = [Sought(number, "同名", "同名") for number in range(5)]
    assert search("同名", items) == [0, 1, 2, 3, 4]


def test_initials_of_an_everyday_word_do_not_push_the_name_aside() -> None:
    items = [Sought("pipe", "镇区建设规划许可", "规划", ("管理",)), Sought("old", "高龄补贴", "高龄补贴")]
    assert search("gl", items) == ["old", "pipe"]


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("高龄补贴", "gaolingbutie", "glbt"),
        ("70岁", "70sui", "70s"),
        ("阎良", "yanliang", "yl"),
        ("鄠邑", "huyi", "hy"),
        ("", "", ""),
    ],
)
def test_a_text_is_spelled_in_full_and_by_initials(text: str, full: str, short: str) -> None:
    assert (spoken(text), initials(text)) == (full, short)


def test_ages_are_the_same_in_characters_and_figures() -> None:
    assert plain("八十岁") == plain("80岁") == plain("８０岁")
    assert plain("十八岁") == "18岁"
