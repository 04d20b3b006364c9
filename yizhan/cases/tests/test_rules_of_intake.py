"""Numbers with their check digit, and what a situation asks for: tables without a database."""

from __future__ import annotations

from datetime import date

import pytest

from yizhan.cases.rules.intake import Asked, Handed, Listed, lacking, needed, unanswered
from yizhan.cases.rules.numbers import case_number, check_digit, is_case_number
from yizhan.cases.rules.publicity import area_of, is_minor
from yizhan.cases.rules.reviewing import is_complete

MARRIAGE = Asked("marriage", "办过结婚登记吗？", ("married", "single"))
PAPERS = [
    Listed(1, "登记表", "required"),
    Listed(2, "夫妻双方身份证", "situational", "marriage/married"),
    Listed(3, "收养证明", "situational", "child/adopted；child/fostered"),
]


def test_a_slip_of_the_keyboard_is_told_by_the_check_digit() -> None:
    number = case_number("610112006", date(2026, 11, 23), 12)
    assert number.startswith("6101120062026112300012")
    assert is_case_number(number)
    for place, digit in enumerate(number):
        other = number[:place] + str((int(digit) + 1) % 10) + number[place + 1 :]
        assert not is_case_number(other), place


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("0794") == "5"  # the example of ISO 7064, MOD 11,10


@pytest.mark.parametrize("text", ["", "1", "谭家", "6" * 22, "6" * 27])
def test_what_cannot_be_a_number_is_none(text: str) -> None:
    assert not is_case_number(text)


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({"marriage": "single", "child": "born"}, ["登记表"]),
        ({"marriage": "married", "child": "born"}, ["登记表", "夫妻双方身份证"]),
        ({"marriage": "single", "child": "fostered"}, ["登记表", "收养证明"]),
    ],
)
def test_only_what_the_situation_needs_is_asked_for(answers: dict[str, str], names: list[str]) -> None:
    assert [one.name for one in needed(PAPERS, answers)] == names


@pytest.mark.parametrize(
    ("answers", "open_questions"),
    [({}, 1), ({"marriage": "perhaps"}, 1), ({"marriage": "single"}, 0)],
)
def test_a_question_wants_one_of_its_answers(answers: dict[str, str], open_questions: int) -> None:
    assert len(unanswered([MARRIAGE], answers)) == open_questions


@pytest.mark.parametrize(
    ("need", "handed_in_as", "is_checked", "is_lacking"),
    [
        ("required", "original", True, False),
        ("required", "original", False, True),
        ("required", "missing", False, True),
        ("required", "deferred", False, False),
        ("required", "exempt_shared", False, False),
        ("optional", "missing", False, False),
        ("optional", "copy", False, True),
    ],
)
def test_what_is_lacking(need: str, handed_in_as: str, is_checked: bool, is_lacking: bool) -> None:
    assert bool(lacking([Handed("户口本", need, handed_in_as, is_checked)])) is is_lacking


@pytest.mark.clause("7.3")
@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("西安市未央区谭家街道谭家社区12号楼501室", "西安市未央区谭家街道谭家社区"),
        ("长安区子午街道七里坪村三组", "长安区子午街道七里坪村"),
        ("碑林区长乐坊街道8号", "碑林区长乐坊街道"),
        ("某处8号", ""),
    ],
)
def test_an_address_is_published_to_its_community_at_most(address: str, area: str) -> None:
    assert area_of(address) == area


@pytest.mark.parametrize(
    ("born_on", "minor"), [("2008-11-23", False), ("2008-11-24", True), ("", False), ("1950-03-12", False)]
)
def test_who_is_a_minor(born_on: str, minor: bool) -> None:
    assert is_minor(born_on, date(2026, 11, 23)) is minor


@pytest.mark.parametrize(
    ("mode", "signed", "complete"),
    [("any", {"approver"}, True), ("any", set(), False), ("all", {"approver"}, False),
     ("all", {"approver", "director"}, True)],
)  # fmt: skip
def test_when_a_joint_step_is_complete(mode: str, signed: set[str], complete: bool) -> None:
    assert is_complete(["approver", "director"], mode, signed) is complete
