"""统一社会信用代码 as clerks type them."""

from __future__ import annotations

import pytest

from yizhan.lib import uscc
from yizhan.lib.idnumber import Problem


@pytest.mark.parametrize(
    "typed",
    ["12441500196720244T", "91350100M000100Y43", "91350100m000100y43", " 9135 0100 M000 100Y 43"],
)
def test_a_right_code_is_stored_in_one_way(typed: str) -> None:
    assert uscc.read(typed) in {"12441500196720244T", "91350100M000100Y43"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "现在是0位"),
        ("91350100M000100Y4", "现在是17位"),
        ("91350100M000100Y44", "最后一位对不上"),
        ("91350100MO00100Y43", "没有“O”"),
        ("9135010OMI00100Y43", "没有“I、O”"),
    ],
)
def test_a_wrong_code_is_explained(typed: str, said: str) -> None:
    problem = uscc.read(typed)
    assert isinstance(problem, Problem)
    assert said in problem.sentence


def test_each_mistyped_sign_is_noticed() -> None:
    right = "91350100M000100Y43"
    for place in range(17):
        for sign in uscc.ALPHABET:
            typed = right[:place] + sign + right[place + 1 :]
            assert isinstance(uscc.read(typed), Problem) == (typed != right)
