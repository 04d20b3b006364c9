"""What a refusal says to residents and to staff: each reads what he can do himself."""

from __future__ import annotations

import inspect

import pytest

from yizhan.queueing import refusals
from yizhan.queueing.refusals import (
    CategoryNotOffered,
    DayAlreadyClosed,
    DayNotOpen,
    ItemClosed,
    NotTrained,
    QuotaUsedUp,
    ReadByAll,
)

FACTS = {"category": "民政老龄", "category_en": "Welfare", "item": "低保", "reason": "停办"}
READ_BY_ALL = (DayNotOpen, DayAlreadyClosed, QuotaUsedUp, CategoryNotOffered, ItemClosed)


@pytest.mark.parametrize("kind", READ_BY_ALL)
def test_residents_are_sent_where_they_can_go_and_staff_to_their_menu(kind: type[ReadByAll]) -> None:
    refusal = kind(**FACTS)
    assert "开厅闭厅" not in refusal.text_for_residents
    assert "业务设置" not in refusal.text_for_residents
    assert refusal.staff_step
    assert refusal.staff_step in refusal.text
    assert "到咨询导引台" not in refusal.text


def test_every_refusal_of_both_kinds_of_reader_is_looked_at() -> None:
    found = {
        kind
        for _, kind in inspect.getmembers(refusals, inspect.isclass)
        if issubclass(kind, ReadByAll) and kind is not ReadByAll
    }
    assert found == set(READ_BY_ALL)


@pytest.mark.parametrize("kind", [QuotaUsedUp, CategoryNotOffered])
def test_a_category_without_an_english_name_leaves_no_empty_quotation(kind: type[ReadByAll]) -> None:
    assert "“Welfare”" in kind(**FACTS).text_en
    unnamed = kind(**FACTS | {"category_en": ""}).text_en
    assert "“" not in unnamed
    assert "this service" in unnamed


@pytest.mark.clause("2.3")
def test_who_is_not_trained_is_sent_to_him_who_can_record_it() -> None:
    assert "安全管理员" in NotTrained().todo
    assert "单位与人员" in NotTrained().todo
    assert "负责人" not in NotTrained().todo


def test_the_menus_named_in_refusals_are_those_of_the_program() -> None:
    from yizhan.web.menu import SCREENS

    words = {word for word, _, _ in SCREENS} | {"窗口", "开始今天的营业", "重新营业", "其他"}
    for _, kind in inspect.getmembers(refusals, inspect.isclass):
        for said in (getattr(kind, "next_step", ""), getattr(kind, "staff_step", "")):
            quoted = {part.partition("”")[0] for part in said.split("“")[1:]}
            assert quoted <= words | {"恢复", "续办"}, kind
