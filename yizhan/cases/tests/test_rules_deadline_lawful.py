"""What may stop or lengthen a limit, and with which sentence the rest is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from yizhan.cases.rules.deadline import Extension, Limit
from yizhan.cases.rules.lawful import (
    STOP_RULES,
    WantedExtension,
    WantedStop,
    extension_problem,
    lawful_kinds,
    longest_extension,
    stop_basis,
    stop_problem,
)
from yizhan.cases.states import LawClass, StopKind
from yizhan.catalog.states import LimitUnit

pytestmark = pytest.mark.clause("7.2c")
ART_45 = {
    StopKind.HEARING,
    StopKind.BIDDING,
    StopKind.AUCTION,
    StopKind.INSPECTION,
    StopKind.TESTING,
    StopKind.QUARANTINE,
    StopKind.APPRAISAL,
    StopKind.EXPERT_REVIEW,
}
LAWFUL = WantedStop(
    kind=StopKind.APPRAISAL,
    law_class=LawClass.LICENCE,
    from_on=date(2026, 11, 25),
    accepted_on=date(2026, 11, 20),
    allowed=frozenset({StopKind.APPRAISAL}),
    has_document=True,
    due_on=date(2026, 12, 18),
    today=date(2026, 11, 25),
)
GRANTED = WantedExtension(
    count=10,
    unit=LimitUnit.WORKDAYS,
    law_class=LawClass.LICENCE,
    granted_on=date(2026, 12, 18),
    due_on=date(2026, 12, 18),
)


def test_every_kind_has_its_rule() -> None:
    assert set(STOP_RULES) == set(StopKind)


def test_a_licence_stops_for_the_eight_times_of_article_45_and_no_other() -> None:
    assert set(lawful_kinds(LawClass.LICENCE)) == ART_45
    assert stop_basis(StopKind.HEARING, LawClass.LICENCE) == "《行政许可法》第四十五条"


def test_other_types_know_more_reasons_each_with_its_basis() -> None:
    assert set(lawful_kinds(LawClass.OTHER)) == set(StopKind)
    assert stop_basis(StopKind.HEARING, LawClass.OTHER) == "参照《行政许可法》第四十五条"
    assert stop_basis("coffee", LawClass.OTHER) is None


def test_a_lawful_stop_has_no_problem() -> None:
    assert stop_problem(LAWFUL) is None
    assert stop_problem(replace(LAWFUL, from_on=date(2026, 11, 20))) is None  # on the day of acceptance


def test_force_majeure_needs_no_guide_that_foresees_it() -> None:
    wanted = replace(LAWFUL, kind=StopKind.FORCE_MAJEURE, law_class=LawClass.OTHER, allowed=frozenset())
    assert stop_problem(wanted) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"accepted_on": None}, "stop_before_acceptance"),
        ({"kind": StopKind.SUPPLEMENT}, "supplement_after_acceptance"),
        ({"kind": StopKind.PUBLICITY}, "stop_not_lawful"),
        ({"kind": StopKind.FORCE_MAJEURE}, "stop_not_lawful"),
        ({"allowed": frozenset()}, "stop_not_in_guide"),
        ({"kind": StopKind.SUPPLEMENT, "law_class": LawClass.OTHER}, "stop_not_in_guide"),
        ({"from_on": date(2026, 11, 19)}, "stop_too_early"),
        ({"from_on": date(2026, 11, 26)}, "stop_in_future"),
        ({"due_on": date(2026, 11, 24)}, "stop_after_due"),
        ({"has_document": False}, "stop_without_document"),
    ],
)
def test_what_is_not_lawful_is_refused_in_a_sentence(changes: dict[str, object], code: str) -> None:
    problem = stop_problem(replace(LAWFUL, **changes))  # type: ignore[arg-type]
    assert problem is not None
    assert problem.code == code
    assert problem.sentence.endswith("。")
    assert problem.next_step.endswith("。")


def test_supplements_stop_other_types_where_the_guide_says_so() -> None:
    wanted = replace(LAWFUL, kind=StopKind.SUPPLEMENT, law_class=LawClass.OTHER)
    assert stop_problem(replace(wanted, allowed=frozenset({StopKind.SUPPLEMENT}))) is None


@pytest.mark.parametrize(
    ("law_class", "is_joint", "item_most", "most"),
    [
        (LawClass.LICENCE, False, None, 10),
        (LawClass.LICENCE, True, None, 15),
        (LawClass.LICENCE, False, 5, 5),
        (LawClass.LICENCE, False, 30, 10),
        (LawClass.OTHER, False, None, 0),
        (LawClass.OTHER, False, 30, 30),
    ],
)
def test_how_long_an_extension_may_be(
    law_class: str, is_joint: bool, item_most: int | None, most: int
) -> None:
    assert longest_extension(law_class, is_joint=is_joint, item_most=item_most) == most


def test_a_lawful_extension_has_no_problem() -> None:
    assert extension_problem(GRANTED) is None
    assert extension_problem(replace(GRANTED, count=15, is_joint=True)) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"due_on": None}, "nothing_to_extend"),
        ({"before": (Extension(5, "workdays", date(2026, 12, 1)),)}, "extended_before"),
        ({"law_class": LawClass.OTHER}, "extension_not_allowed"),
        ({"granted_on": date(2026, 12, 19)}, "extended_too_late"),
        ({"unit": LimitUnit.DAYS}, "extension_in_workdays"),
        ({"count": 11}, "extension_too_long"),
        ({"count": 0}, "extension_too_long"),
        ({"count": 16, "is_joint": True}, "extension_too_long"),
    ],
)
def test_an_extension_beyond_the_law_is_refused(changes: dict[str, object], code: str) -> None:
    problem = extension_problem(replace(GRANTED, **changes))  # type: ignore[arg-type]
    assert problem is not None
    assert problem.code == code
    assert problem.sentence.endswith("。")
    assert problem.next_step.endswith("。")


@pytest.mark.parametrize("count", [-1, 1000])
def test_a_limit_that_no_office_has_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="a limit of"):
        Limit(count)
