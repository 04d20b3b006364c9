"""Numbers of documents as people type them: the old of Xi'an pass, mistyped ones are told why not."""

from __future__ import annotations

from datetime import date

import pytest

from yizhan.lib import idnumber
from yizhan.lib.idnumber import IdNumber, NumberKind, Problem

TODAY = date(2026, 11, 23)
CARD = NumberKind.RESIDENT_CARD


def numbered(first_seventeen: str) -> str:
    return first_seventeen + idnumber.check_sign(first_seventeen)


@pytest.mark.parametrize(
    ("typed", "stored", "born_on", "sex"),
    [
        ("11010519491231002X", "11010519491231002X", date(1949, 12, 31), "female"),  # the standard's example
        ("11010519491231002x", "11010519491231002X", date(1949, 12, 31), "female"),
        (" 110105 19491231 002X ", "11010519491231002X", date(1949, 12, 31), "female"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", date(1949, 12, 31), "female"),
        ("610199195003120018", "", date(1950, 3, 12), "male"),
    ],
)
def test_a_citizens_number_tells_birthday_and_sex(typed: str, stored: str, born_on: date, sex: str) -> None:
    if not stored:
        typed = stored = numbered(typed[:17])
    found = idnumber.read(CARD, typed, today=TODAY)
    assert found == IdNumber(CARD, stored, born_on, sex)


@pytest.mark.parametrize("county", ["610102", "610103", "610113", "610122", "610124", "610116", "610199"])
@pytest.mark.parametrize("year", ["1921", "1930", "1950", "1975", "1995", "2018"])
def test_the_elderly_of_xian_pass_whatever_county_their_number_names(county: str, year: str) -> None:
    found = idnumber.read(CARD, numbered(f"{county}{year}0229002".replace("0229", "0228")), today=TODAY)
    assert isinstance(found, IdNumber)
    assert found.born_on == date(int(year), 2, 28)


@pytest.mark.parametrize(
    ("typed", "part_of_the_sentence"),
    [
        ("", "没有填"),
        ("11010519491231002", "应是18位，现在是17位"),
        ("110105194912310021", "最后一位对不上"),
        ("11010519491231X020", "字母X只能在"),
        ("1101051949123100ZX", "不该有的字"),
        (numbered("61019919500230001"), "出生日期"),  # 30 February
        (numbered("61019920261124001"), "出生日期"),  # tomorrow
        (numbered("61019911500312001"), "出生日期"),  # nobody is that old
        (numbered("81000019900101001"), "港澳台居民居住证"),
        (numbered("91015619900101001"), "外国人永久居留"),
        ("610199500230001", "出生日期"),
    ],
)
def test_a_number_that_cannot_be_right_is_explained(typed: str, part_of_the_sentence: str) -> None:
    problem = idnumber.read(CARD, typed, today=TODAY)
    assert isinstance(problem, Problem)
    assert part_of_the_sentence in problem.text
    assert problem.next_step.endswith("。")
    assert not typed or typed not in problem.text


def test_who_was_born_today_has_a_number_that_counts() -> None:
    found = idnumber.read(CARD, numbered("61019920261123001"), today=TODAY)
    assert isinstance(found, IdNumber)
    assert found.age_on(TODAY) == 0


@pytest.mark.parametrize(
    ("old", "new"), [("110105491231002", "11010519491231002X"), ("130503670401001", "130503196704010016")]
)
def test_an_old_number_of_fifteen_digits_is_upgraded_and_said(old: str, new: str) -> None:
    found = idnumber.read(CARD, old, today=TODAY)
    assert isinstance(found, IdNumber)
    assert found.number == new
    assert "15位旧号码" in found.note


@pytest.mark.parametrize(
    ("kind", "typed", "born_on"),
    [
        (NumberKind.TEMPORARY_CARD, "11010519491231002X", date(1949, 12, 31)),
        (NumberKind.HOUSEHOLD_BOOK, "11010519491231002X", date(1949, 12, 31)),
        (NumberKind.HMT_RESIDENT, numbered("81000019900101001"), date(1990, 1, 1)),
        (NumberKind.HMT_RESIDENT, numbered("83000019900101002"), date(1990, 1, 1)),
        (NumberKind.FOREIGN_RESIDENT, numbered("91015619900101001"), date(1990, 1, 1)),
        (NumberKind.FOREIGN_RESIDENT, "can110081092810", None),
        (NumberKind.PASSPORT, "E12345678", None),
        (NumberKind.PASSPORT, "ea 1234567", None),
        (NumberKind.TAIWAN_PERMIT, "12345678", None),
        (NumberKind.TAIWAN_PERMIT, "0123456789", None),
        (NumberKind.HONG_KONG_MACAO_PERMIT, "h12345678", None),
        (NumberKind.HONG_KONG_MACAO_PERMIT, "M1234567801", None),
        (NumberKind.HONG_KONG_MACAO_PERMIT, "HA1234567", None),
    ],
)
def test_documents_of_every_kind_are_read(kind: NumberKind, typed: str, born_on: date | None) -> None:
    found = idnumber.read(kind, typed, today=TODAY)
    assert isinstance(found, IdNumber)
    assert (found.kind, found.born_on) == (kind, born_on)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (NumberKind.PASSPORT, "ABCDEFG"),
        (NumberKind.PASSPORT, "E123"),
        (NumberKind.PASSPORT, "护照12345"),
        (NumberKind.TAIWAN_PERMIT, "1234"),
        (NumberKind.HONG_KONG_MACAO_PERMIT, "X12345678"),
        (NumberKind.HMT_RESIDENT, numbered("61019919900101001")),
        (NumberKind.HMT_RESIDENT, "810000199001010001"),
        (NumberKind.FOREIGN_RESIDENT, numbered("61019919900101001")),
        (NumberKind.NONE, "11010519491231002X"),
    ],
)
def test_a_number_of_another_shape_is_refused(kind: NumberKind, typed: str) -> None:
    assert isinstance(idnumber.read(kind, typed, today=TODAY), Problem)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("11010519491231002x", NumberKind.RESIDENT_CARD),
        ("110105491231002", NumberKind.RESIDENT_CARD),
        ("830000199001010021", NumberKind.HMT_RESIDENT),
        ("910156199001010017", NumberKind.FOREIGN_RESIDENT),
        ("H12345678", NumberKind.HONG_KONG_MACAO_PERMIT),
        ("E12345678", None),
        ("张三", None),
    ],
)
def test_the_shape_tells_the_kind_where_only_one_fits(typed: str, kind: NumberKind | None) -> None:
    assert idnumber.kind_told_by(typed) == kind


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(1956, 11, 23), date(2026, 11, 22), 69),
        (date(1956, 11, 23), date(2026, 11, 23), 70),
        (date(1956, 2, 29), date(2026, 2, 28), 69),
        (date(1956, 2, 29), date(2026, 3, 1), 70),
    ],
)
def test_age_is_counted_in_full_years(born_on: date, day: date, age: int) -> None:
    assert idnumber.age_on(born_on, day) == age
    assert IdNumber(CARD, "", None).age_on(day) is None


def test_each_mistyped_digit_is_noticed() -> None:
    right = "11010519491231002X"
    for place in range(17):
        for digit in "0123456789":
            typed = right[:place] + digit + right[place + 1 :]
            assert isinstance(idnumber.read(CARD, typed, today=TODAY), Problem) == (typed != right)
