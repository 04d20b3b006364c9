"""Whether a review route holds together (clauses 4.2, 7.2c)."""

from __future__ import annotations

import pytest

from yizhan.catalog.content import GuideContent, Limit, ReviewStepContent, default_review_steps
from yizhan.catalog.forms.review import moved, steps_of
from yizhan.catalog.rules.review import (
    MAY_HOLD,
    beyond_licence_law,
    post_problem,
    review_problems,
    steps_beyond_limit,
)
from yizhan.catalog.states import ReviewKind, SpecialProcedure
from yizhan.orgs.states import ADMIN_POSTS

pytestmark = pytest.mark.clause("4.2")

Steps = tuple[ReviewStepContent, ...]


def step(kind: str, name: str = "", *posts: str, key: str = "", days: int | None = None) -> ReviewStepContent:
    return ReviewStepContent(
        key or f"k-{name or kind}", name or kind, kind, posts or ("approver",), "any", days
    )


DECISION = step("decision")
REVIEW = step("review")
POSTED = step("publicity")


@pytest.mark.parametrize(
    "content",
    [
        GuideContent(),
        GuideContent(review_steps=default_review_steps()),
        GuideContent(review_steps=default_review_steps(is_forwarded=True)),
        GuideContent(review_steps=(REVIEW, POSTED, DECISION), publicity_days=7),
        GuideContent(review_steps=(step("joint", "", "approver", "director"), DECISION)),
        GuideContent(review_steps=(step("site_check", "", "acceptance", "approver"), DECISION)),
        GuideContent(review_steps=(step("review", "", "station_worker"), step("decision", "", "director"))),
    ],
)
def test_a_sound_route_has_no_problem(content: GuideContent) -> None:
    assert review_problems(content) == []


@pytest.mark.parametrize(
    ("steps", "publicity_days", "problem"),
    [
        ((REVIEW,), None, "没有“决定”这一步"),
        ((DECISION, REVIEW), None, "“决定”要放在最后一步"),
        ((step("decision", "甲"), step("decision", "乙")), None, "“决定”只能有一步，现在有2步"),
        (
            (step("review", "甲", key="a"), step("review", "乙", key="a"), DECISION),
            None,
            "环节代号“a”用了两次",
        ),
        ((step("review", "甲", key="a"), step("review", "甲", key="b"), DECISION), None, "有两步都叫“甲”"),
        ((POSTED, DECISION), None, "没有写公示几天"),
        ((DECISION,), 7, "写了公示7天，没有“公示”这一步"),
        ((), 7, "写了公示7天，没有“公示”这一步"),
        ((POSTED, step("publicity", "再公示"), DECISION), 7, "“公示”只能有一步"),
        ((step("joint"), DECISION), None, "至少要两个岗位"),
        ((step("joint", "", "approver", "approver"), DECISION), None, "至少要两个岗位"),
        ((ReviewStepContent("a", "甲", "review", ()), DECISION), None, "“甲”没有写由哪个岗位办"),
        ((step("review", "", "acceptance"), DECISION), None, "不能由综合受理岗位办"),
        ((step("decision", "", "station_worker"),), None, "只能由审批、中心（站）负责人办"),
    ],
)
def test_a_broken_route_is_told_in_words(steps: Steps, publicity_days: int | None, problem: str) -> None:
    found = review_problems(GuideContent(review_steps=steps, publicity_days=publicity_days))
    assert [problem in sentence for sentence in found] == [True]


@pytest.mark.parametrize("kind", [ReviewKind.DECISION, ReviewKind.JOINT])
def test_only_the_approver_and_the_director_decide(kind: ReviewKind) -> None:
    assert {post.value for post in MAY_HOLD[kind]} == {"approver", "director"}
    assert post_problem(kind, ("acceptance",), "甲")


def test_every_kind_has_its_posts_and_none_is_done_by_the_administration() -> None:
    assert set(MAY_HOLD) == set(ReviewKind.values)
    assert not {post for posts in MAY_HOLD.values() for post in posts} & set(ADMIN_POSTS)


@pytest.mark.clause("7.2c")
@pytest.mark.parametrize(
    ("workdays", "statutory", "promised", "fits"),
    [
        (10, None, Limit(10, "workdays"), True),
        (11, None, Limit(10, "workdays"), False),
        (11, Limit(20, "workdays"), Limit(10, "workdays"), False),
        (11, Limit(10, "workdays"), None, False),
        (10, Limit(10, "workdays"), None, True),
        (99, None, Limit(10, "days"), True),  # cannot be compared without a calendar
        (99, None, None, True),
        (1, None, Limit(0, "workdays"), False),  # promised on the spot
        (0, None, Limit(0, "workdays"), True),
    ],
)
def test_the_steps_take_no_longer_than_the_promise(
    workdays: int, statutory: Limit | None, promised: Limit | None, *, fits: bool
) -> None:
    assert (steps_beyond_limit(workdays, statutory, promised) == "") is fits


def test_a_licence_stops_for_the_eight_procedures_of_the_law_only() -> None:
    assert beyond_licence_law(SpecialProcedure.values) == ["申请人补正", "公示", "上级办理", "不可抗力"]


ABC = (step("review", "甲", key="a"), step("review", "乙", key="b"), step("decision", "丙", key="c"))


@pytest.mark.parametrize(
    ("wish", "order"),
    [
        ("up/b", "bac"),
        ("down/b", "acb"),
        ("up/a", "abc"),
        ("down/c", "abc"),
        ("up/gone", "abc"),
        ("sideways/b", "abc"),
        ("", "abc"),
    ],
)
def test_a_button_puts_a_step_one_place_further(wish: str, order: str) -> None:
    assert "".join(one.key for one in moved(ABC, wish)) == order


def test_steps_keep_their_keys_and_new_ones_get_their_own() -> None:
    row = {"kind": "review", "posts": ["approver"], "mode": "any", "limit_workdays": None}
    rows = [
        {**row, "key": "b", "name": "改了名"},
        {**row, "key": "", "name": "新的"},
        {**row, "key": "b", "name": "同号"},
        {**row, "key": "made-up", "name": "编的"},
        {**row, "key": "", "name": ""},
    ]
    assert [(one.key, one.name) for one in steps_of(rows, ABC)] == [
        ("b", "改了名"), ("s1", "新的"), ("s2", "同号"), ("s3", "编的"),
    ]  # fmt: skip
