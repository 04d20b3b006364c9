"""Telephone numbers as people type them."""

from __future__ import annotations

import pytest

from yizhan.lib import telephone
from yizhan.lib.idnumber import Problem


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13800000000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("+86 138 0000 0000", "13800000000"),
        ("0086 13800000000", "13800000000"),
        ("8613800000000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("029-86510000", "029-86510000"),
        ("(029) 8651 0000", "029-86510000"),
        ("029 86510000转12", "029-86510000转12"),
        ("02986510000 ext 12", "029-86510000转12"),
        ("+86 29 86510000", "029-86510000"),
        ("+86 10 86510000", "010-86510000"),
        ("0911-2110000", "0911-2110000"),
        ("400 000 0000", "4000000000"),
        ("+852 1234 5678", "+85212345678"),
    ],
)
def test_a_number_is_stored_in_one_way(typed: str, stored: str) -> None:
    assert telephone.read(typed) == stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "没有数字"),
        ("没有", "没有数字"),
        ("1380000000", "现在是10位"),
        ("12800000000", "应是11位"),
        ("86510000", "带区号"),
        ("029-8651", "带区号"),
    ],
)
def test_what_is_no_number_is_explained(typed: str, said: str) -> None:
    problem = telephone.read(typed)
    assert isinstance(problem, Problem)
    assert said in problem.text


@pytest.mark.parametrize(("number", "is_mobile"), [("13800000000", True), ("029-86510000", False)])
def test_only_mobiles_get_messages(number: str, is_mobile: bool) -> None:
    assert telephone.is_mobile(number) == is_mobile
